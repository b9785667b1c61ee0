package io.github.ekssdk.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.Eks;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.ExistingVpcSpec;
import io.github.ekssdk.spec.IpFamily;
import org.junit.jupiter.api.Test;

/** The code of the guide's pages about networks. */
class NetworkGuideTest {

    @Test
    void an_existing_vpc_by_ids() {
        // tag::existing-by-ids
        ClusterSpec prod = Eks.cluster("prod")
                .vpc(vpc -> vpc.existing(
                        existing -> existing.subnetIds("subnet-0a1b2c3d4e5f60718", "subnet-0b2c3d4e5f6071829")))
                .managedNodeGroup("general")
                .build();
        // end::existing-by-ids

        assertThat(prod.vpc().existing())
                .hasValueSatisfying(existing -> assertThat(existing.subnetIds()).hasSize(2));
    }

    @Test
    void an_existing_vpc_by_tags() {
        // tag::existing-by-tags
        ClusterSpec prod = Eks.cluster("prod")
                .vpc(vpc -> vpc.existing(existing -> existing.tag("network", "shared")
                        .subnetTag("tier", "apps")
                        .addMissingTags(true)))
                .build();
        // end::existing-by-tags

        assertThat(prod.vpc().existing().map(ExistingVpcSpec::addMissingTags)).contains(true);
    }

    @Test
    void an_existing_vpc_by_a_stack() {
        // tag::existing-by-stack
        ClusterSpec prod = Eks.cluster("prod")
                .vpc(vpc -> vpc.existing(existing -> existing.stack("eks-vpc")))
                .build();
        // end::existing-by-stack

        assertThat(prod.vpc().existing().flatMap(ExistingVpcSpec::stack)).contains("eks-vpc");
    }

    @Test
    void security_groups() {
        // tag::security-groups
        ClusterSpec prod = Eks.cluster("prod")
                .vpc(vpc -> vpc.controlPlaneIngress("10.99.0.0/16", "sg-0a1b2c3d4e5f60718"))
                .build();
        // end::security-groups

        assertThat(prod.vpc().controlPlaneIngress()).hasSize(2);
    }

    @Test
    void sizes_and_further_ranges() {
        // tag::sizes
        ClusterSpec prod = Eks.cluster("prod")
                .vpc(vpc -> vpc.cidr("10.42.0.0/16")
                        .publicSubnetPrefix(24)
                        .privateSubnetPrefix(18)
                        .availabilityZones(2)
                        .secondaryCidrs("100.64.0.0/16"))
                .build();
        // end::sizes

        assertThat(prod.vpc().subnetCidrs(2).podSubnets()).containsExactly("100.64.0.0/17", "100.64.128.0/17");
    }

    @Test
    void subnets_of_the_control_plane() {
        // tag::control-plane-subnets
        ClusterSpec prod =
                Eks.cluster("prod").vpc(vpc -> vpc.controlPlaneSubnets(true)).build();
        // end::control-plane-subnets

        assertThat(prod.vpc().subnetCidrs(3).controlPlaneSubnets()).hasSize(3);
    }

    @Test
    void tags() {
        // tag::tags
        ClusterSpec prod = Eks.cluster("prod")
                .vpc(vpc -> vpc.tag("network", "prod")
                        .putPublicSubnetTag("tier", "edge")
                        .putClusterSecurityGroupTag("tier", "nodes")
                        .karpenterDiscovery(true))
                .build();
        // end::tags

        assertThat(prod.vpc().karpenterDiscovery()).isTrue();
    }

    @Test
    void ipv6() {
        // tag::ipv6
        ClusterSpec prod = Eks.cluster("prod").ipFamily(IpFamily.IPV6).build();
        // end::ipv6

        assertThat(prod.ipFamily()).isEqualTo(IpFamily.IPV6);
    }

    @Test
    void a_private_cluster() {
        // tag::private-cluster
        ClusterSpec vault = Eks.cluster("vault")
                .vpc(vpc -> vpc.isolated())
                .endpointAccess(access -> access.publicEndpoint(false))
                .managedNodeGroup("general")
                .build();
        // end::private-cluster

        assertThat(vault.vpc().endpoints()).contains("ecr.dkr", "s3", "sts").hasSize(12);
    }

    @Test
    void endpoints_beside_nat_gateways() {
        // tag::endpoints
        ClusterSpec prod = Eks.cluster("prod")
                .vpc(vpc -> vpc.endpoints("s3", "ecr.api", "ecr.dkr"))
                .build();
        // end::endpoints

        assertThat(prod.vpc().endpoints()).hasSize(3);
    }
}
