package io.github.ekssdk.k8s.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.Eks;
import io.github.ekssdk.k8s.controller.AwsLoadBalancerController;
import io.github.ekssdk.k8s.controller.CertManager;
import io.github.ekssdk.k8s.controller.ClusterAutoscaler;
import io.github.ekssdk.k8s.controller.EbsCsiDriver;
import io.github.ekssdk.k8s.controller.ExternalDns;
import io.github.ekssdk.k8s.controller.MetricsServer;
import io.github.ekssdk.k8s.controller.Prometheus;
import io.github.ekssdk.k8s.controller.VpcCni;
import io.github.ekssdk.spec.ClusterSpec;
import org.junit.jupiter.api.Test;

/** The code of docs/guide/controllers.md. */
class ControllersGuideTest {

    @Test
    void controllers() {
        // tag::controllers
        ClusterSpec prod = Eks.cluster("prod")
                .managedNodeGroup("general", group -> group.scaling(2, 3, 9))
                .component(VpcCni.create().externalSnat(true).prefixDelegation().ownRole())
                .component(EbsCsiDriver.create())
                .component(MetricsServer.create())
                .component(CertManager.create().dns01())
                .component(ExternalDns.create().domains("example.com").ownerId("prod"))
                .component(AwsLoadBalancerController.create())
                .component(ClusterAutoscaler.create().imageTag("v1.35.0").flag("expander", "least-waste"))
                .component(Prometheus.create().storageClass("gp3", "50Gi"))
                .build();
        // end::controllers

        assertThat(prod.addons()).hasSize(7);
        assertThat(prod.podIdentities()).hasSize(2);
    }

    @Test
    void cni() {
        // tag::cni
        VpcCni cni = VpcCni.create()
                .podSecurityGroups()
                .networkPolicies()
                .customNetworking()
                .env("WARM_IP_TARGET", "4");
        // end::cni

        assertThat(Eks.cluster("prod").component(cni).build().addons())
                .singleElement()
                .satisfies(addon ->
                        assertThat(addon.configurationValues().orElseThrow()).contains("\"ENABLE_POD_ENI\":\"true\""));
    }
}
