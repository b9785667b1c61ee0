package io.github.ekssdk.testing.internal.service.cloudformation;

import io.github.ekssdk.testing.internal.service.cloudformation.Kind.Order;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Brings the tags of a resource from what a template said to what it says now. */
final class Retag {
    private final Map<String, Object> added;
    private final List<String> removed;

    private Retag(Map<String, Object> added, List<String> removed) {
        this.added = added;
        this.removed = removed;
    }

    private static Retag of(Made made, Order after) {
        Map<String, Object> before = Kinds.tagMap(made.properties().get("Tags"));
        Map<String, Object> wanted = new LinkedHashMap<>(Kinds.tagMap(after));
        List<String> removed =
                before.keySet().stream().filter(key -> !wanted.containsKey(key)).toList();
        before.forEach(wanted::remove);
        return new Retag(wanted, removed);
    }

    private List<Object> list() {
        return added.entrySet().stream()
                .<Object>map(tag -> Map.of("Key", tag.getKey(), "Value", tag.getValue()))
                .toList();
    }

    static void ec2(Made made, Order after, Aws aws, String id) {
        Retag tags = of(made, after);
        if (!tags.added.isEmpty()) {
            aws.call("ec2", "CreateTags", Map.of("Resources", List.of(id), "Tags", tags.list()));
        }
        if (!tags.removed.isEmpty()) {
            List<Object> keys =
                    tags.removed.stream().<Object>map(key -> Map.of("Key", key)).toList();
            aws.call("ec2", "DeleteTags", Map.of("Resources", List.of(id), "Tags", keys));
        }
    }

    static void eks(Made made, Order after, Aws aws, String arn) {
        Retag tags = of(made, after);
        if (!tags.added.isEmpty()) {
            aws.call("eks", "TagResource", Map.of("resourceArn", arn, "tags", tags.added));
        }
        if (!tags.removed.isEmpty()) {
            aws.call("eks", "UntagResource", Map.of("resourceArn", arn, "tagKeys", tags.removed));
        }
    }

    static void role(Made made, Order after, Aws aws) {
        Retag tags = of(made, after);
        if (!tags.added.isEmpty()) {
            aws.call("iam", "TagRole", Map.of("RoleName", made.physicalId(), "Tags", tags.list()));
        }
        if (!tags.removed.isEmpty()) {
            aws.call("iam", "UntagRole", Map.of("RoleName", made.physicalId(), "TagKeys", tags.removed));
        }
    }
}
