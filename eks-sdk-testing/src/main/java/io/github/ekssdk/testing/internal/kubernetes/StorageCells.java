package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Cells of volumes, claims and StorageClasses. */
final class StorageCells {
    private static final String DEFAULT = "storageclass.kubernetes.io/is-default-class";
    private static final String DEFAULT_ONCE = "storageclass.beta.kubernetes.io/is-default-class";
    private static final Map<String, String> SHORT = Map.of(
            "ReadWriteOnce", "RWO",
            "ReadOnlyMany", "ROX",
            "ReadWriteMany", "RWX",
            "ReadWriteOncePod", "RWOP");
    private static final String UNSET = "<unset>";

    private StorageCells() {}

    static Map<String, Cell> named() {
        Map<String, Cell> cells = new HashMap<>();
        cells.put("storageClassName", (storage, now) -> Trees.name(storage) + (isDefault(storage) ? " (default)" : ""));
        cells.put("reclaimPolicy", (storage, now) -> or(storage, "Delete", "reclaimPolicy"));
        cells.put("bindingMode", (storage, now) -> or(storage, "Immediate", "volumeBindingMode"));
        cells.put("allowExpansion", (storage, now) -> Cells.flag(storage.path("allowVolumeExpansion")));
        cells.put(
                "phaseOrTerminating",
                (object, now) -> Trees.isDeleting(object) ? "Terminating" : Trees.text(object, "status", "phase"));
        cells.put("volumeAccessModes", (volume, now) -> modes(Trees.at(volume, "spec", "accessModes")));
        cells.put("claimAccessModes", (claim, now) -> modes(Trees.at(claim, "status", "accessModes")));
        cells.put(
                "volumeClaim",
                (volume, now) -> Trees.isSet(volume, "spec", "claimRef")
                        ? Trees.text(volume, "spec", "claimRef", "namespace") + "/"
                                + Trees.text(volume, "spec", "claimRef", "name")
                        : "");
        cells.put("attributesClass", (object, now) -> or(object, UNSET, "spec", "volumeAttributesClassName"));
        cells.put("volumeMode", (object, now) -> or(object, UNSET, "spec", "volumeMode"));
        cells.put("attachRequired", (driver, now) -> or(driver, "true", "spec", "attachRequired"));
        cells.put("tokenRequests", (driver, now) -> {
            List<String> audiences = Cells.texts(Trees.at(driver, "spec", "tokenRequests"), "audience");
            return audiences.isEmpty() ? UNSET : String.join(",", audiences);
        });
        return cells;
    }

    private static boolean isDefault(ObjectNode storage) {
        return Trees.text(storage, "metadata", "annotations", DEFAULT).equals("true")
                || Trees.text(storage, "metadata", "annotations", DEFAULT_ONCE).equals("true");
    }

    private static String or(ObjectNode object, String otherwise, String... path) {
        String value = Trees.text(object, path);
        return value.isEmpty() ? otherwise : value;
    }

    private static String modes(JsonNode modes) {
        return String.join(
                ",",
                Trees.list(modes).stream()
                        .map(mode -> SHORT.getOrDefault(mode, mode))
                        .toList());
    }
}
