package io.github.ekssdk.k8s.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ekssdk.Eks;
import io.github.ekssdk.error.InvalidSpecException;
import io.github.ekssdk.k8s.SampleContext;
import io.github.ekssdk.k8s.helm.Charts;
import io.github.ekssdk.spec.AddonOrder;
import io.github.ekssdk.spec.AddonSpec;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.Component;
import io.github.ekssdk.spec.KubernetesObject;
import io.github.ekssdk.spec.WellKnownPolicy;
import io.github.ekssdk.spec.WorkloadRoleSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ControllersTest {

    private static final SampleContext CONTEXT = SampleContext.of("1.35");
    private static final String ROLE = "arn:aws:iam::123456789012:role/own";

    @Test
    void controllers_that_eks_has_are_add_ons_with_their_roles() {
        ClusterSpec spec = with(
                MetricsServer.create().version("v0.8.0-eksbuild.6"),
                CertManager.create().dns01(),
                ExternalDns.create().domains("example.com").ownerId("prod").deletingRecords(),
                EbsCsiDriver.create().latestVersion());

        assertThat(spec.addons())
                .extracting(AddonSpec::name)
                .containsExactly("metrics-server", "cert-manager", "external-dns", "aws-ebs-csi-driver");
        assertThat(addon(spec, "metrics-server").version()).hasValue("v0.8.0-eksbuild.6");
        assertThat(role(addon(spec, "cert-manager"), "cert-manager").wellKnownPolicies())
                .containsExactly(WellKnownPolicy.CERT_MANAGER);
        assertThat(addon(spec, "external-dns").configurationValues().orElseThrow())
                .contains("\"domainFilters\":[\"example.com\"]", "\"txtOwnerId\":\"prod\"", "\"policy\":\"sync\"");
        assertThat(role(addon(spec, "external-dns"), "external-dns").wellKnownPolicies())
                .containsExactly(WellKnownPolicy.EXTERNAL_DNS);
        assertThat(addon(spec, "aws-ebs-csi-driver").version()).hasValue(AddonSpec.LATEST);
    }

    @Test
    void the_ebs_csi_driver_takes_a_role_of_yours_or_a_key() {
        AddonSpec irsa = addon(with(EbsCsiDriver.create().serviceAccountRole(ROLE)), "aws-ebs-csi-driver");
        AddonSpec pods = addon(with(EbsCsiDriver.create().podIdentityRole(ROLE)), "aws-ebs-csi-driver");
        AddonSpec key = addon(
                with(EbsCsiDriver.create().kmsKey("arn:aws:kms:eu-west-1:123456789012:key/k")), "aws-ebs-csi-driver");

        assertThat(irsa.serviceAccountRoleArn()).hasValue(ROLE);
        assertThat(role(pods, "ebs-csi-controller-sa").roleArn()).hasValue(ROLE);
        assertThat(role(key, "ebs-csi-controller-sa").permissionPolicy())
                .hasValueSatisfying(policy -> assertThat(policy).contains("kms:CreateGrant", "key/k"));
    }

    @Test
    void settings_of_the_vpc_cni_are_configuration_of_its_add_on() {
        VpcCni cni = VpcCni.create()
                .externalSnat(true)
                .prefixDelegation()
                .podSecurityGroups()
                .networkPolicies()
                .customNetworking()
                .env("MINIMUM_IP_TARGET", "4")
                .ownRole();
        AddonSpec addon = addon(with(cni), "vpc-cni");

        assertThat(addon.configurationValues().orElseThrow())
                .contains(
                        "\"AWS_VPC_K8S_CNI_EXTERNALSNAT\":\"true\"",
                        "\"ENABLE_PREFIX_DELEGATION\":\"true\"",
                        "\"ENABLE_POD_ENI\":\"true\"",
                        "\"AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG\":\"true\"",
                        "\"MINIMUM_IP_TARGET\":\"4\"",
                        "\"DISABLE_TCP_EARLY_DEMUX\":\"true\"",
                        "\"enableNetworkPolicy\":\"true\"");
        assertThat(addon.order()).isEqualTo(AddonOrder.BEFORE_COMPUTE);
        assertThat(role(addon, "aws-node").wellKnownPolicies()).containsExactly(WellKnownPolicy.VPC_CNI);
        assertThat(cni.objects(CONTEXT)).singleElement().satisfies(object -> {
            assertThat(object).hasToString("crd.k8s.amazonaws.com/v1alpha1 ENIConfig eu-west-1a");
            assertThat(object.manifest().toString())
                    .contains("${eks-sdk:subnet/pods-a#id}", "${eks-sdk:cluster/prod#clusterSecurityGroupId}");
        });
        assertThat(VpcCni.create().objects(CONTEXT)).isEmpty();
    }

    @Test
    void controllers_from_charts_get_a_role_by_pod_identity() {
        ClusterSpec spec = with(
                AwsLoadBalancerController.create(), ClusterAutoscaler.create().podIdentityRole(ROLE));

        assertThat(spec.podIdentities())
                .satisfiesExactly(
                        controller -> {
                            assertThat(controller.namespace()).isEqualTo("kube-system");
                            assertThat(controller.serviceAccount()).isEqualTo("aws-load-balancer-controller");
                            assertThat(controller.role().wellKnownPolicies())
                                    .containsExactly(WellKnownPolicy.AWS_LOAD_BALANCER_CONTROLLER);
                        },
                        autoscaler -> assertThat(autoscaler.role().roleArn()).hasValue(ROLE));
        assertThat(spec.iamServiceAccounts()).isEmpty();
    }

    @Test
    void by_irsa_the_service_account_is_annotated_and_the_pods_start_again_with_another_role() {
        AwsLoadBalancerController controller =
                AwsLoadBalancerController.create().irsa().from(Charts.hello());
        ClusterSpec spec = with(controller);

        assertThat(spec.podIdentities()).isEmpty();
        assertThat(spec.iamServiceAccounts())
                .singleElement()
                .satisfies(account -> assertThat(account.name()).isEqualTo("aws-load-balancer-controller"));
        String annotation = "eks.amazonaws.com/role-arn=${eks-sdk:iamRole/serviceAccount/kube-system/"
                + "aws-load-balancer-controller#arn}";
        assertThat(controller.objects(CONTEXT))
                .filteredOn(object -> List.of("ServiceAccount", "Deployment").contains(object.kind()))
                .hasSize(2)
                .allSatisfy(object -> assertThat(object.manifest().toString()).contains(annotation));
        assertThat(with(AwsLoadBalancerController.create().serviceAccountRole(ROLE))
                        .iamServiceAccounts())
                .isEmpty();
    }

    @Test
    void the_load_balancer_controller_knows_its_cluster_and_vpc() {
        List<KubernetesObject> objects =
                AwsLoadBalancerController.create().from(Charts.hello()).objects(CONTEXT);

        assertThat(objects)
                .extracting(KubernetesObject::toString)
                .contains(
                        "v1 ServiceAccount kube-system/aws-load-balancer-controller",
                        "apps/v1 Deployment kube-system/aws-load-balancer-controller");
        assertThat(objects.toString()).doesNotContain("Namespace");
        assertThat(objects.stream().map(KubernetesObject::manifest).toList().toString())
                .contains("--vpc-id=${eks-sdk:vpc/main#id}");
        assertThat(AwsLoadBalancerController.create().values(CONTEXT))
                .containsEntry("clusterName", "prod")
                .containsEntry("region", "eu-west-1");
    }

    @Test
    void values_of_yours_are_stronger_than_those_of_the_sdk() {
        assertThat(
                        AwsLoadBalancerController.create()
                                .from(Charts.hello())
                                .values(Map.of("vpcId", "vpc-0mine"))
                                .objects(CONTEXT)
                                .stream()
                                .map(KubernetesObject::manifest)
                                .toList()
                                .toString())
                .contains("--vpc-id=vpc-0mine");
    }

    @Test
    void charts_are_pinned_and_another_version_can_be_named() {
        assertThat(AwsLoadBalancerController.create())
                .hasToString("release aws-load-balancer-controller of the chart"
                        + " aws-load-balancer-controller 1.14.0 of https://aws.github.io/eks-charts");
        assertThat(ClusterAutoscaler.create().version("9.50.1")).asString().contains("cluster-autoscaler 9.50.1 of");
        assertThat(Prometheus.create()).asString().contains("prometheus 27.39.0 of");
        assertThat(KubernetesDashboard.create().version("7.13.0"))
                .asString()
                .endsWith("kubernetes-dashboard-7.13.0.tgz");
    }

    @Test
    void prometheus_reads_from_add_ons_in_place_of_parts_of_its_chart() {
        ClusterSpec spec = with(Prometheus.create().storageClass("gp3", "50Gi"));

        assertThat(spec.addons())
                .extracting(AddonSpec::name)
                .containsExactly("kube-state-metrics", "prometheus-node-exporter");
        assertThat(Prometheus.create().values(CONTEXT))
                .containsEntry("kube-state-metrics", Map.of("enabled", false))
                .containsEntry("prometheus-node-exporter", Map.of("enabled", false));
    }

    @Test
    void an_add_on_that_the_spec_describes_too_is_refused() {
        assertThatThrownBy(() -> Eks.cluster("prod")
                        .addon("metrics-server")
                        .component(MetricsServer.create())
                        .build())
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining("The add-on 'metrics-server' is described twice.");
    }

    @Test
    void with_cert_manager_the_load_balancer_controller_waits_for_it() {
        assertThat(AwsLoadBalancerController.create().certManager().after()).containsExactly("cert-manager");
        assertThatThrownBy(() -> with(AwsLoadBalancerController.create().certManager()))
                .hasMessageContaining("It comes after a component 'cert-manager', which is not there.");
    }

    private static ClusterSpec with(Component... components) {
        ClusterSpec.Builder cluster = Eks.cluster("prod").managedNodeGroup("general");
        List.of(components).forEach(cluster::component);
        return cluster.build();
    }

    private static WorkloadRoleSpec role(AddonSpec addon, String serviceAccount) {
        return Optional.ofNullable(addon.podIdentities().get(serviceAccount)).orElseThrow();
    }

    private static AddonSpec addon(ClusterSpec spec, String name) {
        return spec.addons().stream()
                .filter(addon -> addon.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
