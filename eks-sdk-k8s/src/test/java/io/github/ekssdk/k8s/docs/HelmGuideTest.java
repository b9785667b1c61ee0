package io.github.ekssdk.k8s.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.Eks;
import io.github.ekssdk.k8s.helm.HelmChart;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.Component;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The code of docs/guide/helm.md. */
class HelmGuideTest {

    @Test
    void chart() {
        // tag::chart
        HelmChart podinfo = HelmChart.fromRepository("https://stefanprodan.github.io/podinfo", "podinfo", "6.9.2")
                .namespace("web")
                .values(Map.of("replicaCount", 2))
                .values(cluster -> Map.of("ui", Map.of("message", "Hello from " + cluster.clusterName())));

        ClusterSpec prod = Eks.cluster("prod")
                .managedNodeGroup("general")
                .component(podinfo)
                .build();
        // end::chart

        assertThat(prod.components()).extracting(Component::name).containsExactly("podinfo");
    }
}
