package io.github.ekssdk.testing.internal.service.ec2;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The instance types of the fake: common families in common sizes. */
final class InstanceTypes {
    private static final Map<String, Type> ALL = all();

    private InstanceTypes() {}

    /**
     * What counts of an instance type.
     *
     * @param interfaces how many network interfaces it may have
     * @param addresses how many IPv4 addresses each of them may have
     */
    record Type(String name, String architecture, int cpus, int memoryMib, int interfaces, int addresses) {
        /** How many Elastic Fabric Adapters it has, one on each network card. */
        int fabricAdapters() {
            return switch (name) {
                case "c5n.18xlarge" -> 1;
                case "p4d.24xlarge" -> 4;
                default -> 0;
            };
        }

        /** How many NVIDIA GPUs it has. */
        int gpus() {
            return name.startsWith("p4d.") ? 8 : 0;
        }

        /** Whether it can run Nitro Enclaves: not with burstable performance, and not with fewer than four CPUs of Intel or AMD. */
        boolean enclaves() {
            return !burstable() && (cpus >= 4 || architecture.equals("arm64"));
        }

        boolean burstable() {
            return name.startsWith("t");
        }
    }

    static Collection<Type> list() {
        return ALL.values();
    }

    static Type require(String name) {
        return choose(List.of(name)).get(0);
    }

    static List<Type> choose(List<String> names) {
        List<String> unknown =
                names.stream().filter(name -> !ALL.containsKey(name)).toList();
        if (!unknown.isEmpty()) {
            throw Refusals.badRequest(
                    "InvalidInstanceType", "The following supplied instance types do not exist: " + unknown);
        }
        return names.stream()
                .distinct()
                .flatMap(name -> Stream.ofNullable(ALL.get(name)))
                .toList();
    }

    private static Map<String, Type> all() {
        Map<String, Type> all = new LinkedHashMap<>();
        for (String family : List.of("t3", "t3a", "t4g")) {
            String architecture = architecture(family);
            put(all, new Type(family + ".nano", architecture, 2, 512, 2, 2));
            put(all, new Type(family + ".micro", architecture, 2, 1024, 2, 2));
            put(all, new Type(family + ".small", architecture, 2, 2048, 3, 4));
            put(all, new Type(family + ".medium", architecture, 2, 4096, 3, 6));
            put(all, new Type(family + ".large", architecture, 2, 8192, 3, 12));
            put(all, new Type(family + ".xlarge", architecture, 4, 16384, 4, 15));
            put(all, new Type(family + ".2xlarge", architecture, 8, 32768, 4, 15));
        }
        List.of("c5", "c6i", "c6a", "c6g", "c7i", "c7a", "c7g").forEach(family -> putSizes(all, family, 2));
        List.of("m5", "m5a", "m6i", "m6a", "m6g", "m7i", "m7a", "m7g").forEach(family -> putSizes(all, family, 4));
        List.of("r5", "r6i", "r6a", "r6g", "r7i", "r7a", "r7g").forEach(family -> putSizes(all, family, 8));
        put(all, new Type("c5n.18xlarge", "x86_64", 72, 192 * 1024, 15, 50));
        put(all, new Type("p4d.24xlarge", "x86_64", 96, 1152 * 1024, 60, 50));
        return Collections.unmodifiableMap(all);
    }

    private static void putSizes(Map<String, Type> all, String family, int gibPerCpu) {
        String architecture = architecture(family);
        int memory = gibPerCpu * 1024;
        put(all, new Type(family + ".large", architecture, 2, 2 * memory, 3, 10));
        put(all, new Type(family + ".xlarge", architecture, 4, 4 * memory, 4, 15));
        put(all, new Type(family + ".2xlarge", architecture, 8, 8 * memory, 4, 15));
        put(all, new Type(family + ".4xlarge", architecture, 16, 16 * memory, 8, 30));
        put(all, new Type(family + ".8xlarge", architecture, 32, 32 * memory, 8, 30));
    }

    private static void put(Map<String, Type> all, Type type) {
        all.put(type.name(), type);
    }

    private static String architecture(String family) {
        return family.endsWith("g") ? "arm64" : "x86_64";
    }
}
