package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the parts of claims, volumes and quotas do not allow each other. */
final class StorageRules {
    private static final Set<String> NO_SOURCES = Set.of(
            "accessModes",
            "capacity",
            "claimRef",
            "mountOptions",
            "nodeAffinity",
            "persistentVolumeReclaimPolicy",
            "storageClassName",
            "volumeAttributesClassName",
            "volumeMode");
    private static final Set<String> QUOTAS = Set.of(
            "cpu",
            "memory",
            "ephemeral-storage",
            "requests.cpu",
            "requests.memory",
            "requests.storage",
            "requests.ephemeral-storage",
            "limits.cpu",
            "limits.memory",
            "limits.ephemeral-storage",
            "pods",
            "services",
            "services.nodeports",
            "services.loadbalancers",
            "replicationcontrollers",
            "resourcequotas",
            "secrets",
            "configmaps",
            "persistentvolumeclaims");

    private StorageRules() {}

    static void claim(ObjectNode spec, String path, Problems problems) {
        JsonNode storage = Trees.at(spec, "resources", "requests", "storage");
        if (storage.isMissingNode()) {
            problems.required(path + ".resources[storage]", "");
        } else if (Quantities.value(storage.asText()).signum() <= 0) {
            problems.invalid(path + ".resources[storage]", storage, "must be greater than zero");
        }
    }

    static void volume(ObjectNode spec, String path, Problems problems) {
        JsonNode capacity = spec.path("capacity");
        JsonNode storage = capacity.path("storage");
        if (storage.isMissingNode() || capacity.size() > 1) {
            problems.unsupported(
                    path + ".capacity", capacity.isObject() ? capacity : Trees.object(), List.of("storage"));
        } else if (Quantities.value(storage.asText()).signum() <= 0) {
            problems.invalid(path + ".capacity[storage]", storage, "must be greater than zero");
        }
        List<String> sources = new ArrayList<>();
        spec.fieldNames().forEachRemaining(field -> {
            if (!NO_SOURCES.contains(field)) {
                sources.add(field);
            }
        });
        if (sources.isEmpty()) {
            problems.required(path, "must specify a volume type");
        }
        for (String extra : sources.subList(Math.min(1, sources.size()), sources.size())) {
            problems.forbidden(path + "." + extra, "may not specify more than 1 volume type");
        }
        if (spec.hasNonNull("local") && !spec.hasNonNull("nodeAffinity")) {
            problems.required(path + ".nodeAffinity", "Local volume requires node affinity");
        }
    }

    static void quota(ObjectNode spec, String path, Problems problems) {
        spec.path("hard").properties().forEach(entry -> {
            String name = entry.getKey();
            String at = path + ".hard[" + name + "]";
            QualifiedNames.ofKey(name).forEach(problem -> problems.invalid(at, Trees.valueOf(name), problem));
            if (!name.contains("/") && !QUOTAS.contains(name) && !name.contains("hugepages-")) {
                problems.invalid(at, Trees.valueOf(name), "must be a standard resource type or fully qualified");
                problems.invalid(at, Trees.valueOf(name), "must be a standard resource for quota");
            } else if (counts(name)
                    && Quantities.value(entry.getValue().asText())
                                    .stripTrailingZeros()
                                    .scale()
                            > 0) {
                problems.invalid(at, entry.getValue(), "must be an integer");
            }
        });
    }

    /** Whether a quota is about how many there are, and not about how much of something. */
    static boolean counts(String name) {
        return !name.contains("cpu") && !name.contains("memory") && !name.contains("storage");
    }
}
