package io.github.ekssdk.simulation;

import io.github.ekssdk.testing.Resource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Brings what stands in an account into forms that can be compared. */
final class Inventories {

    private static final Pattern ID = Pattern.compile("\\b([a-z]+-[0-9a-f]{8,17}|a-[0-9a-z]{17})\\b");
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");
    private static final Pattern ADDRESS = Pattern.compile("\\b\\d{1,3}(\\.\\d{1,3}){3}\\b(?!/)");
    private static final Pattern HEX = Pattern.compile("\\b[0-9A-Fa-f]{16,40}\\b");
    private static final Pattern UNIQUE = Pattern.compile("\\bA(ROA|IPA|IDA)[0-9A-Z]{12,}\\b");

    private static final Pattern LIST = Pattern.compile("\\{[^{},]+}(, ?\\{[^{},]+})+");

    private Inventories() {}

    /** Everything as it is, but for what an account keeps for good once EKS has been used, and keys that wait for their end. */
    static List<String> exact(List<Resource> resources) {
        return resources.stream()
                .filter(resource -> !resource.toString().contains("aws-service-role"))
                .filter(resource -> !resource.toString().contains("PendingDeletion"))
                .map(Resource::toString)
                .sorted()
                .toList();
    }

    /** Everything with the SDK's own names in place of AWS's ids, and without what differs from run to run. */
    static List<String> comparable(List<Resource> resources) {
        Map<String, String> names = new HashMap<>();
        resources.forEach(resource -> {
            String name = resource.tags().get("eks-sdk/resource");
            if (name != null) {
                names.put(resource.id(), "{" + name + "}");
            }
        });
        return resources.stream()
                .filter(resource -> !resource.attributes().containsKey("default"))
                .map(resource -> plain(resource.toString(), names))
                .sorted()
                .toList();
    }

    private static String plain(String text, Map<String, String> names) {
        Matcher ids = ID.matcher(UUID.matcher(text).replaceAll("{uuid}"));
        String named = ids.replaceAll(id -> Matcher.quoteReplacement(names.getOrDefault(
                id.group(), id.group().substring(0, id.group().indexOf('-')) + "-?")));
        String timeless = TIME.matcher(named).replaceAll("{time}");
        String unplaced = ADDRESS.matcher(timeless).replaceAll("{address}");
        String plain = UNIQUE.matcher(HEX.matcher(unplaced).replaceAll("{hex}")).replaceAll("{unique}");
        return LIST.matcher(plain).replaceAll(list -> Matcher.quoteReplacement(sorted(list.group())));
    }

    /** AWS's ids decide the order of some lists. */
    private static String sorted(String list) {
        return Stream.of(list.split(", ?", -1)).sorted().collect(Collectors.joining(","));
    }
}
