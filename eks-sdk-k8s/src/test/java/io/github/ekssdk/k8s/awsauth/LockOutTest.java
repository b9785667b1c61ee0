package io.github.ekssdk.k8s.awsauth;

import static io.github.ekssdk.k8s.awsauth.AwsAuthWorld.role;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.ekssdk.error.LockOutException;
import io.github.ekssdk.testing.kubernetes.KubernetesRequest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.model.AccessScopeType;
import software.amazon.awssdk.services.eks.model.AuthenticationMode;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LockOutTest {

    private static final String MAPPINGS = """
        - rolearn: %s
          username: system:node:{{EC2PrivateDNSName}}
          groups: [system:bootstrappers, system:nodes]
        - rolearn: %s
          username: admin:{{SessionName}}
          groups: [system:masters]
        - rolearn: %s
          username: ops
          groups: [system:masters]
        - rolearn: %s
          username: dev
          groups: [devs]
        """.formatted(role("nodes"), role("admin"), role("ops"), role("dev"));

    private final AwsAuthWorld world = new AwsAuthWorld(AuthenticationMode.API_AND_CONFIG_MAP);

    @AfterEach
    void close() {
        world.close();
    }

    private AwsAuth asAdmin() {
        return AwsAuth.of(world.as("admin", "jane@example.com"));
    }

    private AwsAuth asAdminWithEntriesKnown() {
        return AwsAuth.of(world.as("admin", "jane@example.com"), world.manager, "prod");
    }

    private void entry(String name, String type) {
        world.iamRole("/", name);
        world.eks.createAccessEntry(
                entry -> entry.clusterName("prod").principalArn(role(name)).type(type));
        if (type.equals("STANDARD")) {
            world.eks.associateAccessPolicy(policy -> policy.clusterName("prod")
                    .principalArn(role(name))
                    .policyArn("arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy")
                    .accessScope(scope -> scope.type(AccessScopeType.CLUSTER)));
        }
    }

    private void nodes() {
        world.eks.createNodegroup(group -> group.clusterName("prod")
                .nodegroupName("general")
                .nodeRole(role("managed"))
                .subnets("subnet-0a"));
        try {
            world.aws.clock().advance(Duration.ofMinutes(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static LockOutException refusal(AwsAuth awsAuth, AwsAuthPlan plan) {
        return catchThrowableOfType(LockOutException.class, () -> awsAuth.apply(plan));
    }

    @Test
    void the_caller_is_not_locked_out_unless_it_says_so() {
        world.given(MAPPINGS);
        KubernetesClient client = world.as("admin", "jane@example.com");
        AwsAuth awsAuth = AwsAuth.of(client);

        AwsAuthPlan plan = awsAuth.plan(edit -> edit.removeRole(role("admin")));
        LockOutException refusal = refusal(awsAuth, plan);
        String untouched = world.mapRoles();
        int before = world.statusOf(client);
        awsAuth.apply(plan.allowingLockOut());

        assertThat(refusal).hasMessage("""
            The ConfigMap kube-system/aws-auth was not changed, because that would lock out:
              you, admin:jane-example.com, who are let in as arn:aws:iam::123456789012:role/admin by what is taken away.
            Leave their mappings in, or give them access entries first; if it is wanted, plan again and apply \
            plan.allowingLockOut().\
            """);
        assertThat(plan.render())
                .contains("!! Locks out: you, admin:jane-example.com", "until allowingLockOut() is called");
        assertThat(untouched).isEqualTo(MAPPINGS);
        assertThat(before).isEqualTo(200);
        assertThat(world.statusOf(client)).isEqualTo(401);
    }

    @Test
    void a_mapping_that_gives_the_caller_less_locks_it_out_too() {
        world.given(MAPPINGS);

        AwsAuthPlan plan = asAdmin()
                .plan(edit -> edit.mapRole(
                        role("admin"),
                        who -> who.username("admin:{{SessionName}}").group("devs")));

        assertThat(plan.dangers()).hasSize(1);
        assertThat(plan.dangers().get(0)).startsWith("you, ");
    }

    @Test
    void a_mapping_that_gives_the_caller_more_does_not() {
        world.given(MAPPINGS);

        AwsAuthPlan plan = asAdmin()
                .plan(edit -> edit.mapRole(
                        role("admin"),
                        who -> who.username("admin:{{SessionName}}")
                                .group("system:masters")
                                .group("devs")));

        assertThat(plan.dangers()).isEmpty();
    }

    @Test
    void an_account_by_which_the_caller_is_let_in_is_guarded() {
        world.given(Map.of("mapAccounts", "['123456789012', '210987654321']"));
        AwsAuth awsAuth = AwsAuth.of(world.as("anybody", "x"));
        world.root();

        AwsAuthPlan others = AwsAuth.of(world.root()).plan(edit -> edit.removeAccount("123456789012"));
        LockOutTest.allowReading(world);
        AwsAuthPlan own = awsAuth.plan(edit -> edit.removeAccount("123456789012"));

        assertThat(others.dangers()).isEmpty();
        assertThat(own.dangers()).hasSize(1);
    }

    private static void allowReading(AwsAuthWorld world) {
        world.root()
                .rbac()
                .clusterRoleBindings()
                .resource(new io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder()
                        .withNewMetadata()
                        .withName("all")
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "cluster-admin")
                        .addNewSubject("rbac.authorization.k8s.io", "Group", "system:authenticated", null)
                        .build())
                .create();
    }

    @Test
    void the_last_administrators_stay() {
        world.given(MAPPINGS);
        AwsAuth awsAuth = AwsAuth.of(world.root());

        AwsAuthPlan one = awsAuth.plan(edit -> edit.removeRole(role("admin")));
        AwsAuthPlan both = awsAuth.plan(edit -> edit.removeRole(role("admin")).removeRole(role("ops")));

        assertThat(one.dangers()).isEmpty();
        assertThat(both.dangers())
                .containsExactly(
                        "every administrator: nobody would be in the group system:masters, and no access entry that is"
                                + " known of takes its place.");
    }

    @Test
    void what_appears_between_plan_and_apply_counts() {
        world.given(MAPPINGS);
        AwsAuth awsAuth = AwsAuth.of(world.root());
        AwsAuthPlan plan = awsAuth.plan(edit -> edit.removeRole(role("admin")));
        awsAuth.apply(awsAuth.plan(edit -> edit.removeRole(role("ops"))));

        LockOutException refusal = refusal(awsAuth, plan);

        assertThat(refusal.dangers()).hasSize(1);
        assertThat(world.mapRoles()).contains(role("admin"));
    }

    @Test
    void the_role_of_nodes_stays_while_there_are_nodes() {
        world.given(MAPPINGS);
        AwsAuth awsAuth = AwsAuth.of(world.root());

        AwsAuthPlan without = awsAuth.plan(edit -> edit.removeRole(role("nodes")));
        nodes();
        AwsAuthPlan with = awsAuth.plan(edit -> edit.removeRole(role("nodes")));

        assertThat(without.dangers()).isEmpty();
        assertThat(with.dangers())
                .containsExactly(
                        "nodes that log in with " + role("nodes") + ": the cluster has nodes, and no access entry that"
                                + " is known of lets those of this role in.");
        assertThat(refusal(awsAuth, with)).isNotNull();
    }

    @Test
    void access_entries_take_the_place_of_mappings() {
        world.given(MAPPINGS);
        nodes();
        entry("admin", "STANDARD");
        entry("nodes", "EC2_LINUX");
        AwsAuth awsAuth = asAdminWithEntriesKnown();

        AwsAuthPlan plan = awsAuth.plan(
                edit -> edit.removeRole(role("admin")).removeRole(role("ops")).removeRole(role("nodes")));
        awsAuth.apply(plan);

        assertThat(plan.dangers()).isEmpty();
        assertThat(awsAuth.read().roles()).hasSize(1);
    }

    @Test
    void an_entry_of_another_role_does_not() {
        world.given(MAPPINGS);
        entry("ops", "STANDARD");

        AwsAuthPlan plan = asAdminWithEntriesKnown().plan(edit -> edit.removeRole(role("admin")));

        assertThat(plan.dangers()).hasSize(1);
    }

    @Test
    void nobody_is_asked_who_calls_when_nothing_is_taken_away() {
        world.given(MAPPINGS);
        AwsAuth awsAuth = AwsAuth.of(world.root());
        int mark = world.kubernetes().requests().size();

        awsAuth.apply(
                awsAuth.plan(edit -> edit.removeRole(role("nobody")).mapRole(role("new"), who -> who.username("new"))));

        assertThat(world.kubernetes().requests().stream().skip(mark))
                .extracting(KubernetesRequest::path)
                .noneMatch(path -> path.contains("selfsubjectreviews") || path.contains("/nodes"));
    }

    @Test
    void where_only_entries_count_nobody_can_be_locked_out_and_the_plan_says_so() {
        world.given(MAPPINGS);
        world.eks.updateClusterConfig(request ->
                request.name("prod").accessConfig(access -> access.authenticationMode(AuthenticationMode.API)));
        AwsAuth awsAuth = AwsAuth.of(world.root(), world.manager, "prod");

        AwsAuthPlan plan = awsAuth.plan(edit -> edit.removeRole(role("admin")).removeRole(role("ops")));

        assertThat(plan.dangers()).isEmpty();
        assertThat(plan.warnings())
                .containsExactly(
                        "The authentication mode of the cluster is API: EKS does not look at aws-auth any more.");
    }
}
