package io.github.ekssdk.eksctl;

import io.github.ekssdk.spec.UserDataSpec;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads what a node group in eksctl's format says of Bottlerocket. */
final class BottlerocketReader {

    private BottlerocketReader() {}

    /** Tells whether a group starts from Bottlerocket and says something that becomes settings. */
    static boolean says(String family, Section group) {
        return family.startsWith("Bottlerocket")
                && (group.section("bottlerocket").present() || group.has("maxPodsPerNode"));
    }

    static void read(Section group, UserDataSpec.Builder data) {
        Section bottlerocket = group.section("bottlerocket");
        Map<String, Object> settings = new LinkedHashMap<>();
        if (bottlerocket.free("settings").orElse(Map.of()) instanceof Map<?, ?> own) {
            own.forEach((key, value) -> settings.put(String.valueOf(key), value));
        }
        bottlerocket
                .flag("enableAdminContainer")
                .ifPresent(enabled -> put(settings, enabled, "host-containers", "admin", "enabled"));
        group.integer("maxPodsPerNode").ifPresent(pods -> put(settings, pods, "kubernetes", "max-pods"));
        String toml = Toml.table("settings", settings);
        if (!toml.isEmpty()) {
            data.bottlerocketSettings(toml);
        }
    }

    /** Puts a value into the table of a table, whose other values stay. */
    private static void put(Map<String, Object> table, Object value, String... path) {
        Map<String, Object> place = table;
        for (int i = 0; i < path.length - 1; i++) {
            Map<String, Object> inner = new LinkedHashMap<>();
            if (place.get(path[i]) instanceof Map<?, ?> there) {
                there.forEach((key, present) -> inner.put(String.valueOf(key), present));
            }
            place.put(path[i], inner);
            place = inner;
        }
        place.put(path[path.length - 1], value);
    }
}
