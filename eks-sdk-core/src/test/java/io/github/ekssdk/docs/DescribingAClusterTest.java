package io.github.ekssdk.docs;

import static io.github.ekssdk.spec.LogType.AUDIT;
import static io.github.ekssdk.spec.LogType.AUTHENTICATOR;
import static io.github.ekssdk.spec.NatGateways.NONE;
import static io.github.ekssdk.spec.NatGateways.ONE_PER_ZONE;
import static io.github.ekssdk.spec.TaintEffect.NO_SCHEDULE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.Eks;
import io.github.ekssdk.error.InvalidSpecException;
import io.github.ekssdk.spec.AmiType;
import io.github.ekssdk.spec.CapacityType;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.Scaling;
import org.junit.jupiter.api.Test;

/** The code of docs/guide/describing-a-cluster.md. */
class DescribingAClusterTest {

    @Test
    void a_name_is_enough() {
        // tag::minimal
        ClusterSpec spec = Eks.cluster("demo").managedNodeGroup("general").build();
        // end::minimal

        assertThat(spec.managedNodeGroups())
                .singleElement()
                .extracting(group -> group.scaling())
                .isEqualTo(Scaling.fixed(2));
    }

    @Test
    void a_whole_cluster() {
        ClusterSpec prod = prod();

        assertThat(prod.version()).contains("1.35");
        assertThat(prod.managedNodeGroups().get(0).amiType()).isEqualTo(AmiType.AL2023_ARM_64_STANDARD);
        assertThat(prod.managedNodeGroups().get(1).capacityType()).isEqualTo(CapacityType.SPOT);
    }

    @Test
    void the_front_door() {
        // tag::front-door
        ClusterSpec prod = Eks.cluster("prod")
                .version("1.35")
                .vpc(vpc -> vpc.cidr("10.42.0.0/16"))
                .managedNodeGroup("general", ng -> ng.instanceTypes("m7g.large").scaling(2, 3, 9))
                .build();
        // end::front-door

        assertThat(prod.vpc().cidr()).isEqualTo("10.42.0.0/16");
    }

    @Test
    void a_changed_copy() {
        ClusterSpec prod = prod();

        // tag::changed-copy
        ClusterSpec larger = prod.toBuilder()
                .changeManagedNodeGroup("general", ng -> ng.scaling(4, 6, 18))
                .removeManagedNodeGroup("batch")
                .build();
        // end::changed-copy

        assertThat(larger.managedNodeGroups())
                .singleElement()
                .extracting(group -> group.scaling().max())
                .isEqualTo(18);
        assertThat(larger.vpc()).isEqualTo(prod.vpc());
    }

    @Test
    void a_private_cluster_and_a_cheap_one() {
        // tag::private-endpoint
        ClusterSpec inside = Eks.cluster("inside")
                .endpointAccess(e -> e.publicEndpoint(false))
                .managedNodeGroup("general")
                .build();
        // end::private-endpoint
        // tag::no-nat
        ClusterSpec cheap = Eks.cluster("cheap")
                .vpc(vpc -> vpc.availabilityZones(2).natGateways(NONE)) // nodes go to the public subnets
                .managedNodeGroup("general", ng -> ng.scaling(1).spot())
                .build();
        // end::no-nat

        assertThat(inside.endpointAccess().privateEndpoint()).isTrue();
        assertThat(cheap.vpc().availabilityZoneCount()).isEqualTo(2);
    }

    @Test
    void a_refusal() {
        String message = "";

        // tag::refusal
        try {
            Eks.cluster("prod")
                    .vpc(vpc -> vpc.cidr("10.0.1.0/16").availabilityZones("eu-west-1a"))
                    .managedNodeGroup("general", ng -> ng.scaling(9, 3, 3).taint("dedicated=gpu:NoSchedul"))
                    .build();
        } catch (InvalidSpecException e) {
            message = e.getMessage(); // or e.problems(), each with path, message and hint
        }
        // end::refusal

        assertThat(message)
                .isEqualTo(
                        // tag::refusal-message
                        """
                        The spec has 4 problems.
                          vpc.cidr: 10.0.1.0/16 does not start at the first address of its block. Write 10.0.0.0/16.
                          vpc.availabilityZones: The number of Availability Zones is 1. EKS needs subnets in two at least.
                          managedNodeGroups[general].scaling.min: The minimum of 9 nodes is above the maximum of 3. Give a minimum up to the maximum.
                          managedNodeGroups[general].taints[dedicated=gpu:NoSchedul]: 'NoSchedul' is not a taint effect. Write key=value:Effect with NoSchedule, NoExecute or PreferNoSchedule.
                        """
                                // end::refusal-message
                                .strip());
    }

    private static ClusterSpec prod() {
        // tag::whole
        ClusterSpec prod = Eks.cluster("prod")
                .version("1.35")
                .vpc(vpc -> vpc.cidr("10.42.0.0/16").availabilityZones(3).natGateways(ONE_PER_ZONE))
                .endpointAccess(e -> e.publicAccessCidrs("198.51.100.0/24"))
                .logging(AUDIT, AUTHENTICATOR)
                .deletionProtection(true)
                .managedNodeGroup(
                        "general",
                        ng -> ng.instanceTypes("m7g.large", "m8g.large")
                                .scaling(2, 3, 9)
                                .label("team", "search"))
                .managedNodeGroup(
                        "batch",
                        ng -> ng.instanceTypes("c7i.2xlarge", "c7a.2xlarge")
                                .scaling(0, 0, 40)
                                .spot()
                                .taint("dedicated", "batch", NO_SCHEDULE))
                .tag("cost-centre", "1742")
                .build();
        // end::whole
        return prod;
    }
}
