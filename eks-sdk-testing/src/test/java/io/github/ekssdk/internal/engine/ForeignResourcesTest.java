package io.github.ekssdk.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ekssdk.Eks;
import io.github.ekssdk.error.ForeignResourceException;
import io.github.ekssdk.fixture.ClusterScenario;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.testing.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.iam.IamClient;

class ForeignResourcesTest extends ClusterScenario {
    private static final ClusterSpec BARE =
            Eks.cluster("prod").vpc(vpc -> vpc.availabilityZones(2)).build();

    /** A cluster called prod in a network of the stranger's own. */
    private void strangersCluster() {
        Ec2Client ec2 = stranger(Ec2Client.builder());
        String vpc =
                ec2.createVpc(request -> request.cidrBlock("10.7.0.0/16")).vpc().vpcId();
        pass(Duration.ofMinutes(1));
        List<String> subnets = List.of("a", "b").stream()
                .map(zone -> ec2.createSubnet(request -> request.vpcId(vpc)
                                .cidrBlock(zone.equals("a") ? "10.7.0.0/24" : "10.7.1.0/24")
                                .availabilityZone("eu-west-1" + zone))
                        .subnet()
                        .subnetId())
                .toList();
        String role = strangersRole("their-cluster", "eks.amazonaws.com", "AmazonEKSClusterPolicy");
        stranger(EksClient.builder())
                .createCluster(request -> request.name("prod")
                        .roleArn(role)
                        .accessConfig(access -> access.authenticationMode("API"))
                        .resourcesVpcConfig(network -> network.subnetIds(subnets)));
        pass(Duration.ofMinutes(30));
    }

    private String strangersRole(String name, String service, String... policies) {
        IamClient iam = stranger(IamClient.builder());
        String arn = iam.createRole(request -> request.roleName(name).assumeRolePolicyDocument("""
                                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"%s"},"Action":"sts:AssumeRole"}]}
                                """.formatted(service)))
                .role()
                .arn();
        for (String policy : policies) {
            iam.attachRolePolicy(request -> request.roleName(name).policyArn("arn:aws:iam::aws:policy/" + policy));
        }
        pass(Duration.ofMinutes(5));
        return arn;
    }

    /** A node group in our cluster that the stranger made. */
    private void strangersNodeGroup() {
        String role = strangersRole(
                "their-nodes",
                "ec2.amazonaws.com",
                "AmazonEKSWorkerNodePolicy",
                "AmazonEC2ContainerRegistryReadOnly",
                "AmazonEKS_CNI_Policy");
        stranger(EksClient.builder())
                .createNodegroup(request -> request.clusterName("prod")
                        .nodegroupName("theirs")
                        .nodeRole(role)
                        .subnets(one("subnet/private-a").id()));
        pass(Duration.ofMinutes(20));
    }

    @Nested
    class Planning {
        @Test
        void a_cluster_of_that_name_that_is_not_ours_is_refused_and_the_refusal_says_how_to_adopt_it() {
            strangersCluster();
            int mark = aws.ledger().size();

            assertThatThrownBy(() -> eks().plan(BARE))
                    .isInstanceOfSatisfying(ForeignResourceException.class, refusal -> {
                        assertThat(refusal.stepId()).isEqualTo("cluster/prod");
                        assertThat(refusal.resource()).isEqualTo("arn:aws:eks:eu-west-1:123456789012:cluster/prod");
                    })
                    .hasMessageContaining("does not own it")
                    .hasMessageContaining("planAdoption");
            assertThat(changesSince(mark)).isEmpty();
        }

        @Test
        void a_cluster_that_is_not_ours_is_not_deleted_either() {
            strangersCluster();

            assertThatThrownBy(() -> eks().planDelete("prod")).isInstanceOf(ForeignResourceException.class);
        }

        @Test
        void a_cluster_that_bears_the_marks_of_another_cluster_is_not_ours() {
            strangersCluster();
            EksClient other = stranger(EksClient.builder());
            String arn = other.describeCluster(request -> request.name("prod"))
                    .cluster()
                    .arn();
            other.tagResource(request -> request.resourceArn(arn)
                    .tags(Map.of("eks-sdk/cluster", "staging", "eks-sdk/resource", "cluster/staging")));

            assertThatThrownBy(() -> eks().plan(BARE)).isInstanceOf(ForeignResourceException.class);
        }

        @Test
        void a_node_group_of_somebody_else_in_our_cluster_is_left_alone_with_a_warning() {
            apply(BARE);
            strangersNodeGroup();

            Plan plan = eks().plan(BARE);

            assertThat(plan.changes()).isEmpty();
            assertThat(plan.warnings()).singleElement().asString().contains("managedNodeGroup/theirs");
            assertThat(changesOf(prod().build())).contains("eks:CreateNodegroup");
            assertThat(group("theirs").status()).isEqualTo("ACTIVE");
        }

        @Test
        void a_node_group_of_somebody_else_keeps_our_cluster_from_being_deleted() {
            apply(BARE);
            strangersNodeGroup();

            assertThatThrownBy(() -> eks().planDelete("prod"))
                    .isInstanceOfSatisfying(
                            ForeignResourceException.class,
                            refusal -> assertThat(refusal.stepId()).isEqualTo("managedNodeGroup/theirs"))
                    .hasMessageContaining("planAdoption");
        }

        @Test
        void a_node_group_of_somebody_else_does_not_take_the_place_of_ours() {
            apply(BARE);
            strangersNodeGroup();
            ClusterSpec same = BARE.toBuilder().managedNodeGroup("theirs").build();

            assertThatThrownBy(() -> eks().plan(same))
                    .isInstanceOf(ForeignResourceException.class)
                    .hasMessageContaining("managedNodeGroup/theirs");
        }
    }

    @Nested
    class Adopt {
        @Test
        void a_cluster_that_lost_its_marks_is_taken_back() {
            apply(BARE);
            EksClient other = stranger(EksClient.builder());
            String arn = eks().cluster("prod").arn();
            other.untagResource(request ->
                    request.resourceArn(arn).tagKeys("eks-sdk/cluster", "eks-sdk/resource", "eks-sdk/tag-keys"));
            assertThatThrownBy(() -> eks().plan(BARE)).isInstanceOf(ForeignResourceException.class);

            Plan plan = eks().planAdoption(BARE);

            assertThat(steps(plan)).containsExactly("update cluster/prod");
            assertThat(changesOf(plan)).containsExactly("eks:TagResource");
            settled(BARE);
        }

        @Test
        void a_node_group_that_lost_its_marks_is_taken_back() {
            ClusterSpec spec = prod().build();
            apply(spec);
            EksClient other = stranger(EksClient.builder());
            String arn = other.describeNodegroup(
                            request -> request.clusterName("prod").nodegroupName("general"))
                    .nodegroup()
                    .nodegroupArn();
            other.untagResource(request ->
                    request.resourceArn(arn).tagKeys("eks-sdk/cluster", "eks-sdk/resource", "eks-sdk/tag-keys"));

            eks().apply(eks().planAdoption(spec), events);

            settled(spec);
            delete("prod");
            assertThat(all("eks:nodegroup")).isEmpty();
        }

        @Test
        void adopting_what_is_ours_already_does_nothing() {
            apply(BARE);

            Plan plan = eks().planAdoption(BARE);

            assertThat(plan.changes()).isEmpty();
        }
    }

    @Nested
    class Delete {
        @Test
        void what_others_have_in_the_account_stays() {
            strangersRole("their-role", "eks.amazonaws.com");
            stranger(Ec2Client.builder()).createVpc(request -> request.cidrBlock("10.7.0.0/16"));
            List<Resource> before = aws.inventory();
            apply(prod().build());

            delete("prod");
            pass(Duration.ofMinutes(30));

            assertThat(aws.inventory())
                    .extracting(Resource::type, Resource::id)
                    .containsExactlyElementsOf(before.stream()
                            .map(resource -> org.assertj.core.groups.Tuple.tuple(resource.type(), resource.id()))
                            .toList());
        }

        @Test
        void another_cluster_of_ours_stays() {
            apply(prod().build());
            ClusterSpec staging =
                    Eks.cluster("staging").vpc(vpc -> vpc.availabilityZones(2)).build();
            apply(staging);

            delete("prod");

            settled(staging);
        }
    }
}
