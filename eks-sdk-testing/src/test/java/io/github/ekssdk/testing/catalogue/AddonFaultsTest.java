package io.github.ekssdk.testing.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.github.ekssdk.testing.internal.service.eks.EksWorld;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceStatus;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.eks.model.Addon;
import software.amazon.awssdk.services.eks.model.AddonIssue;
import software.amazon.awssdk.services.eks.model.AddonIssueCode;
import software.amazon.awssdk.services.eks.model.AddonStatus;
import software.amazon.awssdk.services.eks.model.CreateAddonRequest;
import software.amazon.awssdk.services.eks.model.ErrorCode;
import software.amazon.awssdk.services.eks.model.ErrorDetail;
import software.amazon.awssdk.services.eks.model.FargateProfileSelector;
import software.amazon.awssdk.services.eks.model.InvalidParameterException;
import software.amazon.awssdk.services.eks.model.NodegroupScalingConfig;
import software.amazon.awssdk.services.eks.model.ResolveConflicts;
import software.amazon.awssdk.services.eks.model.ResourceInUseException;
import software.amazon.awssdk.services.eks.model.Update;
import software.amazon.awssdk.services.eks.model.UpdateAddonRequest;
import software.amazon.awssdk.services.eks.model.UpdateStatus;

/** The faults of add-ons, by the rows of the catalogue. */
class AddonFaultsTest {
    private final EksWorld world = new EksWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void D1_a_field_that_somebody_else_manages_is_a_conflict_unless_told_to_overwrite_or_preserve_it() {
        world.bareCluster("prod");
        world.addon("prod", "vpc-cni");
        world.aws.inside("prod").conflict("vpc-cni", "kubectl", ".spec.template.spec.containers[0].env");

        Update refused = update(r -> r.resolveConflicts(ResolveConflicts.NONE));
        Addon failed = world.describeAddon("prod", "vpc-cni");
        Update preserved = update(r -> r.resolveConflicts(ResolveConflicts.PRESERVE));
        Update refusedAgain = update(r -> {});
        Update overwritten = update(r -> r.resolveConflicts(ResolveConflicts.OVERWRITE));
        Update fine = update(r -> r.resolveConflicts(ResolveConflicts.NONE));

        assertThat(refused.status()).isEqualTo(UpdateStatus.FAILED);
        assertThat(refused.errors()).singleElement().satisfies(error -> {
            assertThat(error.errorCode()).isEqualTo(ErrorCode.CONFIGURATION_CONFLICT);
            assertThat(error.errorMessage())
                    .startsWith(
                            "Conflicts found when trying to apply. Will not continue due to resolve conflicts mode.")
                    .contains("Apply failed with 1 conflict: conflict with \"kubectl\" using apps/v1: .spec.template");
        });
        assertThat(failed.status()).isEqualTo(AddonStatus.UPDATE_FAILED);
        assertIssue(failed, AddonIssueCode.CONFIGURATION_CONFLICT);
        assertThat(preserved.status()).isEqualTo(UpdateStatus.SUCCESSFUL);
        assertThat(refusedAgain.status()).isEqualTo(UpdateStatus.FAILED);
        assertThat(overwritten.status()).isEqualTo(UpdateStatus.SUCCESSFUL);
        assertThat(fine.status()).isEqualTo(UpdateStatus.SUCCESSFUL);
    }

    @Test
    void D2_coredns_is_degraded_until_the_cluster_has_nodes() {
        world.bareCluster("prod");

        Addon without = world.addon("prod", "coredns");
        world.nodegroup("prod", "general");
        Addon justThen = world.describeAddon("prod", "coredns");
        world.pass(EksWorld.SETTLE);
        Addon with = world.describeAddon("prod", "coredns");
        world.eks.deleteNodegroup(r -> r.clusterName("prod").nodegroupName("general"));
        Addon withoutAgain = world.describeAddon("prod", "coredns");

        assertThat(without.status()).isEqualTo(AddonStatus.DEGRADED);
        assertIssue(without, AddonIssueCode.INSUFFICIENT_NUMBER_OF_REPLICAS);
        assertThat(justThen.status()).isEqualTo(AddonStatus.DEGRADED);
        assertThat(with.status()).isEqualTo(AddonStatus.ACTIVE);
        assertThat(with.health().issues()).isEmpty();
        assertThat(withoutAgain.status()).isEqualTo(AddonStatus.DEGRADED);
    }

    @Test
    void D2_so_are_the_EBS_CSI_driver_and_the_metrics_server_but_not_what_runs_once_on_each_node() {
        world.bareCluster("prod");

        assertThat(world.addon("prod", "aws-ebs-csi-driver").status()).isEqualTo(AddonStatus.DEGRADED);
        assertThat(world.addon("prod", "metrics-server").status()).isEqualTo(AddonStatus.DEGRADED);
        assertThat(world.addon("prod", "vpc-cni").status()).isEqualTo(AddonStatus.ACTIVE);
        assertThat(world.addon("prod", "kube-proxy").status()).isEqualTo(AddonStatus.ACTIVE);
        assertThat(world.addon("prod", "eks-pod-identity-agent").status()).isEqualTo(AddonStatus.ACTIVE);
    }

    @Test
    void D2_a_group_without_nodes_does_not_help() {
        world.bareCluster("prod");
        NodegroupScalingConfig none = NodegroupScalingConfig.builder()
                .minSize(0)
                .desiredSize(0)
                .maxSize(2)
                .build();
        world.nodegroup("prod", "idle", b -> b.scalingConfig(none));

        assertThat(world.addon("prod", "coredns").status()).isEqualTo(AddonStatus.DEGRADED);
    }

    @Test
    void D2_nodes_that_somebody_starts_himself_help_once_they_are_let_in() {
        world.bareCluster("prod");
        world.addon("prod", "coredns");
        String role = world.nodeRole();
        String image = world.ec2
                .describeImages(r -> r.owners("amazon"))
                .images()
                .get(0)
                .imageId();
        world.ec2.runInstances(r -> r.imageId(image)
                .instanceType("m6i.large")
                .subnetId(world.network.privateSubnets().get(0))
                .minCount(1)
                .maxCount(1)
                .tagSpecifications(TagSpecification.builder()
                        .resourceType(ResourceType.INSTANCE)
                        .tags(Tag.builder()
                                .key("kubernetes.io/cluster/prod")
                                .value("owned")
                                .build())
                        .build()));
        world.pass(EksWorld.SETTLE);
        Addon nodeOutside = world.describeAddon("prod", "coredns");

        world.eks.createAccessEntry(
                r -> r.clusterName("prod").principalArn(role).type("EC2_LINUX"));
        world.pass(EksWorld.SETTLE);

        assertThat(nodeOutside.status()).isEqualTo(AddonStatus.DEGRADED);
        assertThat(world.describeAddon("prod", "coredns").status()).isEqualTo(AddonStatus.ACTIVE);
    }

    @Test
    void D2_an_update_without_nodes_fails_and_takes_effect_all_the_same() {
        world.bareCluster("prod");
        Addon before = world.addon("prod", "coredns");

        Update update = finish(
                "coredns",
                world.eks
                        .updateAddon(
                                r -> r.clusterName("prod").addonName("coredns").addonVersion("v1.13.2-eksbuild.7"))
                        .update());
        Addon after = world.describeAddon("prod", "coredns");

        assertThat(update.status()).isEqualTo(UpdateStatus.FAILED);
        assertThat(update.errors())
                .extracting(ErrorDetail::errorCode)
                .containsExactly(ErrorCode.INSUFFICIENT_NUMBER_OF_REPLICAS);
        assertThat(after.addonVersion()).isEqualTo("v1.13.2-eksbuild.7").isNotEqualTo(before.addonVersion());
        assertThat(after.status()).isEqualTo(AddonStatus.DEGRADED);
    }

    @Test
    void F7_coredns_runs_on_Fargate_only_when_it_is_told_to_and_a_profile_takes_it() {
        world.bareCluster("prod");
        FargateProfileSelector system = FargateProfileSelector.builder()
                .namespace("kube-system")
                .labels(Map.of("k8s-app", "kube-dns"))
                .build();
        world.fargateProfile("prod", "system", b -> b.selectors(system));

        Addon untold = world.addon("prod", "coredns");
        world.eks.updateAddon(
                r -> r.clusterName("prod").addonName("coredns").configurationValues("{\"computeType\":\"Fargate\"}"));
        world.pass(EksWorld.ADDON);
        Addon told = world.describeAddon("prod", "coredns");

        assertThat(untold.status()).isEqualTo(AddonStatus.DEGRADED);
        assertThat(told.status()).isEqualTo(AddonStatus.ACTIVE);
    }

    @Test
    void D3_an_add_on_that_is_there_cannot_be_created() {
        world.bareCluster("prod");
        world.addon("prod", "vpc-cni");

        assertThatExceptionOfType(ResourceInUseException.class)
                .isThrownBy(() -> world.addon("prod", "vpc-cni"))
                .satisfies(e -> {
                    assertThat(e.statusCode()).isEqualTo(409);
                    assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Addon already exists.");
                    assertThat(e.clusterName()).isEqualTo("prod");
                    assertThat(e.addonName()).isEqualTo("vpc-cni");
                });
    }

    @Test
    void D4_versions_that_are_not_for_the_cluster_are_refused() {
        world.bareCluster("prod");

        assertRefused(
                r -> r.addonName("kube-proxy").addonVersion("v1.35.3-eksbuild.2"),
                "Addon version specified is not supported");
        assertRefused(
                r -> r.addonName("aws-load-balancer-controller"),
                "Addon aws-load-balancer-controller specified is not supported in 1.34 kubernetes version");
    }

    @Test
    void D4_configuration_that_the_schema_does_not_know_is_refused() {
        world.bareCluster("prod");
        String refused = "ConfigurationValue provided in request is not supported: ";

        assertRefused(
                r -> r.addonName("aws-ebs-csi-driver").configurationValues("{\"nodeSelector\":{}}"),
                refused + "Json schema validation failed with error: [$.nodeSelector: is not defined in the schema and"
                        + " the schema does not allow additional properties]");
        assertRefused(
                r -> r.addonName("coredns").configurationValues("replicaCount: many"),
                refused + "Json schema validation failed with error: [$.replicaCount: string found, integer expected]");
        assertRefused(r -> r.addonName("coredns").configurationValues("{\"a\""), refused);
        assertThat(world.addon("prod", "coredns", r -> r.configurationValues("replicaCount: 3"))
                        .configurationValues())
                .isEqualTo("replicaCount: 3");
    }

    @Test
    void D5_an_admission_webhook_refuses_what_belongs_to_the_add_on() {
        world.bareCluster("prod");
        world.aws
                .inside("prod")
                .breakAddon(
                        "vpc-cni", "AdmissionRequestDenied", "admission webhook \"validate.kyverno.svc\" denied it");

        Addon failed = world.addon("prod", "vpc-cni");
        world.aws.inside("prod").healAddon("vpc-cni");
        Update update = update(r -> {});

        assertThat(failed.status()).isEqualTo(AddonStatus.CREATE_FAILED);
        assertIssue(failed, AddonIssueCode.ADMISSION_REQUEST_DENIED);
        assertThat(failed.health().issues().get(0).message()).contains("validate.kyverno.svc");
        assertThat(update.status()).isEqualTo(UpdateStatus.SUCCESSFUL);
        assertThat(world.describeAddon("prod", "vpc-cni").status()).isEqualTo(AddonStatus.ACTIVE);
    }

    @Test
    void D6_an_add_on_of_the_marketplace_needs_a_subscription() {
        world.bareCluster("prod");
        world.aws.inside("prod").breakAddon("kubecost_kubecost", "AddonSubscriptionNeeded", "Not subscribed");

        Addon failed = world.addon("prod", "kubecost_kubecost");

        assertThat(failed.status()).isEqualTo(AddonStatus.CREATE_FAILED);
        assertIssue(failed, AddonIssueCode.ADDON_SUBSCRIPTION_NEEDED);
        assertThat(failed.marketplaceInformation().productUrl()).contains("marketplace");
    }

    @Test
    void D6_an_add_on_whose_role_lacks_permissions_is_degraded() {
        world.bareCluster("prod");
        world.addon("prod", "vpc-cni");

        world.aws.inside("prod").breakAddon("vpc-cni", "AddonPermissionFailure", "ec2:AssignPrivateIpAddresses denied");
        Addon broken = world.describeAddon("prod", "vpc-cni");
        world.aws.inside("prod").healAddon("vpc-cni");

        assertThat(broken.status()).isEqualTo(AddonStatus.DEGRADED);
        assertIssue(broken, AddonIssueCode.ADDON_PERMISSION_FAILURE);
        assertThat(world.describeAddon("prod", "vpc-cni").status()).isEqualTo(AddonStatus.ACTIVE);
    }

    @Test
    void D7_what_somebody_deleted_comes_back_when_the_add_on_is_told_to_overwrite() {
        world.bareCluster("prod");
        world.addon("prod", "vpc-cni");
        world.aws.inside("prod").breakAddon("vpc-cni", "K8sResourceNotFound", "DaemonSet aws-node is gone");

        Addon broken = world.describeAddon("prod", "vpc-cni");
        Update preserving = update(r -> r.resolveConflicts(ResolveConflicts.PRESERVE));
        Update overwriting = update(r -> r.resolveConflicts(ResolveConflicts.OVERWRITE));

        assertThat(broken.status()).isEqualTo(AddonStatus.DEGRADED);
        assertIssue(broken, AddonIssueCode.K8_S_RESOURCE_NOT_FOUND);
        assertThat(preserving.status()).isEqualTo(UpdateStatus.FAILED);
        assertThat(overwriting.status()).isEqualTo(UpdateStatus.SUCCESSFUL);
        assertThat(world.describeAddon("prod", "vpc-cni").status()).isEqualTo(AddonStatus.ACTIVE);
    }

    @Test
    void D8_the_defaults_that_EKS_puts_into_clusters_are_in_the_way_of_add_ons() {
        world.cluster("prod");
        world.bareCluster("bare");

        Addon failed = world.addon("prod", "kube-proxy");
        Addon overwriting = world.addon("prod", "vpc-cni", r -> r.resolveConflicts(ResolveConflicts.OVERWRITE));

        assertThat(failed.status()).isEqualTo(AddonStatus.CREATE_FAILED);
        assertIssue(failed, AddonIssueCode.CONFIGURATION_CONFLICT);
        assertThat(overwriting.status()).isEqualTo(AddonStatus.ACTIVE);
        assertThat(world.addon("bare", "kube-proxy").status()).isEqualTo(AddonStatus.ACTIVE);
        assertThat(world.addon("prod", "eks-pod-identity-agent").status()).isEqualTo(AddonStatus.ACTIVE);
    }

    @Test
    void D9_a_cni_plugin_that_goes_before_the_nodes_leaks_their_interfaces() {
        world.bareCluster("prod");
        world.addon("prod", "vpc-cni");
        world.nodegroup("prod", "general");
        List<String> ofPods = world.aws.actors().attachPodInterfaces("prod");

        deleteAddon("vpc-cni");
        deleteNodegroup();

        assertThat(podInterfaces())
                .extracting(NetworkInterface::networkInterfaceId)
                .containsExactlyInAnyOrderElementsOf(ofPods);
        assertThat(podInterfaces()).allMatch(eni -> eni.status() == NetworkInterfaceStatus.AVAILABLE);
    }

    @Test
    void D9_a_cni_plugin_that_goes_after_the_nodes_leaks_nothing_but_what_they_left() {
        world.bareCluster("prod");
        world.addon("prod", "vpc-cni");
        world.nodegroup("prod", "general");
        world.aws.actors().attachPodInterfaces("prod");
        List<String> left = world.aws.actors().leavePodInterfacesBehind("prod", 1);

        deleteNodegroup();
        deleteAddon("vpc-cni");

        assertThat(podInterfaces())
                .extracting(NetworkInterface::networkInterfaceId)
                .containsExactlyElementsOf(left);
    }

    private List<NetworkInterface> podInterfaces() {
        return world.interfaces("tag:cluster.k8s.amazonaws.com/name", "prod");
    }

    private void deleteAddon(String name) {
        world.eks.deleteAddon(r -> r.clusterName("prod").addonName(name));
        world.pass(EksWorld.ADDON);
    }

    private void deleteNodegroup() {
        world.eks.deleteNodegroup(r -> r.clusterName("prod").nodegroupName("general"));
        world.pass(EksWorld.DELETE_NODEGROUP.plusMinutes(5));
    }

    @Test
    void D10_overwriting_takes_back_what_people_have_set_by_hand() {
        world.bareCluster("prod");
        world.addon("prod", "vpc-cni", r -> r.configurationValues("{\"env\":{\"WARM_IP_TARGET\":\"2\"}}"));
        world.aws.inside("prod").conflict("vpc-cni", "kubectl", ".spec.template.spec.containers[0].env");

        update(r -> r.resolveConflicts(ResolveConflicts.OVERWRITE));
        Update afterwards = update(r -> r.resolveConflicts(ResolveConflicts.NONE));

        assertThat(afterwards.status())
                .as("nobody else manages the field any more")
                .isEqualTo(UpdateStatus.SUCCESSFUL);
        assertThat(world.describeAddon("prod", "vpc-cni").configurationValues()).contains("WARM_IP_TARGET");
    }

    @Test
    void I3_an_add_on_whose_role_EKS_does_not_know_yet_ends_in_CREATE_FAILED() {
        world.bareCluster("prod");
        String role = world.role("cni", "pods.eks.amazonaws.com");

        Addon tooEarly = world.addon("prod", "vpc-cni", r -> r.serviceAccountRoleArn(role));
        world.eks.deleteAddon(r -> r.clusterName("prod").addonName("vpc-cni").preserve(true));
        world.pass(EksWorld.ADDON);
        Addon again = world.addon("prod", "vpc-cni", r -> r.serviceAccountRoleArn(role));

        assertThat(tooEarly.status()).isEqualTo(AddonStatus.CREATE_FAILED);
        assertThat(tooEarly.health().issues())
                .extracting(AddonIssue::code)
                .containsExactly(AddonIssueCode.ADDON_PERMISSION_FAILURE);
        assertThat(tooEarly.health().issues().get(0).message()).contains(role, "does not exist");
        assertThat(again.status()).isEqualTo(AddonStatus.ACTIVE);
    }

    @Test
    void I3_a_Pod_Identity_role_that_EKS_does_not_know_yet_is_refused() {
        world.bareCluster("prod");
        String role = world.role("cni", "pods.eks.amazonaws.com");
        Consumer<CreateAddonRequest.Builder> request =
                r -> r.addonName("vpc-cni").podIdentityAssociations(EksWorld.podIdentity("aws-node", role));

        assertRefused(request, "Role provided in the request does not exist.");
        world.pass(Duration.ofSeconds(8));

        assertThat(world.addon("prod", "vpc-cni", request).podIdentityAssociations())
                .hasSize(1);
    }

    private Update update(Consumer<UpdateAddonRequest.Builder> more) {
        UpdateAddonRequest request = UpdateAddonRequest.builder()
                .clusterName("prod")
                .addonName("vpc-cni")
                .build();
        return finish("vpc-cni", world.eks.updateAddon(request.copy(more)).update());
    }

    /** The update once its time has passed. */
    private Update finish(String addon, Update begun) {
        world.pass(EksWorld.ADDON);
        return world.eks
                .describeUpdate(r -> r.name("prod").addonName(addon).updateId(begun.id()))
                .update();
    }

    private void assertRefused(Consumer<CreateAddonRequest.Builder> request, String message) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> world.eks.createAddon(
                        CreateAddonRequest.builder().clusterName("prod").build().copy(request)))
                .satisfies(e -> {
                    assertThat(e.awsErrorDetails().errorMessage()).startsWith(message);
                    assertThat(e.clusterName()).isEqualTo("prod");
                    assertThat(e.addonName()).isNotNull();
                });
    }

    private static void assertIssue(Addon addon, AddonIssueCode code) {
        assertThat(addon.health().issues())
                .extracting(AddonIssue::code, issue -> issue.message().isEmpty())
                .containsExactly(tuple(code, false));
    }
}
