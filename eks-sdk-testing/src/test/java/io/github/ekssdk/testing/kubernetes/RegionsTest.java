package io.github.ekssdk.testing.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.ekssdk.testing.FakeAws;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;

/** Clusters of other regions than the account's own. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RegionsTest {
    private final KubernetesWorld world = new KubernetesWorld();

    @AfterEach
    void close() {
        world.close();
    }

    private static EksClient oregon(FakeAws aws) {
        return EksClient.builder()
                .httpClient(aws.httpClient())
                .region(Region.US_WEST_2)
                .credentialsProvider(aws.credentials())
                .build();
    }

    private static void cluster(EksClient eks, String name) {
        eks.createCluster(request -> request.name(name)
                .roleArn("arn:aws:iam::123456789012:role/cluster")
                .resourcesVpcConfig(vpc -> vpc.subnetIds("subnet-1a", "subnet-1b")));
    }

    @Test
    void a_cluster_of_another_region_has_an_API_with_the_nodes_of_that_region() {
        try (EksClient eks = oregon(world.aws)) {
            cluster(eks, "west");
            cluster(eks, "prod");
            eks.createNodegroup(request -> request.clusterName("west")
                    .nodegroupName("general")
                    .nodeRole("arn:aws:iam::123456789012:role/nodes")
                    .subnets("subnet-1a")
                    .scalingConfig(scaling -> scaling.minSize(1).maxSize(1).desiredSize(1)));
            FakeKubernetes west = world.aws.kubernetes("west");

            try (KubernetesClient client = KubernetesWorld.client(west, west.adminToken())) {
                assertThat(client.nodes().list().getItems())
                        .extracting(node -> node.getMetadata().getLabels().get("topology.kubernetes.io/region"))
                        .containsExactly("us-west-2");
            }
            assertThat(eks.describeCluster(request -> request.name("west"))
                            .cluster()
                            .endpoint())
                    .isEqualTo(west.url().toString());
            assertThat(world.aws.kubernetes("prod").url())
                    .isNotEqualTo(world.aws.kubernetes("prod", "us-west-2").url());
            assertThatThrownBy(() -> world.aws.kubernetes("west", "eu-west-1"))
                    .hasMessageContaining("no cluster 'west'");
        }
    }

    @Test
    void accounts_that_open_every_API_do_so_in_every_region_and_after_a_restore() {
        try (FakeAws aws = FakeAws.builder().kubernetes().build();
                EksClient home = aws.client(EksClient.builder());
                FakeAws lenient = FakeAws.lenient();
                EksClient eks = oregon(lenient)) {
            assertThat(home.listClusters().clusters()).isEmpty();
            cluster(eks, "west");
            List<String> before = List.of(eks.describeCluster(request -> request.name("west"))
                    .cluster()
                    .endpoint());

            FakeAws restored = FakeAws.restore(lenient.snapshot());

            assertThat(before.get(0)).doesNotStartWith("https://127.0.0.1");
            try (restored) {
                assertThat(restored.kubernetes("west").url().toString()).startsWith("https://127.0.0.1");
            }
        }
    }
}
