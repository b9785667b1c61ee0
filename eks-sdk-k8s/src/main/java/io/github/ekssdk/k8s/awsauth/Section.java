package io.github.ekssdk.k8s.awsauth;

import io.github.ekssdk.internal.Yaml;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** The lists that aws-auth consists of, by the keys of the ConfigMap. */
enum Section {
    ROLES("mapRoles", "rolearn"),
    USERS("mapUsers", "userarn"),
    ACCOUNTS("mapAccounts", "");

    private final String key;
    private final String arnKey;

    Section(String key, String arnKey) {
        this.key = key;
        this.arnKey = arnKey;
    }

    /** The key in the ConfigMap. */
    String key() {
        return key;
    }

    /** The key of the ARN in an item, in small letters; EKS takes any. */
    String arnKey() {
        return arnKey;
    }

    /** An item that says that, new. */
    Node item(IamMapping mapping) {
        return this == ACCOUNTS
                ? Yaml.text(mapping.arn())
                : Yaml.map(
                        Yaml.entry(arnKey, mapping.arn()),
                        Yaml.entry("username", mapping.username()),
                        Yaml.entry("groups", groups(mapping)));
    }

    /** The item, changed to say that; what else it says stays. */
    Node item(Item from, IamMapping mapping) {
        if (!(from.node() instanceof MappingNode before)) {
            return item(mapping);
        }
        MappingNode changed = Yaml.map();
        changed.getValue().addAll(new ArrayList<>(before.getValue()));
        put(changed, arnKey, Yaml.text(mapping.arn()), !from.mapping().arn().equals(mapping.arn()));
        put(
                changed,
                "username",
                Yaml.text(mapping.username()),
                !from.mapping().username().equals(mapping.username()));
        put(changed, "groups", groups(mapping), !from.mapping().groups().equals(mapping.groups()));
        return changed;
    }

    private static void put(MappingNode map, String key, Node value, boolean changed) {
        if (changed) {
            String spelled = map.getValue().stream()
                    .flatMap(tuple -> Yaml.textOf(tuple.getKeyNode()).stream())
                    .filter(key::equalsIgnoreCase)
                    .findFirst()
                    .orElse(key);
            Yaml.put(map, spelled, value);
        }
    }

    private static Node groups(IamMapping mapping) {
        return Yaml.list(mapping.groups().stream().map(Yaml::text).toList());
    }

    /** The lists with mappings of principals. */
    static List<Section> ofPrincipals() {
        return List.of(ROLES, USERS);
    }
}
