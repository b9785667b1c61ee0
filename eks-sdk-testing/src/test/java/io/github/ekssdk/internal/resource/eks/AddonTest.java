package io.github.ekssdk.internal.resource.eks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ekssdk.Eks;
import io.github.ekssdk.error.InvalidSpecException;
import io.github.ekssdk.error.StepFailedException;
import io.github.ekssdk.fixture.ClusterScenario;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.plan.Step;
import io.github.ekssdk.spec.AddonSpec;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.ResolveConflicts;
import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.LatencyProfile;
import io.github.ekssdk.testing.RecordedCall;
import io.github.ekssdk.testing.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.Addon;
import software.amazon.awssdk.services.eks.model.CreateClusterRequest;
import software.amazon.awssdk.services.eks.model.DeleteAddonRequest;
import software.amazon.awssdk.services.iam.IamClient;

class AddonTest extends ClusterScenario {
    private static final List<String> FOUR =
            List.of("addon/coredns", "addon/eks-pod-identity-agent", "addon/kube-proxy", "addon/vpc-cni");

    private static final String LATEST_CNI = "v1.22.4-eksbuild.3";

    private static ClusterSpec with(String addon, Consumer<AddonSpec.Builder> settings) {
        return spec().addon(addon, settings).build();
    }

    private static ClusterSpec.Builder spec() {
        return prod().version("1.34");
    }

    private Addon addon(String name) {
        try (EksClient client = aws.client(EksClient.builder())) {
            return client.describeAddon(request -> request.clusterName("prod").addonName(name))
                    .addon();
        }
    }

    private List<String> addons() {
        return all("eks:addon").stream().map(Resource::id).toList();
    }

    private List<RecordedCall> calls(String operation) {
        return aws.ledger().of("eks", operation);
    }

    /** For each deletion, whether the software was to stay. */
    private List<Boolean> preserved() {
        return calls("DeleteAddon").stream()
                .map(call -> call.request(DeleteAddonRequest.class).preserve())
                .toList();
    }

    private InvalidSpecException refusal(ClusterSpec spec) {
        return catchThrowableOfType(InvalidSpecException.class, () -> eks().plan(spec));
    }

    @Test
    void nodes_without_a_network_plugin_are_warned_of() {
        ClusterSpec spec = prod().withoutAddon("vpc-cni").build();

        assertThat(eks().plan(spec).warnings())
                .containsExactly(
                        "The spec has nodes, but neither the add-on vpc-cni nor bootstrapSelfManagedAddons: nodes stay"
                                + " NotReady, and managed node groups fail, until somebody else installs a network plugin"
                                + " in the cluster.");
        assertThat(eks().plan(prod().withoutAddon("vpc-cni")
                                .bootstrapSelfManagedAddons(true)
                                .build())
                        .warnings())
                .isEmpty();
    }

    @Nested
    class Create {
        @Test
        void a_cluster_gets_the_four_that_almost_every_cluster_needs_and_none_that_eks_does_not_look_after() {
            apply(spec().build());

            assertThat(addons())
                    .containsExactlyInAnyOrder(
                            "prod/vpc-cni", "prod/kube-proxy", "prod/coredns", "prod/eks-pod-identity-agent");
            assertThat(all("eks:addon")).extracting(Resource::status).containsOnly("ACTIVE");
            assertThat(calls("CreateCluster")
                            .get(0)
                            .request(CreateClusterRequest.class)
                            .bootstrapSelfManagedAddons())
                    .isFalse();
            assertThat(addon("coredns").addonVersion()).isEqualTo("v1.12.3-eksbuild.1");
            assertThat(addon("coredns").tags()).containsEntry("eks-sdk/resource", "addon/coredns");
            assertThat(eks().plan(spec().build()).warnings()).isEmpty();
            settled(spec().build());
        }

        @Test
        void the_catalogue_is_asked_once_and_not_again_when_nothing_is_new() {
            apply(spec().addon("metrics-server").build());
            int mark = aws.ledger().size();

            eks().plan(spec().addon("metrics-server").build());

            assertThat(calls("DescribeAddonVersions")).hasSize(1);
            assertThat(calls("DescribeAddonConfiguration")).isEmpty();
            assertThat(aws.ledger().since(mark))
                    .filteredOn(call -> call.operation().contains("Addon"))
                    .extracting(RecordedCall::operation)
                    .containsExactlyInAnyOrder(
                            "ListAddons",
                            "DescribeAddon",
                            "DescribeAddon",
                            "DescribeAddon",
                            "DescribeAddon",
                            "DescribeAddon");
        }

        @Test
        void some_can_be_left_out_and_all_of_them_too() {
            apply(spec().withoutAddon("kube-proxy").build());

            assertThat(addons())
                    .containsExactlyInAnyOrder("prod/vpc-cni", "prod/coredns", "prod/eks-pod-identity-agent");
            ClusterSpec none = spec().defaultAddons(false).build();
            assertThat(steps(eks().plan(none)))
                    .containsExactlyInAnyOrder(
                            "delete addon/vpc-cni", "delete addon/coredns", "delete addon/eks-pod-identity-agent");
            apply(none);
            assertThat(addons()).isEmpty();
            settled(none);
        }

        @Test
        void a_cluster_on_fargate_alone_gets_coredns_for_fargate() {
            use(FakeAws.builder().latency(LatencyProfile.typical()));
            ClusterSpec spec = Eks.cluster("prod")
                    .version("1.34")
                    .vpc(vpc -> vpc.availabilityZones(2))
                    .fargateProfile("system", profile -> profile.selector("kube-system"))
                    .build();

            apply(spec);

            assertThat(addons()).containsExactly("prod/coredns");
            assertThat(addon("coredns").configurationValues()).isEqualTo("{\"computeType\":\"Fargate\"}");
            assertThat(addon("coredns").statusAsString()).isEqualTo("ACTIVE");
            settled(spec);
        }

        @Test
        void nodes_that_karpenter_starts_need_what_other_nodes_do_though_karpenter_is_on_fargate() {
            ClusterSpec spec = Eks.cluster("prod")
                    .vpc(vpc -> vpc.availabilityZones(2).karpenterDiscovery(true))
                    .fargateProfile("karpenter", profile -> profile.selector("karpenter"))
                    .karpenter(true)
                    .build();

            assertThat(addonsOf(spec)).containsExactlyElementsOf(FOUR);
        }

        @Test
        void self_managed_nodes_beside_auto_mode_need_what_other_nodes_do() {
            ClusterSpec spec = Eks.cluster("prod")
                    .vpc(vpc -> vpc.availabilityZones(2))
                    .autoMode()
                    .selfManagedNodeGroup("special", group -> group.instanceTypes("m7i.large"))
                    .build();

            assertThat(addonsOf(spec)).containsExactlyElementsOf(FOUR);
        }

        private List<String> addonsOf(ClusterSpec spec) {
            return eks().plan(spec).steps().stream()
                    .map(Step::id)
                    .filter(id -> id.startsWith("addon/"))
                    .sorted()
                    .toList();
        }

        @Test
        void self_managed_nodes_wait_for_an_add_on_or_an_add_on_for_them() {
            ClusterSpec spec = Eks.cluster("prod")
                    .vpc(vpc -> vpc.availabilityZones(2))
                    .selfManagedNodeGroup("special", group -> group.instanceTypes("m7i.large"))
                    .addon("vpc-cni", AddonSpec.Builder::beforeCompute)
                    .addon("metrics-server", AddonSpec.Builder::afterCompute)
                    .build();

            Plan plan = eks().plan(spec);

            assertThat(step(plan, "autoScalingGroup/special").dependsOn()).contains("addon/vpc-cni");
            assertThat(step(plan, "addon/metrics-server").dependsOn()).contains("autoScalingGroup/special");
        }

        @Test
        void all_settings_reach_eks() {
            ClusterSpec spec = with(
                    "coredns",
                    addon -> addon.version("v1.12.4-eksbuild.1")
                            .configuration(Map.of("replicaCount", 3, "podLabels", Map.of("team", "web")))
                            .resolveConflicts(ResolveConflicts.PRESERVE)
                            .tag("cost", "1742"));

            apply(spec);

            Addon made = addon("coredns");
            assertThat(made.addonVersion()).isEqualTo("v1.12.4-eksbuild.1");
            assertThat(made.configurationValues()).isEqualTo("{\"podLabels\":{\"team\":\"web\"},\"replicaCount\":3}");
            assertThat(made.tags()).containsEntry("cost", "1742");
            settled(spec);
        }

        @Test
        void the_newest_version_is_looked_up_and_shown_in_the_plan() {
            ClusterSpec spec = with("vpc-cni", AddonSpec.Builder::latestVersion);

            Plan plan = eks().plan(spec);

            assertThat(plan.resolved()).containsKey("addons[vpc-cni].version");
            assertThat(plan.render()).contains("addonVersion = v1.23.1-eksbuild.1");
            eks().apply(plan, events);
            assertThat(addon("vpc-cni").addonVersion()).isEqualTo("v1.23.1-eksbuild.1");
            settled(spec);
        }

        @Test
        void nodes_and_add_ons_are_made_at_the_same_time_and_coredns_waits_for_nodes() {
            use(FakeAws.builder().latency(LatencyProfile.typical()));

            apply(spec().build());

            assertThat(addon("coredns").statusAsString()).isEqualTo("ACTIVE");
            Duration between = Duration.between(
                    calls("CreateNodegroup").get(0).at(),
                    calls("CreateAddon").get(3).at());
            assertThat(between.abs()).isLessThan(Duration.ofSeconds(5));
        }

        @Test
        void compute_waits_for_an_add_on_or_an_add_on_for_compute() {
            use(FakeAws.builder().latency(LatencyProfile.typical()));
            ClusterSpec spec = spec().addon("vpc-cni", AddonSpec.Builder::beforeCompute)
                    .addon("metrics-server", AddonSpec.Builder::afterCompute)
                    .build();

            Plan plan = eks().plan(spec);
            eks().apply(plan, events);

            assertThat(step(plan, "managedNodeGroup/general").dependsOn()).contains("addon/vpc-cni");
            assertThat(step(plan, "addon/metrics-server").dependsOn()).contains("managedNodeGroup/general");
            assertThat(aws.ledger().calls())
                    .extracting(RecordedCall::operation)
                    .containsSubsequence("CreateAddon", "CreateNodegroup", "CreateAddon");
            settled(spec);
        }

        @Test
        void one_that_eks_could_not_create_is_made_again_without_touching_what_is_there() {
            apply(spec().build());
            aws.inside("prod").breakAddon("metrics-server", "AdmissionRequestDenied", "webhook \"policy\" denied it");
            ClusterSpec spec = spec().addon("metrics-server").build();

            StepFailedException failure = failure(StepFailedException.class, spec);

            assertThat(failure.stepId()).isEqualTo("addon/metrics-server");
            assertThat(failure.healthIssues()).singleElement().satisfies(issue -> {
                assertThat(issue.code()).isEqualTo("AdmissionRequestDenied");
                assertThat(issue.message()).isEqualTo("webhook \"policy\" denied it");
            });
            aws.inside("prod").healAddon("metrics-server");
            assertThat(steps(eks().plan(spec))).containsExactly("replace addon/metrics-server");
            apply(spec);
            assertThat(preserved()).containsExactly(true);
            settled(spec);
        }

        @Test
        void what_eks_installed_by_itself_is_replaced_by_add_ons() {
            ClusterSpec spec = spec().bootstrapSelfManagedAddons(true).build();

            apply(spec);

            assertThat(all("eks:addon")).extracting(Resource::status).containsOnly("ACTIVE");
            settled(spec);
        }

        @Test
        void a_conflict_names_what_others_have_changed() {
            ClusterSpec spec = spec().bootstrapSelfManagedAddons(true)
                    .addon("vpc-cni", addon -> addon.resolveConflicts(ResolveConflicts.NONE))
                    .build();

            StepFailedException failure = failure(StepFailedException.class, spec);

            assertThat(failure.stepId()).isEqualTo("addon/vpc-cni");
            assertThat(failure.healthIssues()).singleElement().satisfies(issue -> {
                assertThat(issue.code()).isEqualTo("ConfigurationConflict");
                assertThat(issue.message()).contains("DaemonSet.apps aws-node");
            });
        }
    }

    @Nested
    class Change {
        @Test
        void version_and_configuration_are_changed_in_place_by_one_call() {
            apply(spec().build());
            ClusterSpec changed = with(
                    "coredns", addon -> addon.version("v1.13.2-eksbuild.7").configuration("{ \"replicaCount\": 3 }"));

            Plan plan = eks().plan(changed);

            assertThat(steps(plan)).containsExactly("update addon/coredns");
            assertThat(fields(plan, "addon/coredns")).containsExactly("addonVersion", "configurationValues");
            assertThat(changesOf(plan)).containsExactly("eks:UpdateAddon");
            assertThat(addon("coredns").addonVersion()).isEqualTo("v1.13.2-eksbuild.7");
            settled(changed);
        }

        @Test
        void a_version_that_is_not_pinned_any_more_stays() {
            apply(with("vpc-cni", addon -> addon.version(LATEST_CNI)));

            assertThat(eks().plan(spec().build()).changes()).isEmpty();
        }

        @Test
        void configuration_that_means_the_same_is_no_change() {
            apply(with("coredns", addon -> addon.configuration("{\"replicaCount\": 3, \"computeType\": \"ec2\"}")));

            assertThat(eks().plan(with(
                                    "coredns",
                                    addon -> addon.configuration("{\"computeType\":\"ec2\",\n\"replicaCount\":3}")))
                            .changes())
                    .isEmpty();
        }

        @Test
        void configuration_out_of_the_spec_is_taken_back() {
            apply(with("coredns", addon -> addon.configuration("{\"replicaCount\": 3}")));

            assertThat(changesOf(spec().build())).containsExactly("eks:UpdateAddon");
            assertThat(addon("coredns").configurationValues()).isEqualTo("{}");
            settled(spec().build());
        }

        @Test
        void tags_are_changed_without_an_update() {
            apply(with("coredns", addon -> addon.tag("cost", "1")));

            assertThat(changesOf(with("coredns", addon -> addon.tag("team", "web"))))
                    .containsExactly("eks:TagResource", "eks:UntagResource");
            assertThat(addon("coredns").tags()).containsEntry("team", "web").doesNotContainKey("cost");
        }

        @Test
        void a_conflict_fails_the_update_and_another_policy_gets_it_done() {
            apply(spec().build());
            aws.inside("prod").conflict("vpc-cni", "kubectl", ".spec.template.spec.containers[0].env");
            ClusterSpec pinned = with("vpc-cni", addon -> addon.version(LATEST_CNI));

            StepFailedException failure = failure(StepFailedException.class, pinned);

            assertThat(failure.healthIssues())
                    .singleElement()
                    .satisfies(issue -> assertThat(issue.message()).contains(".spec.template.spec.containers[0].env"));
            ClusterSpec overwriting =
                    with("vpc-cni", addon -> addon.version(LATEST_CNI).resolveConflicts(ResolveConflicts.OVERWRITE));
            assertThat(steps(eks().plan(overwriting))).containsExactly("update addon/vpc-cni");
            apply(overwriting);
            assertThat(addon("vpc-cni").addonVersion()).isEqualTo(LATEST_CNI);
            settled(overwriting);
        }

        @Test
        void a_degraded_one_is_explained_with_the_codes_of_eks() {
            apply(spec().build());
            aws.inside("prod").breakAddon("vpc-cni", "K8sResourceNotFound", "DaemonSet aws-node is gone");

            Plan plan = eks().plan(spec().build());

            assertThat(plan.changes()).isEmpty();
            assertThat(plan.warnings())
                    .containsExactly("addon/vpc-cni is DEGRADED: K8sResourceNotFound: DaemonSet aws-node is gone");
        }

        @Test
        void one_that_stays_sick_although_there_are_nodes_fails_after_a_while() {
            apply(spec().build());
            aws.inside("prod").breakAddon("metrics-server", "InsufficientNumberOfReplicas", "no node takes its pods");

            StepFailedException failure = failure(
                    StepFailedException.class, spec().addon("metrics-server").build());

            assertThat(failure.stepId()).isEqualTo("addon/metrics-server");
        }
    }

    @Nested
    class Remove {
        @Test
        void an_add_on_out_of_the_spec_is_deleted_and_its_software_too() {
            apply(spec().addon("metrics-server").build());

            assertThat(changesOf(spec().build())).containsExactly("eks:DeleteAddon");
            assertThat(preserved()).containsExactly(false);
        }

        @Test
        void its_software_stays_where_the_spec_said_so() {
            apply(with("metrics-server", addon -> addon.preserveOnDelete(true)));

            apply(spec().build());

            assertThat(preserved()).containsExactly(true);
        }

        @Test
        void the_word_that_it_stays_can_be_taken_back() {
            apply(with("metrics-server", addon -> addon.preserveOnDelete(true)));

            assertThat(changesOf(spec().addon("metrics-server").build()))
                    .containsExactly("eks:TagResource", "eks:UntagResource");
            apply(spec().build());

            assertThat(preserved()).containsExactly(false);
        }

        @Test
        void add_ons_go_with_their_cluster_without_a_call() {
            apply(spec().build());

            assertThat(changesOf(eks().planDelete("prod"))).doesNotContain("eks:DeleteAddon");
            assertThat(addons()).isEmpty();
        }

        @Test
        void one_that_somebody_made_in_the_console_becomes_ours_when_it_is_named_and_stays_when_not() {
            apply(spec().build());
            try (EksClient stranger = stranger(EksClient.builder())) {
                stranger.createAddon(request -> request.clusterName("prod").addonName("metrics-server"));
            }
            pass(Duration.ofMinutes(2));

            assertThat(steps(eks().plan(spec().build()))).isEmpty();
            assertThat(changesOf(spec().addon("metrics-server").build())).containsExactly("eks:TagResource");
            settled(spec().addon("metrics-server").build());
        }
    }

    @Nested
    class Roles {
        private static final String CSI_ROLE = "iamRole/addon/aws-ebs-csi-driver/ebs-csi-controller-sa";

        private List<String> policies(String role) {
            return List.of(attribute(one(role), "policies").split(",", -1));
        }

        @Test
        void the_ebs_driver_gets_the_role_that_eks_recommends_and_is_not_asked_about_again() {
            ClusterSpec spec = spec().addon("aws-ebs-csi-driver").build();

            apply(spec);

            assertThat(policies(CSI_ROLE))
                    .containsExactly("arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy");
            assertThat(all("eks:pod-identity-association")).hasSize(1);
            int mark = aws.ledger().size();
            settled(spec);
            assertThat(aws.ledger().since(mark))
                    .extracting(RecordedCall::operation)
                    .doesNotContain("DescribeAddonConfiguration", "DescribeAddonVersions");
        }

        @Test
        void a_recommended_policy_that_somebody_took_off_comes_back() {
            ClusterSpec spec = spec().addon("aws-ebs-csi-driver").build();
            apply(spec);
            String id = one(CSI_ROLE).id();
            try (IamClient stranger = stranger(IamClient.builder())) {
                stranger.detachRolePolicy(request -> request.roleName(id.substring(id.lastIndexOf('/') + 1))
                        .policyArn("arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy"));
            }

            assertThat(changesOf(spec)).containsExactly("iam:AttachRolePolicy");
        }

        @Test
        void the_cni_plugin_acts_by_a_role_of_its_own_and_nodes_may_less() {
            use(FakeAws.builder().latency(LatencyProfile.typical()));
            ClusterSpec spec = with("vpc-cni", AddonSpec.Builder::recommendedPodIdentities);

            apply(spec);

            assertThat(policies("iamRole/addon/vpc-cni/aws-node"))
                    .containsExactly("arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy");
            assertThat(policies("iamRole/node")).noneMatch(policy -> policy.contains("CNI"));
            settled(spec);
        }

        @Test
        void security_groups_for_pods_take_more_of_the_cluster_role() {
            ClusterSpec spec =
                    with("vpc-cni", addon -> addon.configuration(Map.of("env", Map.of("ENABLE_POD_ENI", "true"))));

            apply(spec);

            assertThat(policies("iamRole/cluster"))
                    .anyMatch(policy -> policy.endsWith("AmazonEKSVPCResourceController"));
            settled(spec);
        }

        @Test
        void an_irsa_role_that_eks_does_not_know_yet_makes_the_add_on_once_more() {
            apply(spec().build());
            String arn;
            try (IamClient iam = stranger(IamClient.builder())) {
                arn = iam.createRole(role -> role.roleName("late")
                                .assumeRolePolicyDocument(
                                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                                                + "\"Principal\":{\"Service\":\"ec2.amazonaws.com\"},"
                                                + "\"Action\":\"sts:AssumeRole\"}]}"))
                        .role()
                        .arn();
            }
            aws.inside("prod").breakAddon("metrics-server", "AddonPermissionFailure", "cannot be assumed");
            ClusterSpec spec = with("metrics-server", addon -> addon.serviceAccountRoleArn(arn));
            var operation = startUntil(eks().plan(spec), "addon/metrics-server");
            pass(Duration.ofSeconds(20));
            aws.inside("prod").healAddon("metrics-server");

            operation.await();

            assertThat(addon("metrics-server").serviceAccountRoleArn()).isEqualTo(arn);
            assertThat(calls("CreateAddon").size()).isGreaterThan(5);
            settled(spec);
        }
    }

    @Nested
    class Refuse {
        @Test
        void a_name_that_eks_does_not_know_with_those_that_are_near() {
            assertThat(refusal(spec().addon("cordns").build()))
                    .hasMessage("The spec has one problem.\n"
                            + "  addons[cordns]: EKS offers no add-on 'cordns' for Kubernetes 1.34. Perhaps coredns is"
                            + " meant.");
        }

        @Test
        void a_version_that_does_not_fit_with_those_that_do() {
            assertThat(refusal(with("kube-proxy", addon -> addon.version("v1.35.3-eksbuild.2"))))
                    .hasMessage("The spec has one problem.\n"
                            + "  addons[kube-proxy].version: v1.35.3-eksbuild.2 does not run on Kubernetes"
                            + " 1.34. Versions that do are v1.34.6-eksbuild.2, v1.34.1-eksbuild.2,"
                            + " v1.34.0-eksbuild.2.");
        }

        @Test
        void configuration_that_the_schema_does_not_allow_all_at_once_with_the_place() {
            InvalidSpecException refusal = refusal(with(
                    "coredns",
                    addon -> addon.configuration(Map.of(
                            "replicaCount", "three", "autoScaling", Map.of("enabled", true, "minReplicas", 1)))));

            assertThat(refusal.problems())
                    .extracting(problem -> problem.path() + ": " + problem.message())
                    .containsExactlyInAnyOrder(
                            "addons[coredns].configurationValues.replicaCount: The schema of the add-on says: string"
                                    + " found, integer expected.",
                            "addons[coredns].configurationValues.autoScaling.minReplicas: The schema of the add-on"
                                    + " says: must have a minimum value of 2.");
            assertThat(aws.ledger().mutatingCalls()).isEmpty();
        }
    }
}
