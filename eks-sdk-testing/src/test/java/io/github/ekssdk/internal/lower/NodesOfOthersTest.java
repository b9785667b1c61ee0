package io.github.ekssdk.internal.lower;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.Eks;
import io.github.ekssdk.fixture.ClusterScenario;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.IpFamily;
import io.github.ekssdk.testing.Resource;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.AccessEntry;
import software.amazon.awssdk.services.iam.IamClient;

class NodesOfOthersTest extends ClusterScenario {
    private static final String ANCHOR =
            "arn:aws:rolesanywhere:eu-west-1:123456789012:trust-anchor/0f1e2d3c-4b5a-6978-8a9b-0c1d2e3f4a5b";

    private static ClusterSpec with(Consumer<ClusterSpec.Builder> more) {
        ClusterSpec.Builder spec = Eks.cluster("prod").vpc(vpc -> vpc.availabilityZones(2));
        more.accept(spec);
        return spec.build();
    }

    private static ClusterSpec hybrid(Consumer<ClusterSpec.Builder> how) {
        return with(spec -> how.accept(spec.remoteNodeNetworks("192.168.0.0/20")));
    }

    private AccessEntry entry(String role) {
        try (EksClient client = aws.client(EksClient.builder())) {
            return client.describeAccessEntry(
                            request -> request.clusterName("prod").principalArn(arn(role)))
                    .accessEntry();
        }
    }

    private String arn(String role) {
        String id = one(role).id();
        try (IamClient iam = aws.client(IamClient.builder())) {
            return iam.getRole(request -> request.roleName(id.substring(id.lastIndexOf('/') + 1)))
                    .role()
                    .arn();
        }
    }

    private String policy(String role, String name) {
        Resource found = one(role);
        try (IamClient iam = aws.client(IamClient.builder())) {
            return URLDecoder.decode(
                    iam.getRolePolicy(request -> request.roleName(
                                            found.id().substring(found.id().lastIndexOf('/') + 1))
                                    .policyName(name))
                            .policyDocument(),
                    StandardCharsets.UTF_8);
        }
    }

    @Nested
    class Hybrid {
        private static final String ROLE = "iamRole/hybrid/nodes";

        @Test
        void machines_with_an_activation_get_a_role_that_the_cluster_lets_in() {
            ClusterSpec spec = hybrid(ClusterSpec.Builder::hybridNodes);

            apply(spec);

            assertThat(entry(ROLE).type()).isEqualTo("HYBRID_LINUX");
            assertThat(attribute(one(ROLE), "trust"))
                    .contains("ssm.amazonaws.com")
                    .contains("\"aws:SourceAccount\":\"123456789012\"");
            assertThat(attribute(one(ROLE), "policies").split(",", -1))
                    .containsExactlyInAnyOrder(
                            "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
                            "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly");
            assertThat(policy(ROLE, "hybrid-nodes"))
                    .contains("eks:DescribeCluster")
                    .contains("eks:ListAccessEntries")
                    .contains("ssm:DeregisterManagedInstance")
                    .contains("cluster/prod");
            settled(spec);
        }

        @Test
        void certificates_take_the_place_of_activations_and_both_go() {
            apply(hybrid(ClusterSpec.Builder::hybridNodes));
            ClusterSpec certified = hybrid(spec -> spec.hybridNodes(ANCHOR));

            Plan plan = eks().plan(certified);

            assertThat(steps(plan)).containsExactly("update " + ROLE);
            assertThat(fields(plan, ROLE)).containsExactly("trustPolicy", "managedPolicies", "policies");
            apply(certified);
            assertThat(attribute(one(ROLE), "trust"))
                    .contains("rolesanywhere.amazonaws.com")
                    .contains(ANCHOR);
            assertThat(policy(ROLE, "hybrid-nodes")).doesNotContain("ssm:");
            settled(certified);
            assertThat(changesOf(hybrid(spec -> {})))
                    .contains("eks:DeleteAccessEntry", "iam:DeleteRole")
                    .doesNotContain("eks:UpdateClusterConfig");
            settled(hybrid(spec -> {}));
        }

        @Test
        void nothing_is_left_behind() {
            apply(hybrid(ClusterSpec.Builder::hybridNodes));

            delete("prod");

            assertThat(aws.inventory()).noneMatch(resource -> resource.type().equals("iam:role"));
        }
    }

    @Nested
    class Karpenter {
        private static final String NODES = "iamRole/karpenter-node";
        private static final String CONTROLLER = "iamRole/podIdentity/kube-system/karpenter";

        @Test
        void the_cluster_has_all_that_it_takes_on_the_side_of_aws() {
            ClusterSpec spec = with(ClusterSpec.Builder::karpenter);

            apply(spec);

            assertThat(entry(NODES).type()).isEqualTo("EC2_LINUX");
            assertThat(attribute(one(NODES), "policies"))
                    .contains("AmazonEKSWorkerNodePolicy")
                    .contains("AmazonEC2ContainerRegistryPullOnly");
            assertThat(policy(CONTROLLER, "karpenter"))
                    .contains(arn(NODES))
                    .contains("arn:aws:sqs:eu-west-1:123456789012:prod")
                    .contains("aws:RequestTag/kubernetes.io/cluster/prod")
                    .containsPattern("\"Action\":\"iam:TagInstanceProfile\"[^\\[]*aws:RequestTag/karpenter.k8s.aws")
                    .doesNotContain("${cluster}", "${region}", "${account}", "${partition}", "${karpenterNodeRole}");
            assertThat(all("ec2:subnet"))
                    .filteredOn(subnet -> subnet.tags().containsKey("karpenter.sh/discovery"))
                    .hasSize(2);
            settled(spec);
        }

        @Test
        void it_comes_to_a_live_cluster_and_goes_again() {
            apply(with(spec -> {}));

            apply(with(ClusterSpec.Builder::karpenter));
            assertThat(changesOf(with(spec -> {})))
                    .contains("eks:DeleteAccessEntry", "eks:DeletePodIdentityAssociation", "iam:DeleteRole");
            settled(with(spec -> {}));
        }

        @Test
        void nodes_of_an_ipv6_cluster_may_assign_its_addresses() {
            ClusterSpec spec = with(cluster -> cluster.ipFamily(IpFamily.IPV6).karpenter());

            apply(spec);

            assertThat(policy(NODES + "/ipv6", "vpc-cni-ipv6")).contains("ec2:AssignIpv6Addresses");
            settled(spec);
        }
    }
}
