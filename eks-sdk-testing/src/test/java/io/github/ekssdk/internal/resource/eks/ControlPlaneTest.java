package io.github.ekssdk.internal.resource.eks;

import static io.github.ekssdk.spec.AuthenticationMode.API;
import static io.github.ekssdk.spec.AuthenticationMode.API_AND_CONFIG_MAP;
import static io.github.ekssdk.spec.AuthenticationMode.CONFIG_MAP;
import static io.github.ekssdk.spec.LogType.AUDIT;
import static io.github.ekssdk.spec.LogType.AUTHENTICATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ekssdk.Eks;
import io.github.ekssdk.error.UnsupportedChangeException;
import io.github.ekssdk.fixture.ClusterScenario;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.spec.ClusterSpec;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.CreateClusterRequest;
import software.amazon.awssdk.services.eks.model.LogSetup;
import software.amazon.awssdk.services.eks.model.LogType;

class ControlPlaneTest extends ClusterScenario {
    private static final List<String> ONE_UPDATE = List.of("eks:UpdateClusterConfig");

    /** A cluster without nodes that is described further. */
    private static ClusterSpec with(Consumer<ClusterSpec.Builder> more) {
        ClusterSpec.Builder spec =
                Eks.cluster("prod").vpc(vpc -> vpc.availabilityZones(2)).defaultAddons(false);
        more.accept(spec);
        return spec.build();
    }

    private static final ClusterSpec PLAIN = with(spec -> {});

    @Nested
    class Create {
        @Test
        void one_call_says_it_all() {
            apply(with(spec -> spec.version("1.34")
                    .endpointAccess(access -> access.publicAccessCidrs("203.0.113.0/24"))
                    .logging(AUTHENTICATOR, AUDIT)
                    .deletionProtection(true)
                    .tag("cost", "1742")));

            CreateClusterRequest request =
                    aws.ledger().of("eks", "CreateCluster").get(0).request(CreateClusterRequest.class);
            assertThat(request.version()).isEqualTo("1.34");
            assertThat(request.roleArn()).endsWith(one("iamRole/cluster").id());
            assertThat(request.resourcesVpcConfig()).satisfies(vpc -> {
                assertThat(vpc.subnetIds())
                        .containsExactly(
                                one("subnet/private-a").id(),
                                one("subnet/private-b").id());
                assertThat(vpc.securityGroupIds())
                        .containsExactly(one("securityGroup/control-plane").id());
                assertThat(vpc.endpointPublicAccess()).isTrue();
                assertThat(vpc.endpointPrivateAccess()).isTrue();
                assertThat(vpc.publicAccessCidrs()).containsExactly("203.0.113.0/24");
            });
            assertThat(request.logging().clusterLogging())
                    .containsExactly(LogSetup.builder()
                            .enabled(true)
                            .types(LogType.AUDIT, LogType.AUTHENTICATOR)
                            .build());
            assertThat(request.accessConfig().authenticationModeAsString()).isEqualTo("API");
            assertThat(request.accessConfig().bootstrapClusterCreatorAdminPermissions())
                    .isTrue();
            assertThat(request.deletionProtection()).isTrue();
            assertThat(request.tags())
                    .containsEntry("cost", "1742")
                    .containsEntry("eks-sdk/cluster", "prod")
                    .containsEntry("eks-sdk/resource", "cluster/prod");
            assertThat(changesSince(0)).doesNotContain("eks:TagResource", "eks:UpdateClusterConfig");
        }

        @Test
        void a_closed_public_endpoint_has_no_cidrs() {
            ClusterSpec spec = with(it -> it.endpointAccess(access -> access.publicEndpoint(false)));

            apply(spec);

            assertThat(cluster().attributes())
                    .containsEntry("endpointPublicAccess", "false")
                    .containsEntry("endpointPrivateAccess", "true");
            settled(spec);
        }

        @Test
        void without_a_version_the_cluster_has_the_newest_and_keeps_it() {
            apply(PLAIN);

            settled(PLAIN);
        }
    }

    @Nested
    class Change {
        @BeforeEach
        void created() {
            apply(PLAIN);
        }

        @Test
        void logging_is_switched_on_and_off_type_by_type() {
            ClusterSpec audit = with(spec -> spec.logging(AUDIT));
            ClusterSpec authenticator = with(spec -> spec.logging(AUTHENTICATOR));

            assertThat(changesOf(audit)).containsExactly("eks:UpdateClusterConfig", "logs:CreateLogGroup");
            settled(audit);
            assertThat(changesOf(authenticator)).isEqualTo(ONE_UPDATE);
            settled(authenticator);

            assertThat(cluster().attributes()).containsEntry("logging", "[authenticator]");
        }

        @Test
        void the_same_change_can_be_made_again_after_it_was_taken_back() {
            ClusterSpec audit = with(spec -> spec.logging(AUDIT));
            apply(audit);
            apply(PLAIN);

            for (int i = 0; i < 3; i++) {
                assertThat(changesOf(audit)).isEqualTo(ONE_UPDATE);
                settled(audit);
                assertThat(changesOf(PLAIN)).isEqualTo(ONE_UPDATE);
                settled(PLAIN);
            }
        }

        @Test
        void endpoint_access_and_its_cidrs_follow_the_spec() {
            ClusterSpec narrow = with(spec ->
                    spec.endpointAccess(access -> access.publicAccessCidrs("203.0.113.0/24", "198.51.100.0/24")));
            ClusterSpec closed = with(spec -> spec.endpointAccess(access -> access.publicEndpoint(false)));

            assertThat(changesOf(narrow)).isEqualTo(ONE_UPDATE);
            settled(narrow);
            assertThat(changesOf(closed)).isEqualTo(ONE_UPDATE);
            settled(closed);
            assertThat(changesOf(PLAIN)).isEqualTo(ONE_UPDATE);

            settled(PLAIN);
            assertThat(cluster().attributes()).containsEntry("publicAccessCidrs", "0.0.0.0/0");
        }

        @Test
        void the_private_endpoint_follows_the_spec() {
            ClusterSpec open = with(spec -> spec.endpointAccess(access -> access.privateEndpoint(false)));

            assertThat(changesOf(open)).isEqualTo(ONE_UPDATE);

            settled(open);
            assertThat(cluster().attributes()).containsEntry("endpointPrivateAccess", "false");
        }

        @Test
        void deletion_protection_is_switched_on_and_off() {
            ClusterSpec kept = with(spec -> spec.deletionProtection(true));

            assertThat(changesOf(kept)).isEqualTo(ONE_UPDATE);
            settled(kept);
            assertThat(changesOf(PLAIN)).isEqualTo(ONE_UPDATE);

            settled(PLAIN);
        }

        @Test
        void settings_of_several_kinds_are_changed_one_after_the_other() {
            ClusterSpec other = with(spec -> spec.logging(AUDIT)
                    .endpointAccess(access -> access.publicEndpoint(false))
                    .deletionProtection(true)
                    .tag("cost", "1742"));

            List<String> changes = changesOf(other);

            assertThat(changes)
                    .filteredOn(change -> change.startsWith("eks:"))
                    .containsExactly(
                            "eks:TagResource",
                            "eks:UpdateClusterConfig",
                            "eks:UpdateClusterConfig",
                            "eks:UpdateClusterConfig");
            settled(other);
        }

        @Test
        void tags_are_added_changed_and_removed_and_those_of_others_left_alone() {
            apply(with(spec -> spec.tag("cost", "1742").tag("old", "yes")));
            EksClient other = stranger(EksClient.builder());
            String arn = eks().cluster("prod").arn();
            other.tagResource(request -> request.resourceArn(arn).tags(Map.of("somebody", "else")));
            ClusterSpec changed = with(spec -> spec.tag("cost", "9").tag("new", "yes"));

            apply(changed);

            assertThat(cluster().tags())
                    .containsEntry("cost", "9")
                    .containsEntry("new", "yes")
                    .containsEntry("somebody", "else")
                    .doesNotContainKey("old");
            settled(changed);
        }

        @Test
        void an_older_version_is_refused_and_the_refusal_says_so() {
            ClusterSpec older = with(spec -> spec.version("1.33"));
            int mark = aws.ledger().size();

            assertThatThrownBy(() -> eks().plan(older))
                    .isInstanceOfSatisfying(
                            UnsupportedChangeException.class,
                            refusal -> assertThat(refusal.replacements())
                                    .singleElement()
                                    .satisfies(one -> assertThat(one.stepId()).isEqualTo("cluster/prod")))
                    .hasMessageContaining("1.33")
                    .hasMessageContaining("goes back to 1.33 only if the spec says versionRollback(true)");
            assertThat(changesSince(mark)).isEmpty();
        }

        @Test
        void the_authentication_mode_does_not_go_back_and_the_refusal_says_so() {
            ClusterSpec back = with(spec -> spec.authenticationMode(API_AND_CONFIG_MAP));

            assertThatThrownBy(() -> eks().plan(back))
                    .isInstanceOf(UnsupportedChangeException.class)
                    .hasMessageContaining("EKS does not go back to API_AND_CONFIG_MAP");
        }

        @Test
        void a_plan_for_a_deletion_is_refused_while_the_cluster_is_protected() {
            apply(with(spec -> spec.deletionProtection(true)));

            assertThatThrownBy(() -> eks().planDelete("prod"))
                    .isInstanceOf(UnsupportedChangeException.class)
                    .hasMessageContaining("deletion protection is on")
                    .hasMessageContaining("deletionProtection(false)");
        }
    }

    @Test
    void the_authentication_mode_goes_forward_step_by_step() {
        apply(with(spec -> spec.authenticationMode(CONFIG_MAP)));
        ClusterSpec both = with(spec -> spec.authenticationMode(API_AND_CONFIG_MAP));
        ClusterSpec api = with(spec -> spec.authenticationMode(API));

        assertThat(changesOf(both)).isEqualTo(ONE_UPDATE);
        settled(both);
        assertThat(changesOf(api)).isEqualTo(ONE_UPDATE);

        settled(api);
    }

    @Test
    void the_authentication_mode_goes_all_the_way_at_once() {
        apply(with(spec -> spec.authenticationMode(CONFIG_MAP)));

        apply(PLAIN);

        assertThat(cluster().attributes()).containsEntry("authenticationMode", "API");
        settled(PLAIN);
    }

    @Test
    void a_plan_shows_each_setting_before_and_after() {
        apply(PLAIN);

        Plan plan = eks().plan(with(spec -> spec.logging(AUDIT).deletionProtection(true)));

        assertThat(step(plan, "cluster/prod").changes())
                .extracting(change -> change.field() + ": " + change.before().orElse("") + " -> "
                        + change.after().orElse(""))
                .containsExactlyInAnyOrder("logging: [] -> [audit]", "deletionProtection: false -> true");
    }
}
