package io.github.ekssdk.internal.lower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ekssdk.Eks;
import io.github.ekssdk.error.InvalidSpecException;
import io.github.ekssdk.fixture.ClusterScenario;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.spec.AutoModeSpec;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.LatencyProfile;
import io.github.ekssdk.testing.RecordedCall;
import io.github.ekssdk.testing.Resource;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.CreateClusterRequest;
import software.amazon.awssdk.services.eks.model.UpdateClusterConfigRequest;
import software.amazon.awssdk.services.iam.IamClient;

class AutoModeTest extends ClusterScenario {
    private static final String TRUST =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"%s\"},"
                    + "\"Action\":\"sts:AssumeRole\"}]}";
    private static final String POLICY = "arn:aws:iam::aws:policy/";
    private static final ClusterSpec PLAIN = spec().build();
    private static final ClusterSpec AUTO = spec().autoMode().build();

    private static ClusterSpec.Builder spec() {
        return Eks.cluster("prod").vpc(vpc -> vpc.availabilityZones(2)).defaultAddons(false);
    }

    private static ClusterSpec auto(Consumer<AutoModeSpec.Builder> settings) {
        return spec().autoMode(settings).build();
    }

    private Cluster described() {
        try (EksClient eks = aws.client(EksClient.builder())) {
            return eks.describeCluster(request -> request.name("prod")).cluster();
        }
    }

    private static List<String> policies(Resource role) {
        return List.of(attribute(role, "policies").split(",", -1)).stream()
                .map(arn -> arn.substring(arn.lastIndexOf('/') + 1))
                .toList();
    }

    private String role(String name, String service, String... policies) {
        try (IamClient iam = stranger(IamClient.builder())) {
            String arn = iam.createRole(
                            request -> request.roleName(name).assumeRolePolicyDocument(TRUST.formatted(service)))
                    .role()
                    .arn();
            for (String policy : policies) {
                iam.attachRolePolicy(request -> request.roleName(name).policyArn(POLICY + policy));
            }
            return arn;
        }
    }

    @Nested
    class On {
        @Test
        void from_the_start_with_all_that_belongs_to_it() {
            apply(AUTO);

            CreateClusterRequest request =
                    aws.ledger().of("eks", "CreateCluster").get(0).request(CreateClusterRequest.class);
            assertThat(request.bootstrapSelfManagedAddons()).isFalse();
            assertThat(request.storageConfig().blockStorage().enabled()).isTrue();
            assertThat(request.kubernetesNetworkConfig().elasticLoadBalancing().enabled())
                    .isTrue();
            assertThat(request.computeConfig()).satisfies(compute -> {
                assertThat(compute.enabled()).isTrue();
                assertThat(compute.nodePools()).containsExactly("general-purpose", "system");
                assertThat(compute.nodeRoleArn())
                        .endsWith(one("iamRole/auto-mode-node").id());
            });
            assertThat(policies(one("iamRole/cluster")))
                    .containsExactlyInAnyOrder(
                            "AmazonEKSClusterPolicy",
                            "AmazonEKSComputePolicy",
                            "AmazonEKSBlockStoragePolicy",
                            "AmazonEKSLoadBalancingPolicy",
                            "AmazonEKSNetworkingPolicy");
            assertThat(policies(one("iamRole/auto-mode-node")))
                    .containsExactlyInAnyOrder(
                            "AmazonEKSWorkerNodeMinimalPolicy", "AmazonEC2ContainerRegistryPullOnly");
            settled(AUTO);
        }

        @Test
        void alone_it_takes_no_addons() {
            ClusterSpec spec = AUTO.toBuilder().defaultAddons(true).build();

            assertThat(eks().plan(spec).steps())
                    .extracting(io.github.ekssdk.plan.Step::kind)
                    .doesNotContain("addon");
        }

        @Test
        void later_in_place() {
            apply(PLAIN);

            Plan plan = eks().plan(AUTO);

            assertThat(steps(plan))
                    .containsExactlyInAnyOrder(
                            "update iamRole/cluster", "create iamRole/auto-mode-node", "update cluster/prod");
            assertThat(step(plan, "cluster/prod").disruptive()).isFalse();
            eks().apply(plan, events);
            assertThat(described().computeConfig().enabled()).isTrue();
            settled(AUTO);
        }

        @Test
        void without_node_pools_there_is_no_role_for_nodes() {
            ClusterSpec bare = auto(AutoModeSpec.Builder::nodePools);

            apply(bare);

            assertThat(described().computeConfig().nodePools()).isEmpty();
            assertThat(described().computeConfig().nodeRoleArn()).isNull();
            assertThat(ours("iam:role")).hasSize(1);
            settled(bare);
        }

        @Test
        void node_pools_come_and_go() {
            apply(AUTO);
            ClusterSpec one = auto(autoMode -> autoMode.nodePools("system"));

            assertThat(changesOf(one)).containsExactly("eks:UpdateClusterConfig");
            assertThat(described().computeConfig().nodePools()).containsExactly("system");
            settled(one);

            ClusterSpec none = auto(AutoModeSpec.Builder::nodePools);
            apply(none);
            assertThat(described().computeConfig().nodePools()).isEmpty();
            settled(none);
        }

        @Test
        void nodes_of_node_classes_in_the_cluster_are_let_in() {
            String custom = role("gpu-nodes", "ec2.amazonaws.com", "AmazonEKSWorkerNodeMinimalPolicy");
            ClusterSpec spec = auto(autoMode -> autoMode.addCustomNodeRoleArns(custom));

            apply(spec);

            try (EksClient eks = aws.client(EksClient.builder())) {
                assertThat(eks.describeAccessEntry(
                                        request -> request.clusterName("prod").principalArn(custom))
                                .accessEntry()
                                .type())
                        .isEqualTo("EC2");
                assertThat(eks.listAssociatedAccessPolicies(
                                        request -> request.clusterName("prod").principalArn(custom))
                                .associatedAccessPolicies())
                        .singleElement()
                        .satisfies(policy -> assertThat(policy.policyArn()).endsWith("/AmazonEKSAutoNodePolicy"));
            }
            settled(spec);
            assertThat(steps(eks().plan(AUTO))).containsExactly("delete accessEntry/" + custom);
        }
    }

    @Nested
    class Off {
        @Test
        void the_nodes_go_before_the_role_loses_what_eks_needs_for_that() {
            use(FakeAws.builder().latency(LatencyProfile.typical()));
            apply(AUTO);
            int mark = aws.ledger().size();

            Plan plan = eks().plan(PLAIN);
            eks().apply(plan, events);

            assertThat(step(plan, "cluster/prod").disruptive()).isTrue();
            assertThat(plan.warnings())
                    .containsExactly("EKS Auto Mode is switched off: EKS terminates the nodes that it runs and deletes"
                            + " the load balancers that it made; EBS volumes stay.");
            assertThat(mutatingSince(mark).map(RecordedCall::operation).distinct())
                    .startsWith("UpdateClusterConfig")
                    .contains("DetachRolePolicy", "DeleteRole");
            UpdateClusterConfigRequest request =
                    aws.ledger().of("eks", "UpdateClusterConfig").get(0).request(UpdateClusterConfigRequest.class);
            assertThat(request.computeConfig().enabled()).isFalse();
            assertThat(request.storageConfig().blockStorage().enabled()).isFalse();
            assertThat(request.kubernetesNetworkConfig().elasticLoadBalancing().enabled())
                    .isFalse();
            assertThat(policies(one("iamRole/cluster"))).containsExactly("AmazonEKSClusterPolicy");
            assertThat(all("iam:role")).hasSize(1);
            settled(PLAIN);
        }

        @Test
        void a_cluster_with_it_is_deleted_whole() {
            List<Resource> before = aws.inventory();
            apply(AUTO);

            delete("prod");
            pass(java.time.Duration.ofHours(1));

            assertThat(aws.inventory()).isEqualTo(before);
        }
    }

    @Nested
    class GivenRoles {
        @Test
        void are_taken_and_left_alone() {
            String control = role(
                    "control",
                    "eks.amazonaws.com",
                    "AmazonEKSClusterPolicy",
                    "AmazonEKSComputePolicy",
                    "AmazonEKSBlockStoragePolicy",
                    "AmazonEKSLoadBalancingPolicy",
                    "AmazonEKSNetworkingPolicy");
            String nodes = role(
                    "nodes",
                    "ec2.amazonaws.com",
                    "AmazonEKSWorkerNodeMinimalPolicy",
                    "AmazonEC2ContainerRegistryPullOnly");
            ClusterSpec spec = spec().clusterRole(control)
                    .autoMode(autoMode -> autoMode.nodeRoleArn(nodes))
                    .build();

            Plan plan = eks().plan(spec);
            eks().apply(plan, events);

            assertThat(plan.warnings()).isEmpty();
            assertThat(described().roleArn()).isEqualTo(control);
            assertThat(described().computeConfig().nodeRoleArn()).isEqualTo(nodes);
            assertThat(ours("iam:role")).isEmpty();
            settled(spec);
            int asked = aws.ledger().of("iam", "GetRole").size();
            eks().plan(spec);
            assertThat(aws.ledger().of("iam", "GetRole")).hasSize(asked);
            delete("prod");
            assertThat(all("iam:role")).hasSize(2);
        }

        @Test
        void that_are_not_there_are_refused() {
            assertThatThrownBy(() -> eks().plan(spec().clusterRole("arn:aws:iam::123456789012:role/control")
                            .build()))
                    .isInstanceOf(InvalidSpecException.class)
                    .hasMessage("The spec has one problem.\n  iam.clusterRoleArn: IAM has no role"
                            + " arn:aws:iam::123456789012:role/control. Name a role that is there, or have one made.");
        }

        @Test
        void that_do_not_trust_eks_are_refused_and_missing_policies_are_told() {
            String control = role("control", "ec2.amazonaws.com");

            assertThatThrownBy(() -> eks().plan(spec().clusterRole(control).build()))
                    .isInstanceOf(InvalidSpecException.class)
                    .hasMessageContaining(
                            "iam.clusterRoleArn: The role " + control + " does not trust eks.amazonaws.com.");

            String bare = role("bare", "eks.amazonaws.com");
            assertThat(eks().plan(spec().clusterRole(bare).build()).warnings())
                    .containsExactly("The role " + bare + " lacks AmazonEKSClusterPolicy. Unless other policies of the"
                            + " role allow the same, EKS refuses it or cannot do its work.");
        }

        @Test
        void of_pods_on_fargate_are_taken() {
            String pods = role("pods", "eks-fargate-pods.amazonaws.com", "AmazonEKSFargatePodExecutionRolePolicy");
            ClusterSpec spec = spec().iam(iam -> iam.fargatePodExecutionRoleArn(pods))
                    .fargateProfile("ops", profile -> profile.selector("ops"))
                    .build();

            apply(spec);

            assertThat(ours("iam:role")).hasSize(1);
            settled(spec);
        }
    }
}
