package io.github.ekssdk.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.Eks;
import io.github.ekssdk.spec.ClusterSpec;
import org.junit.jupiter.api.Test;

/** The code of docs/guide/karpenter-and-hybrid-nodes.md. */
class NodesOfOthersGuideTest {

    @Test
    void karpenter() {
        // tag::karpenter
        ClusterSpec prod = Eks.cluster("prod")
                .managedNodeGroup("system", ng -> ng.scaling(2))
                .karpenter()
                .build();
        // end::karpenter

        assertThat(prod.vpc().karpenterDiscovery()).isTrue();
        assertThat(prod.podIdentities()).hasSize(1);
    }

    @Test
    void hybrid() {
        // tag::hybrid
        ClusterSpec prod = Eks.cluster("prod")
                .remoteNodeNetworks("192.168.0.0/20")
                .remotePodNetworks("192.168.16.0/20")
                .hybridNodes()
                .build();
        // end::hybrid

        assertThat(prod.hybridNodes()).isPresent();
    }
}
