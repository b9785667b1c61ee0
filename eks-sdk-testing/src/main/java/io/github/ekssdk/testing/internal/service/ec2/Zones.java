package io.github.ekssdk.testing.internal.service.ec2;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The availability zones of one region. */
record Zones(String region, List<Zone> all) {
    private static final Map<String, String> LETTERS = Map.of(
            "us-east-1", "abcdef",
            "us-west-1", "ac",
            "us-west-2", "abcd",
            "ap-northeast-1", "acd",
            "ap-northeast-2", "abcd",
            "ca-central-1", "abd");

    /** One zone: its name such as {@code eu-west-1a}, its id such as {@code euw1-az1}. */
    record Zone(String name, String id) {}

    static Zones of(String region) {
        String letters = LETTERS.getOrDefault(region, "abc");
        String prefix = idPrefix(region);
        List<Zone> zones = IntStream.range(0, letters.length())
                .mapToObj(i -> new Zone(region + letters.charAt(i), prefix + "-az" + (i + 1)))
                .toList();
        return new Zones(region, zones);
    }

    /** {@code us-east-1} becomes {@code use1}, {@code us-gov-west-1} becomes {@code usgw1}. */
    private static String idPrefix(String region) {
        return Arrays.stream(region.split("-"))
                .map(part -> switch (part) {
                    case "gov" -> "g";
                    case "northeast" -> "ne";
                    case "northwest" -> "nw";
                    case "southeast" -> "se";
                    case "southwest" -> "sw";
                    case "north", "south", "east", "west", "central" -> part.substring(0, 1);
                    default -> part;
                })
                .collect(Collectors.joining());
    }

    Optional<Zone> find(String nameOrId) {
        return all.stream()
                .filter(zone -> zone.name().equals(nameOrId) || zone.id().equals(nameOrId))
                .findFirst();
    }

    List<String> names() {
        return all.stream().map(Zone::name).toList();
    }
}
