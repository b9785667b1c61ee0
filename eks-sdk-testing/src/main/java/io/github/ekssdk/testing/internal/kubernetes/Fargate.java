package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ekssdk.testing.internal.Seeds;
import io.github.ekssdk.testing.internal.service.eks.ClusterSight;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.eks.model.FargateProfile;
import software.amazon.awssdk.services.eks.model.FargateProfileSelector;

/** Which pods Fargate profiles take, and the node that each of them gets. */
final class Fargate {
    private final ClusterObjects objects;
    private final Supplier<Optional<ClusterSight>> sight;

    Fargate(ClusterObjects objects, Supplier<Optional<ClusterSight>> sight) {
        this.objects = objects;
        this.sight = sight;
    }

    boolean takes(ObjectNode pod) {
        return sight.get().stream()
                .flatMap(found -> found.fargateProfiles().stream())
                .map(FargateProfile::selectors)
                .anyMatch(selectors -> selectors.stream().anyMatch(selector -> selects(selector, pod)));
    }

    private static boolean selects(FargateProfileSelector selector, JsonNode pod) {
        Map<String, String> labels = Trees.labels(pod);
        return like(selector.namespace(), Trees.namespace(pod))
                && selector.labels().entrySet().stream()
                        .allMatch(wanted -> labels.entrySet().stream()
                                .anyMatch(label -> like(wanted.getKey(), label.getKey())
                                        && like(wanted.getValue(), label.getValue())));
    }

    private static boolean like(String pattern, String text) {
        return text.matches(("\\Q" + pattern + "\\E").replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"));
    }

    /** Why a pod cannot run on Fargate; empty if it can. */
    static String obstacle(JsonNode pod) {
        for (JsonNode container : Trees.at(pod, "spec", "containers")) {
            if (Trees.at(container, "securityContext", "privileged").asBoolean()) {
                return "Pod not supported on Fargate: invalid SecurityContext fields: Privileged";
            }
            for (JsonNode port : container.path("ports")) {
                if (port.hasNonNull("hostPort")) {
                    return "Pod not supported on Fargate: port contains HostPort";
                }
            }
        }
        if (Trees.at(pod, "spec", "hostNetwork").asBoolean()) {
            return "Pod not supported on Fargate: fields not supported: HostNetwork";
        }
        for (JsonNode volume : Trees.at(pod, "spec", "volumes")) {
            if (volume.has("hostPath")) {
                return "Pod not supported on Fargate: volumes not supported: " + Trees.text(volume, "name")
                        + " is of an unsupported volume Type";
            }
        }
        return "";
    }

    /** The name of the node that a pod gets for itself. */
    String node(ObjectNode pod) {
        long place = Seeds.mix(7, Trees.uid(pod));
        String address = "192-168-" + Long.remainderUnsigned(place, 256) + "-"
                + Long.remainderUnsigned(Long.divideUnsigned(place, 256), 254);
        ObjectNode node = NamespaceController.named("", "fargate-ip-" + address + ".compute.internal");
        Trees.child(node, "metadata", "labels")
                .put(Placement.COMPUTE_TYPE, "fargate")
                .put("kubernetes.io/os", "linux")
                .put("kubernetes.io/arch", "amd64");
        ObjectNode spec = node.putObject("spec");
        spec.withArray("taints")
                .addObject()
                .put("key", Placement.COMPUTE_TYPE)
                .put("value", "fargate")
                .put("effect", "NoSchedule");
        NodeStatus.ready(
                Trees.child(node, "status"),
                2,
                4096,
                1,
                sight.get().map(one -> one.cluster().version()).orElse(""),
                objects.time());
        return Trees.name(objects.create("nodes", node));
    }
}
