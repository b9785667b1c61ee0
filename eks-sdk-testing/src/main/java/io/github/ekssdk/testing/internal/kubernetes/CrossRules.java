package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Refuses what fields of one part of an object do not allow each other, by the message that has them. */
final class CrossRules {
    private CrossRules() {}

    static void check(ObjectNode part, String message, String path, Problems problems) {
        switch (message) {
            case "PodSpec" -> PodRules.pod(part, path, problems);
            case "Container" -> ContainerRules.container(part, path, problems);
            case "Probe", "LifecycleHandler" -> ContainerRules.handler(part, path, problems);
            case "Volume" -> PodRules.volume(part, path, problems);
            case "Toleration" -> PodRules.toleration(part, path, problems);
            case "LabelSelectorRequirement" -> requirement(part, false, path, problems);
            case "NodeSelectorRequirement" -> requirement(part, true, path, problems);
            case "WeightedPodAffinityTerm", "PreferredSchedulingTerm" -> {
                int weight = Trees.number(part, 0, "weight");
                if (weight < 1 || weight > 100) {
                    problems.invalid(path + ".weight", Trees.valueOf(weight), "must be in the range 1-100");
                }
            }
            case "DeploymentSpec" -> WorkloadRules.deployment(part, path, problems);
            case "DaemonSetSpec" -> WorkloadRules.daemonSet(part, path, problems);
            case "StatefulSetSpec" -> WorkloadRules.statefulSet(part, path, problems);
            case "ReplicaSetSpec" -> WorkloadRules.alwaysRestarts(part, path, problems);
            case "JobSpec" -> WorkloadRules.job(part, path, problems);
            case "CronJobSpec" -> WorkloadRules.cronJob(part, path, problems);
            case "ServiceSpec" -> NetworkRules.service(part, path, problems);
            case "IngressSpec" -> NetworkRules.ingress(part, path, problems);
            case "IngressRule" -> NetworkRules.rule(part, path, problems);
            case "HTTPIngressPath" -> NetworkRules.path(part, path, problems);
            case "IngressBackend" -> NetworkRules.backend(part, path, problems);
            case "NetworkPolicyPeer" -> NetworkRules.peer(part, path, problems);
            case "NetworkPolicySpec" -> NetworkRules.policy(part, path, problems);
            case "PersistentVolumeClaimSpec" -> StorageRules.claim(part, path, problems);
            case "PersistentVolumeSpec" -> StorageRules.volume(part, path, problems);
            case "ResourceQuotaSpec" -> StorageRules.quota(part, path, problems);
            case "LimitRangeSpec" -> LimitRules.range(part, path, problems);
            case "HorizontalPodAutoscalerSpec" -> ScalingRules.autoscaler(part, path, problems);
            case "MetricSpec" -> ScalingRules.metric(part, path, problems);
            case "MetricTarget" -> ScalingRules.target(part, path, problems);
            case "HPAScalingRules" -> ScalingRules.behavior(part, path, problems);
            case "PodDisruptionBudgetSpec" -> ScalingRules.budget(part, path, problems);
            case "Role", "ClusterRole" -> AccessRules.role(part, message.equals("Role"), problems);
            case "RoleBinding", "ClusterRoleBinding" ->
                AccessRules.binding(part, message.equals("ClusterRoleBinding"), problems);
            case "PriorityClass" -> ContentRules.priorityClass(part, problems);
            case "ValidatingWebhook", "MutatingWebhook" -> ContentRules.webhook(part, path, problems);
            case "IngressClassSpec" -> NetworkRules.ingressClass(part, path, problems);
            case "APIService" -> ContentRules.apiService(part, problems);
            default -> {
                // its fields do not meet
            }
        }
    }

    private static void requirement(ObjectNode requirement, boolean ofNodes, String path, Problems problems) {
        String operator = Trees.text(requirement, "operator");
        boolean none = requirement.path("values").isEmpty();
        switch (operator) {
            case "In", "NotIn" -> {
                if (none) {
                    problems.required(path + ".values", "must be specified when `operator` is 'In' or 'NotIn'");
                }
            }
            case "Exists", "DoesNotExist" -> {
                if (!none) {
                    problems.forbidden(
                            path + ".values", "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
                }
            }
            default -> {
                if (!ofNodes || !List.of("Gt", "Lt").contains(operator)) {
                    problems.invalid(path + ".operator", Trees.valueOf(operator), "not a valid selector operator");
                }
            }
        }
    }

    /** Which of some fields an object has. */
    static List<String> given(JsonNode object, List<String> fields) {
        List<String> given = new ArrayList<>();
        fields.forEach(field -> {
            if (object.hasNonNull(field)) {
                given.add(field);
            }
        });
        return given;
    }
}
