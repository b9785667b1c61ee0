package io.github.ekssdk.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.Eks;
import io.github.ekssdk.error.StepFailedException;
import io.github.ekssdk.fixture.ClusterScenario;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.LatencyProfile;
import io.github.ekssdk.testing.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreateTest extends ClusterScenario {
    private static final ClusterSpec SPEC = prod().build();

    @Nested
    class Inventory {
        @Test
        void what_is_made_is_what_the_plan_says_and_nothing_else() {
            List<Resource> before = aws.inventory();

            apply(SPEC);

            Map<String, Long> made = new TreeMap<>();
            aws.inventory().stream()
                    .filter(resource -> !before.contains(resource))
                    .filter(resource -> resource.tags().containsKey("eks-sdk/resource"))
                    .filter(resource -> !resource.type().equals("ec2:instance"))
                    .forEach(resource -> made.merge(resource.type(), 1L, Long::sum));
            assertThat(made)
                    .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                            Map.entry("ec2:vpc", 1L),
                            Map.entry("ec2:subnet", 4L),
                            Map.entry("ec2:internet-gateway", 1L),
                            Map.entry("ec2:elastic-ip", 1L),
                            Map.entry("ec2:nat-gateway", 1L),
                            Map.entry("ec2:route-table", 3L),
                            Map.entry("ec2:security-group", 1L),
                            Map.entry("ec2:launch-template", 1L),
                            Map.entry("iam:role", 2L),
                            Map.entry("eks:cluster", 1L),
                            Map.entry("eks:addon", 4L),
                            Map.entry("eks:nodegroup", 1L)));
            settled(SPEC);
        }

        @Test
        void everything_bears_the_marks_of_its_cluster_from_the_call_that_makes_it() {
            apply(SPEC);

            assertThat(aws.ledger().of("ec2", "CreateTags")).isEmpty();
            assertThat(aws.ledger().of("eks", "TagResource")).isEmpty();
            assertThat(aws.ledger().of("iam", "TagRole")).isEmpty();
            assertThat(aws.inventory())
                    .filteredOn(resource -> resource.tags().containsKey("eks-sdk/resource"))
                    .allSatisfy(resource -> assertThat(resource.tags()).containsEntry("eks-sdk/cluster", "prod"));
        }

        @Test
        void after_the_deletion_the_account_is_as_it_was() {
            List<Resource> before = aws.inventory();
            apply(SPEC);

            delete("prod");
            pass(Duration.ofHours(1));

            assertThat(aws.inventory()).isEqualTo(before);
        }

        @Test
        void a_cluster_can_be_made_again_after_it_was_deleted() {
            apply(SPEC);
            delete("prod");

            apply(SPEC);

            settled(SPEC);
        }

        @Test
        void a_cluster_without_node_groups_has_no_role_for_nodes() {
            ClusterSpec bare =
                    Eks.cluster("prod").vpc(vpc -> vpc.availabilityZones(2)).build();

            apply(bare);

            assertThat(ours("iam:role")).hasSize(1);
            settled(bare);
        }
    }

    /** C1 of the catalogue of faults: nobody can ask beforehand which zones have room for control planes. */
    @Nested
    class ZoneWithoutRoom {
        private final ClusterSpec first =
                Eks.cluster("prod").vpc(vpc -> vpc.availabilityZones(2)).build();

        @Test
        void fails_with_the_zones_that_have_room_and_goes_on_in_those() {
            aws.withoutCapacity("eu-west-1a");

            StepFailedException failure = CreateTest.this.failure(StepFailedException.class, first);

            assertThat(failure).hasMessageContaining("choose from these availability zones: eu-west-1b, eu-west-1c");
            ClusterSpec moved = first.toBuilder()
                    .vpc(vpc -> vpc.availabilityZones("eu-west-1b", "eu-west-1c"))
                    .build();
            eks().apply(eks().plan(moved).allowingReplacements(), events);
            assertThat(all("ec2:subnet"))
                    .filteredOn(subnet -> subnet.tags().containsKey("eks-sdk/cluster"))
                    .extracting(subnet -> attribute(subnet, "zone"))
                    .containsOnly("eu-west-1b", "eu-west-1c");
            settled(moved);
        }
    }

    @Nested
    class LaunchTemplate {
        @Test
        void has_an_encrypted_disk_and_version_2_of_the_metadata_service() {
            apply(SPEC.toBuilder()
                    .changeManagedNodeGroup("general", group -> group.diskSize(80))
                    .build());

            assertThat(data())
                    .contains("VolumeSize=80")
                    .contains("VolumeType=gp3")
                    .contains("Encrypted=true")
                    .contains("DeleteOnTermination=true")
                    .contains("DeviceName=/dev/xvda")
                    .contains("HttpTokens=required")
                    .contains("HttpPutResponseHopLimit=2");
        }

        @Test
        void tags_the_nodes_and_their_volumes() {
            apply(SPEC.toBuilder()
                    .tag("cost", "1742")
                    .changeManagedNodeGroup("general", group -> group.tag("team", "payments"))
                    .build());

            assertThat(all("ec2:instance"))
                    .isNotEmpty()
                    .allSatisfy(node -> assertThat(node.tags())
                            .containsEntry("cost", "1742")
                            .containsEntry("team", "payments")
                            .containsEntry("Name", "prod-general"));
            assertThat(data()).contains("ResourceType=volume");
        }

        private String data() {
            return attribute(one("launchTemplate/general"), "data");
        }
    }

    @Nested
    class Roles {
        @ParameterizedTest
        @CsvSource({
            "eu-west-1, aws, ec2.amazonaws.com",
            "cn-north-1, aws-cn, ec2.amazonaws.com.cn",
            "us-gov-west-1, aws-us-gov, ec2.amazonaws.com",
        })
        void trust_and_may_what_eks_needs_in_every_partition(String region, String partition, String nodes) {
            use(FakeAws.builder().latency(LatencyProfile.typical()).region(region));

            Cluster cluster = apply(SPEC);

            assertThat(cluster.arn()).startsWith("arn:" + partition + ":eks:" + region + ":123456789012:");
            Resource control = one("iamRole/cluster");
            assertThat(attribute(control, "trust"))
                    .contains("\"eks.amazonaws.com\"")
                    .contains("sts:AssumeRole");
            assertThat(policies(control))
                    .containsExactly("arn:" + partition + ":iam::aws:policy/AmazonEKSClusterPolicy");
            Resource node = one("iamRole/node");
            assertThat(attribute(node, "trust")).contains("\"" + nodes + "\"");
            assertThat(policies(node))
                    .containsExactlyInAnyOrder(
                            "arn:" + partition + ":iam::aws:policy/AmazonEKSWorkerNodePolicy",
                            "arn:" + partition + ":iam::aws:policy/AmazonEC2ContainerRegistryPullOnly",
                            "arn:" + partition + ":iam::aws:policy/AmazonEKS_CNI_Policy");
            settled(SPEC);
            delete("prod");
            assertThat(all("iam:role")).isEmpty();
        }

        private List<String> policies(Resource role) {
            return List.of(attribute(role, "policies").split(",", -1));
        }

        @Test
        void of_clusters_with_the_longest_names_fit() {
            String longest = "a".repeat(100);
            ClusterSpec spec = Eks.cluster(longest)
                    .vpc(vpc -> vpc.availabilityZones(2))
                    .managedNodeGroup("b".repeat(63), group -> group.scaling(1))
                    .build();

            apply(spec);

            assertThat(all("iam:role")).extracting(role -> role.id().length()).allMatch(length -> length <= 64);
            settled(spec);
        }
    }
}
