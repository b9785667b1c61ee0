package io.github.ekssdk.testing.internal.service.cloudformation;

import io.github.ekssdk.testing.internal.service.cloudformation.Kind.Order;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The types of resources that the fake CloudFormation knows. */
final class Kinds {
    private Kinds() {}

    static boolean has(String type) {
        return Holder.ALL.containsKey(type);
    }

    static Kind get(String type) {
        Kind kind = Holder.ALL.get(type);
        if (kind == null) {
            throw CfnRefusals.format("Unrecognized resource types: [" + type + "]");
        }
        return kind;
    }

    /** Tags of a template as the lists of key and value that most services take. */
    static List<Object> tags(Order order) {
        List<Object> tags = new ArrayList<>(Values.list(order.properties().get("Tags")));
        tags.add(tag("aws:cloudformation:stack-name", order.stackName()));
        return tags;
    }

    /** Tags of a template as a map, with or without those that services which allow them get from CloudFormation. */
    static Map<String, Object> tagMap(Order order) {
        return tagMap(order.properties().get("Tags"));
    }

    static Map<String, Object> tagMap(@Nullable Object given) {
        if (Values.isMap(given)) {
            return Values.map(given);
        }
        Map<String, Object> tags = new LinkedHashMap<>();
        Values.list(given)
                .forEach(tag -> tags.put(Values.text(Values.at(tag, "Key")), Values.text(Values.at(tag, "Value"))));
        return tags;
    }

    private static Map<String, Object> tag(String key, String value) {
        return Map.of("Key", key, "Value", value);
    }

    /** Filled at the first use, once for all accounts. */
    private static final class Holder {
        private static final Map<String, Kind> ALL = new TreeMap<>();

        static {
            List<Kind> kinds = new ArrayList<>(NetworkKinds.all());
            kinds.addAll(GatewayKinds.all());
            kinds.addAll(IamKinds.all());
            kinds.addAll(EksKinds.all());
            kinds.addAll(OtherKinds.all());
            kinds.forEach(kind -> ALL.put(kind.type(), kind));
        }

        private Holder() {}
    }
}
