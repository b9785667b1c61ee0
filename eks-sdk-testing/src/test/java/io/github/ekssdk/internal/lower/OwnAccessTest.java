package io.github.ekssdk.internal.lower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ekssdk.Eks;
import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.error.LockOutException;
import io.github.ekssdk.fixture.ClusterScenario;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.spec.AccessEntrySpec;
import io.github.ekssdk.spec.AccessEntryType;
import io.github.ekssdk.spec.AccessPolicy;
import io.github.ekssdk.spec.AuthenticationMode;
import io.github.ekssdk.spec.ClusterSpec;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.iam.IamClient;

class OwnAccessTest extends ClusterScenario {
    private static final String CREATOR = "arn:aws:iam::123456789012:user/developer";
    private static final String PLATFORM = "arn:aws:iam::123456789012:role/teams/platform";
    private static final String SESSION = "arn:aws:sts::123456789012:assumed-role/platform/ann";

    private static ClusterSpec.Builder bare() {
        return Eks.cluster("prod").vpc(vpc -> vpc.availabilityZones(2)).defaultAddons(false);
    }

    private static ClusterSpec with(String principal, Consumer<AccessEntrySpec.Builder> settings) {
        return bare().accessEntry(principal, settings).build();
    }

    private void aPlatformRole() {
        try (IamClient iam = stranger(IamClient.builder())) {
            iam.createRole(role -> role.roleName("platform")
                    .path("/teams/")
                    .assumeRolePolicyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                            + "\"Principal\":{\"Service\":\"ec2.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}"));
        }
    }

    @Nested
    class Entries {
        @Test
        void ones_own_entry_is_not_deleted_without_a_word() {
            apply(with(CREATOR, entry -> entry.policy(AccessPolicy.CLUSTER_ADMIN)));
            Plan plan = eks().plan(bare().build());
            int mark = aws.ledger().size();

            assertThatThrownBy(() -> eks().apply(plan))
                    .isInstanceOf(LockOutException.class)
                    .hasMessage("The cluster prod was not changed, because that would lock out:\n  you, " + CREATOR
                            + ", whose access entry is not described any more, and would be deleted.\nDescribe the"
                            + " access entry as it is, or let somebody apply the plan who is not locked out; if it is"
                            + " wanted, apply plan.allowingLockOut().");
            assertThat(changesSince(mark)).isEmpty();
            assertThat(plan.render())
                    .contains("!! Locks out: you, " + CREATOR)
                    .contains("Applying refuses to lock anybody out. To allow it, apply\n    plan.allowingLockOut()");
            assertThat(plan.toJson()).contains("\"lockOutAllowed\" : false");
        }

        @Test
        void a_word_allows_it() {
            apply(with(CREATOR, entry -> entry.policy(AccessPolicy.CLUSTER_ADMIN)));
            ClusterSpec withoutMe = bare().build();

            // tag::allowing
            Plan plan = eks().plan(withoutMe);
            Plan allowed = plan.lockOuts().isEmpty() ? plan : plan.allowingLockOut();
            // end::allowing

            assertThat(allowed.render()).doesNotContain("Applying refuses");
            assertThat(changesOf(allowed)).containsExactly("eks:DeleteAccessEntry");
            settled(bare().build());
        }

        @Test
        void the_entry_that_eks_made_for_the_creator_is_not_weakened_without_a_word() {
            apply(bare().build());

            Plan plan = eks().plan(with(CREATOR, entry -> entry.policy(AccessPolicy.EDIT, "web")));

            assertThat(plan.lockOuts())
                    .containsExactly("you, " + CREATOR
                            + ", whose access entry would lose the access policy AmazonEKSClusterAdminPolicy.");
        }

        @Test
        void what_it_keeps_in_another_way_is_no_loss() {
            apply(with(CREATOR, entry -> entry.policy(AccessPolicy.VIEW, "web").policy(AccessPolicy.EDIT, "ops")));

            assertThat(eks().plan(with(CREATOR, entry -> entry.policy(AccessPolicy.EDIT, "web", "ops")))
                            .lockOuts())
                    .isEmpty();
            assertThat(eks().plan(with(CREATOR, entry -> entry.policy(AccessPolicy.ADMIN)))
                            .lockOuts())
                    .isEmpty();
            assertThat(eks().plan(with(CREATOR, entry -> entry.policy(AccessPolicy.CLUSTER_ADMIN)))
                            .lockOuts())
                    .isEmpty();
            assertThat(eks().plan(with(CREATOR, entry -> entry.policy(AccessPolicy.ADMIN_VIEW)))
                            .lockOuts())
                    .singleElement()
                    .asString()
                    .endsWith("would lose the access policy AmazonEKSEditPolicy in ops.");
        }

        @Test
        void groups_and_names_are_told_too() {
            apply(with(CREATOR, entry -> entry.kubernetesGroup("ops").username("dev")));

            assertThat(eks().plan(with(CREATOR, entry -> entry.username("other").policy(AccessPolicy.VIEW)))
                            .lockOuts())
                    .containsExactly(
                            "you, " + CREATOR + ", whose access entry would lose the group ops, the user name dev.");
        }

        @Test
        void the_entries_of_others_are_their_business() {
            aPlatformRole();
            apply(with(PLATFORM, entry -> entry.policy(AccessPolicy.CLUSTER_ADMIN)));

            assertThat(eks().plan(bare().build()).lockOuts()).isEmpty();
        }

        @Test
        void behind_the_session_of_a_role_stands_the_role() {
            aPlatformRole();
            apply(with(PLATFORM, entry -> entry.policy(AccessPolicy.CLUSTER_ADMIN)));

            try (EksManager ann = Eks.connect(config -> config.region(aws.region())
                    .credentials(aws.credentialsOf(SESSION))
                    .httpClient(aws.httpClient())
                    .time(aws.clock()))) {
                assertThat(ann.plan(bare().build()).lockOuts())
                        .containsExactly("you, " + SESSION
                                + ", whose access entry is not described any more, and would be deleted.");
                assertThat(ann.plan(with(PLATFORM, entry -> entry.type(AccessEntryType.EC2_LINUX)))
                                .lockOuts())
                        .singleElement()
                        .asString()
                        .endsWith("would lose all that it has, as it becomes one of the type EC2_LINUX.");
            }
        }

        @Test
        void entries_alone_are_guarded_like_those_of_a_spec() {
            try (EksClient eksctl = stranger(EksClient.builder())) {
                apply(bare().build());
                String arn = eksctl.describeCluster(request -> request.name("prod"))
                        .cluster()
                        .arn();
                eksctl.untagResource(request -> request.resourceArn(arn).tagKeys("eks-sdk/cluster"));
            }
            AccessEntrySpec weaker =
                    AccessEntrySpec.builder(CREATOR).policy(AccessPolicy.VIEW).build();

            Plan plan = eks().planAccess("prod", List.of(weaker));

            assertThat(plan.lockOuts()).hasSize(1);
            assertThatThrownBy(() -> eks().apply(plan)).isInstanceOf(LockOutException.class);
        }
    }

    @Nested
    class Modes {
        private ClusterSpec in(AuthenticationMode mode, Consumer<ClusterSpec.Builder> more) {
            ClusterSpec.Builder spec = bare().authenticationMode(mode);
            more.accept(spec);
            return spec.build();
        }

        @Test
        void who_has_no_entry_is_told_before_aws_auth_no_longer_counts() {
            aPlatformRole();
            apply(in(AuthenticationMode.API_AND_CONFIG_MAP, spec -> spec.creatorAdmin(false)));
            ClusterSpec api = in(AuthenticationMode.API, spec -> spec.creatorAdmin(false));

            Plan plan = eks().plan(api);

            assertThat(plan.lockOuts())
                    .containsExactly(
                            "you, " + CREATOR + ", who have no access entry: what the ConfigMap aws-auth says no"
                                    + " longer counts in the authentication mode API.");
            assertThatThrownBy(() -> eks().apply(plan)).isInstanceOf(LockOutException.class);
            assertThat(eks().plan(api.toBuilder()
                                    .accessEntry(CREATOR, entry -> entry.policy(AccessPolicy.CLUSTER_ADMIN))
                                    .build())
                            .lockOuts())
                    .isEmpty();
        }

        @Test
        void the_creator_keeps_the_entry_that_eks_made() {
            apply(in(AuthenticationMode.API_AND_CONFIG_MAP, spec -> {}));

            assertThat(eks().plan(in(AuthenticationMode.API, spec -> {})).lockOuts())
                    .isEmpty();
        }

        @Test
        void the_creator_gets_an_entry_when_the_cluster_begins_to_know_any() {
            apply(in(AuthenticationMode.CONFIG_MAP, spec -> {}));
            ClusterSpec api = in(AuthenticationMode.API, spec -> {});

            assertThat(eks().plan(api).lockOuts()).isEmpty();
            apply(api);
            settled(api);
        }

        @Test
        void who_makes_a_cluster_that_will_not_let_them_in_is_told() {
            ClusterSpec spec = bare().creatorAdmin(false).build();

            assertThat(eks().plan(spec).warnings())
                    .containsExactly("The Kubernetes API will not let you, " + CREATOR
                            + ", in: creatorAdmin is off, and there is no access entry for you.");
            apply(spec);
            settled(spec);
        }
    }
}
