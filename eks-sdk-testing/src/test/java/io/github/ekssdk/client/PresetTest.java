package io.github.ekssdk.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.Eks;
import io.github.ekssdk.fixture.ClusterScenario;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.spec.ClusterSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.eks.EksClient;

/** What a few words stand for. */
class PresetTest extends ClusterScenario {

    @Test
    void a_name_alone_is_a_cluster_whose_plan_says_what_it_is() {
        ClusterSpec spec = Eks.cluster("prod").build();

        Plan plan = eks().plan(spec);
        apply(spec);

        assertThat(plan.render())
                .contains(
                        "version", "10.0.0.0/16", "authenticationMode", "API", "endpointPublicAccess", "addon/vpc-cni");
        settled(spec);
    }

    @Test
    void a_private_cluster_has_no_way_to_the_internet() {
        ClusterSpec spec =
                Eks.cluster("prod").privateCluster().managedNodeGroup("general").build();

        apply(spec);

        try (EksClient client = aws.client(EksClient.builder());
                Ec2Client ec2 = aws.client(Ec2Client.builder())) {
            assertThat(client.describeCluster(request -> request.name("prod"))
                            .cluster()
                            .resourcesVpcConfig())
                    .satisfies(vpc -> {
                        assertThat(vpc.endpointPublicAccess()).isFalse();
                        assertThat(vpc.endpointPrivateAccess()).isTrue();
                    });
            assertThat(ec2.describeNatGateways(request -> {}).natGateways()).isEmpty();
            assertThat(ec2.describeVpcEndpoints().vpcEndpoints())
                    .extracting(endpoint -> endpoint.serviceName().replaceFirst(".*?\\.eu-west-1\\.", ""))
                    .contains("ecr.api", "ecr.dkr", "s3", "sts", "ec2");
            assertThat(client.describeNodegroup(
                                    request -> request.clusterName("prod").nodegroupName("general"))
                            .nodegroup()
                            .statusAsString())
                    .isEqualTo("ACTIVE");
        }
        settled(spec);
    }

    @Test
    void a_cluster_on_fargate_only_runs_coredns_there_too() {
        ClusterSpec spec = Eks.cluster("prod").fargateOnly().build();

        apply(spec);

        try (EksClient client = aws.client(EksClient.builder())) {
            assertThat(client.listAddons(request -> request.clusterName("prod")).addons())
                    .isEqualTo(List.of("coredns"));
            assertThat(client.describeAddon(
                                    request -> request.clusterName("prod").addonName("coredns"))
                            .addon())
                    .satisfies(addon -> {
                        assertThat(addon.statusAsString()).isEqualTo("ACTIVE");
                        assertThat(addon.configurationValues()).contains("Fargate");
                    });
            assertThat(client.listNodegroups(request -> request.clusterName("prod"))
                            .nodegroups())
                    .isEmpty();
        }
        settled(spec);
    }
}
