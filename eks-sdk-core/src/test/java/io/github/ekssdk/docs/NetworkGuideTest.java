package io.github.ekssdk.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.Eks;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.ExistingVpcSpec;
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
}
