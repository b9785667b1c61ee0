package io.github.ekssdk.k8s.awsauth;

import static io.github.ekssdk.k8s.awsauth.AwsAuthWorld.role;
import static io.github.ekssdk.k8s.awsauth.AwsAuthWorld.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.ekssdk.Eks;
import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.error.UnsupportedChangeException;
import io.github.ekssdk.k8s.EksKubernetes;
import io.github.ekssdk.k8s.awsauth.MigratedMapping.Fate;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.plan.Step;
import io.github.ekssdk.spec.AuthenticationMode;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.state.ResourceState;
import io.github.ekssdk.testing.FakeAws;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MigrationTest {

    private static final software.amazon.awssdk.services.eks.model.AuthenticationMode CONFIG_MAP =
            software.amazon.awssdk.services.eks.model.AuthenticationMode.CONFIG_MAP;

    private static final Map<String, String> DATA = Map.of(
            "mapRoles", """
            - rolearn: arn:aws:iam::123456789012:role/nodes
              username: system:node:{{EC2PrivateDNSName}}
              groups: [system:bootstrappers, system:nodes]
            - rolearn: arn:aws:iam::123456789012:role/windows
              username: system:node:{{EC2PrivateDNSName}}
              groups: [system:bootstrappers, system:nodes, eks:kube-proxy-windows]
            - rolearn: arn:aws:iam::123456789012:role/platform
              username: platform:{{SessionName}}
              groups: [system:masters]
            - rolearn: arn:aws:iam::123456789012:role/ci
              username: ci-{{AccountID}}
              groups: [deployers, system:authenticated]
            # nobody knows what this is for
            - rolearn: arn:aws:iam::123456789012:role/odd
              username: odd
              groups: [system:monitoring]
            - rolearn: arn:aws:iam::123456789012:role/ghost
              username: ghost
            - rolearn: arn:aws:iam::123456789012:role/teams/path
              username: path
            - rolearn: arn:aws:iam::210987654321:role/partner
              username: "{{SessionName}}"
              groups: [partners]
            """,
            "mapUsers", """
            - userarn: arn:aws:iam::123456789012:user/ops/ana
              username: system:ana
              groups: [system:masters]
            """,
            "mapAccounts", "- '210987654321'\n");

    private static AwsAuthWorld world() {
        AwsAuthWorld world = new AwsAuthWorld(CONFIG_MAP);
        List.of("nodes", "windows", "ci", "odd").forEach(name -> world.iamRole("/", name));
        world.iamRole("/teams/", "platform");
        world.given(DATA);
        return world;
    }

    private static AwsAuth awsAuth(AwsAuthWorld world) {
        return AwsAuth.of(world.root(), world.manager, "prod");
    }

    /** All that a caller does, from whatever is there. */
    private static void migrate(EksManager manager, KubernetesClient client) {
        AwsAuth awsAuth = AwsAuth.of(client, manager, "prod");
        AccessEntryMigration migration = awsAuth.planMigration();
        manager.apply(manager.planAccess("prod", migration.accessEntries()));
        awsAuth.apply(awsAuth.planRemovalOfMigrated());
    }

    private static Map<String, String> entries(EksManager manager) {
        return manager.accessEntries("prod").stream()
                .collect(Collectors.toMap(
                        Entries::principal,
                        entry -> Entries.type(entry) + " " + Entries.username(entry) + " " + Entries.groups(entry) + " "
                                + Entries.policies(entry),
                        (first, second) -> first,
                        TreeMap::new));
    }

    @Test
    void the_plan_says_what_becomes_of_each_mapping() {
        try (AwsAuthWorld world = world()) {
            assertThat(awsAuth(world).planMigration().render()).isEqualTo("""
                From aws-auth to access entries in cluster prod
                5 to create, 5 not carried over.
                ! The authentication mode becomes API_AND_CONFIG_MAP. EKS never changes it back; the ConfigMap still counts for \
                all who have no access entry.

                  + mapRoles: arn:aws:iam::123456789012:role/nodes as system:node:{{EC2PrivateDNSName}}, in \
                system:bootstrappers, system:nodes
                      becomes the access entry arn:aws:iam::123456789012:role/nodes, EC2_LINUX
                  + mapRoles: arn:aws:iam::123456789012:role/windows as system:node:{{EC2PrivateDNSName}}, in \
                system:bootstrappers, system:nodes, eks:kube-proxy-windows
                      becomes the access entry arn:aws:iam::123456789012:role/windows, EC2_WINDOWS
                  + mapRoles: arn:aws:iam::123456789012:role/platform as platform:{{SessionName}}, in system:masters
                      becomes the access entry arn:aws:iam::123456789012:role/teams/platform, STANDARD, as \
                platform:{{SessionName}}, with AmazonEKSClusterAdminPolicy
                      The group system:masters becomes the access policy AmazonEKSClusterAdminPolicy.
                  + mapRoles: arn:aws:iam::123456789012:role/ci as ci-{{AccountID}}, in deployers, system:authenticated
                      becomes the access entry arn:aws:iam::123456789012:role/ci, STANDARD, as ci-123456789012, in deployers
                  ! mapRoles: arn:aws:iam::123456789012:role/odd as odd, in system:monitoring
                      EKS refuses access entries with groups such as system:monitoring; bind what it may do to a group with a \
                name of your own, and map that.
                  ! mapRoles: arn:aws:iam::123456789012:role/ghost as ghost, in no group
                      IAM has no such role any more. Take the mapping out.
                  ! mapRoles: arn:aws:iam::123456789012:role/teams/path as path, in no group
                      It has let nobody in: EKS does not see the path of a role in aws-auth. If the role is to be let in, give \
                it an access entry.
                  ! mapRoles: arn:aws:iam::210987654321:role/partner as {{SessionName}}, in partners
                      EKS asks for a colon before {{SessionName}}, which '{{SessionName}}' lacks. Change the user name, and \
                the role bindings that name it.
                  + mapUsers: arn:aws:iam::123456789012:user/ops/ana as system:ana, in system:masters
                      becomes the access entry arn:aws:iam::123456789012:user/ops/ana, STANDARD, with \
                AmazonEKSClusterAdminPolicy
                      The group system:masters becomes the access policy AmazonEKSClusterAdminPolicy.
                      EKS refuses access entries with user names such as 'system:ana'. EKS chooses another.
                  ! mapAccounts: 210987654321
                      An access entry is for one principal: make one for each user and role of the account that logs in.
                """);
        }
    }

    @Test
    void whoever_was_let_in_still_is_at_every_step() {
        try (AwsAuthWorld world = world()) {
            AwsAuth awsAuth = awsAuth(world);
            KubernetesClient platform = world.as("platform", "jane");
            AccessEntryMigration migration = awsAuth.planMigration();

            int before = world.statusOf(platform);
            Plan plan = world.manager.planAccess("prod", migration.accessEntries());
            world.manager.apply(plan);
            int between = world.statusOf(platform);
            AwsAuthPlan removal = awsAuth.planRemovalOfMigrated();
            awsAuth.apply(removal);
            int after = world.statusOf(platform);

            assertThat(List.of(before, between, after)).containsOnly(200);
            assertThat(plan.changes()).extracting(Step::id).first().isEqualTo("authenticationMode/prod");
            assertThat(plan.warnings()).anyMatch(warning -> warning.contains("cannot be undone"));
            assertThat(removal.dangers()).isEmpty();
            assertThat(removal.changes())
                    .extracting(AwsAuthChange::principal)
                    .containsExactly(role("nodes"), role("windows"), role("platform"), role("ci"), user("ops/ana"));
            assertThat(removal.warnings())
                    .contains(
                            role("odd") + " stays: it has no access entry.",
                            role("ghost") + " stays: it has no access entry.");
        }
    }

    @Test
    void what_could_not_be_carried_over_stays_to_the_letter() {
        try (AwsAuthWorld world = world()) {
            migrate(world.manager, world.root());

            String former = DATA.getOrDefault("mapRoles", "");
            assertThat(world.data())
                    .containsEntry("mapRoles", former.substring(former.indexOf("# nobody knows")))
                    .containsEntry("mapUsers", "[]\n")
                    .containsEntry("mapAccounts", DATA.getOrDefault("mapAccounts", ""));
            assertThat(awsAuth(world).backups()).hasSize(1);
            assertThat(awsAuth(world).backups().get(0).data()).isEqualTo(DATA);
        }
    }

    @Test
    void a_second_time_there_is_nothing_to_do() {
        try (AwsAuthWorld world = world()) {
            migrate(world.manager, world.root());
            int mark = world.aws.ledger().size();
            long version = world.kubernetes().resourceVersion();

            migrate(world.manager, world.root());

            assertThat(world.aws.ledger().since(mark)).noneMatch(call -> call.mutating());
            assertThat(world.kubernetes().resourceVersion()).isEqualTo(version);
        }
    }

    @TestFactory
    Stream<DynamicTest> a_crash_at_any_call_of_aws_and_the_same_again_comes_to_the_same() {
        Map<String, String> entries;
        Map<String, String> data;
        int calls;
        try (AwsAuthWorld world = world()) {
            int mark = world.aws.ledger().size();
            migrate(world.manager, world.root());
            calls = (int) world.aws.ledger().since(mark).stream()
                    .filter(call -> call.mutating())
                    .count();
            entries = entries(world.manager);
            data = world.data();
        }
        assertThat(calls).isGreaterThan(6);
        return IntStream.range(0, 2 * calls)
                .mapToObj(i -> DynamicTest.dynamicTest(
                        (i % 2 == 0 ? "before" : "after") + " mutating call " + (i / 2 + 1),
                        () -> crashes(i / 2 + 1, i % 2 == 0, entries, data)));
    }

    private static void crashes(int call, boolean before, Map<String, String> entries, Map<String, String> data) {
        try (AwsAuthWorld world = world()) {
            KubernetesClient root = world.root();
            var point = world.aws.faults().onMutating().nth(call);
            if (before) {
                point.crashBefore();
            } else {
                point.crashAfterEffect();
            }
            EksManager dying = world.aws.connect(world.aws.process());

            Throwable crash = catchThrowable(() -> migrate(dying, root));
            world.aws.faults().clear();
            migrate(world.manager, root);

            assertThat(crash).isNotNull();
            assertThat(entries(world.manager)).isEqualTo(entries);
            assertThat(world.data()).isEqualTo(data);
        }
    }

    @Test
    void a_crash_after_the_config_map_was_written_changes_nothing() {
        try (AwsAuthWorld world = world()) {
            AccessEntryMigration migration = awsAuth(world).planMigration();
            world.manager.apply(world.manager.planAccess("prod", migration.accessEntries()));
            AwsAuthPlan removal = awsAuth(world).planRemovalOfMigrated();
            KubernetesClient dying = world.rootBefore("PUT", () -> {
                throw new IllegalStateException("crash");
            });

            Throwable crash = catchThrowable(
                    () -> AwsAuth.of(dying, world.manager, "prod").apply(removal));
            Map<String, String> untouched = world.data();
            awsAuth(world).apply(removal);
            long version = world.kubernetes().resourceVersion();
            awsAuth(world).apply(removal);

            assertThat(crash).isNotNull();
            assertThat(untouched).isEqualTo(new TreeMap<>(DATA));
            assertThat(awsAuth(world).backups()).hasSize(1);
            assertThat(world.kubernetes().resourceVersion()).isEqualTo(version);
        }
    }

    @Test
    void nothing_is_removed_before_there_are_access_entries() {
        try (AwsAuthWorld world = world()) {
            AwsAuthPlan removal = awsAuth(world).planRemovalOfMigrated();

            assertThat(removal.isEmpty()).isTrue();
            assertThat(removal.warnings())
                    .contains("Every mapping stays: the authentication mode is CONFIG_MAP, which knows no access"
                            + " entries.");
        }
    }

    @Test
    void a_mapping_whose_entry_lets_the_principal_do_less_stays() {
        try (AwsAuthWorld world = world()) {
            AwsAuth awsAuth = awsAuth(world);
            world.manager.apply(
                    world.manager.planAccess("prod", awsAuth.planMigration().accessEntries()));
            world.eks.disassociateAccessPolicy(request -> request.clusterName("prod")
                    .principalArn(role("teams/platform"))
                    .policyArn("arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy"));
            world.eks.deleteAccessEntry(request -> request.clusterName("prod").principalArn(role("ci")));

            AwsAuthPlan removal = awsAuth.planRemovalOfMigrated();

            assertThat(removal.changes())
                    .extracting(AwsAuthChange::principal)
                    .containsExactly(role("nodes"), role("windows"), user("ops/ana"));
            assertThat(removal.warnings())
                    .contains(
                            role("platform") + " stays: of its access entry: it lacks the access policy"
                                    + " AmazonEKSClusterAdminPolicy.",
                            role("ci") + " stays: it has no access entry.");
        }
    }

    @Test
    void an_entry_that_goes_between_plan_and_apply_keeps_its_mapping() {
        try (AwsAuthWorld world = world()) {
            AwsAuth awsAuth = awsAuth(world);
            world.manager.apply(
                    world.manager.planAccess("prod", awsAuth.planMigration().accessEntries()));
            AwsAuthPlan removal = awsAuth.planRemovalOfMigrated();
            world.eks.deleteAccessEntry(request -> request.clusterName("prod").principalArn(role("ci")));

            AwsAuthState left = awsAuth.apply(removal);

            assertThat(left.roles())
                    .extracting(IamMapping::arn)
                    .contains(role("ci"))
                    .doesNotContain(role("nodes"));
        }
    }

    @Test
    void entries_of_somebody_else_are_left_alone() {
        try (AwsAuthWorld world = world()) {
            world.eks.updateClusterConfig(request -> request.name("prod")
                    .accessConfig(access -> access.authenticationMode(
                            software.amazon.awssdk.services.eks.model.AuthenticationMode.API_AND_CONFIG_MAP)));
            world.eks.createAccessEntry(request ->
                    request.clusterName("prod").principalArn(role("ci")).tags(Map.of("owner", "terraform")));

            AccessEntryMigration migration = awsAuth(world).planMigration();

            assertThat(migration.changesAuthenticationMode()).isFalse();
            assertThat(migration.mappings())
                    .filteredOn(mapping -> mapping.mapping().arn().equals(role("ci")))
                    .singleElement()
                    .satisfies(mapping -> {
                        assertThat(mapping.fate()).isEqualTo(Fate.DIFFERENT);
                        assertThat(mapping.remarks().get(0))
                                .startsWith("It has an access entry of somebody else's already")
                                .contains("lacks the group deployers");
                    });
        }
    }

    @Test
    void eks_makes_the_entries_of_managed_node_groups() {
        try (AwsAuthWorld world = world()) {
            world.eks.createNodegroup(group -> group.clusterName("prod")
                    .nodegroupName("general")
                    .nodeRole(role("nodes"))
                    .subnets("subnet-0a"));
            AwsAuth awsAuth = awsAuth(world);
            AccessEntryMigration migration = awsAuth.planMigration();
            world.manager.apply(world.manager.planAccess("prod", migration.accessEntries()));

            AwsAuthPlan removal = awsAuth.planRemovalOfMigrated();

            assertThat(migration.mappings().get(0).fate()).isEqualTo(Fate.MADE_BY_EKS);
            assertThat(removal.changes()).extracting(AwsAuthChange::principal).contains(role("nodes"));
        }
    }

    @Test
    void a_cluster_of_a_spec_gets_its_entries_in_the_spec() {
        FakeAws aws = FakeAws.builder().kubernetes().build();
        ClusterSpec prod = Eks.cluster("prod")
                .authenticationMode(AuthenticationMode.CONFIG_MAP)
                .build();
        try (aws;
                EksManager manager = aws.connect()) {
            var cluster = manager.apply(manager.plan(prod));
            try (KubernetesClient client = EksKubernetes.connect(cluster)) {
                AwsAuth awsAuth = AwsAuth.of(client, manager, "prod");
                awsAuth.apply(awsAuth.plan(edit ->
                        edit.mapUser(user("ana"), who -> who.username("ana").group("deployers"))));

                AccessEntryMigration migration = awsAuth.planMigration();
                ClusterSpec next = migration.addTo(prod);
                manager.apply(manager.plan(next));
                awsAuth.apply(awsAuth.planRemovalOfMigrated());

                assertThat(next.authenticationMode()).isEqualTo(AuthenticationMode.API_AND_CONFIG_MAP);
                assertThat(manager.plan(next).isEmpty()).isTrue();
                assertThat(awsAuth.read().users()).isEmpty();
                assertThat(principals(manager)).contains(user("ana"));
                assertThatThrownBy(() -> manager.planAccess("prod", migration.accessEntries()))
                        .isInstanceOf(UnsupportedChangeException.class)
                        .hasMessageContaining("Add accessEntry(...) to the spec");
            }
        }
    }

    private static Set<String> principals(EksManager manager) {
        return manager.accessEntries("prod").stream()
                .map(ResourceState::properties)
                .map(properties -> Objects.toString(properties.get("principalArn")))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
