package io.github.ekssdk.k8s.internal.component;

import io.github.ekssdk.internal.graph.LateText;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.graph.Sensitive;
import io.github.ekssdk.spec.KubernetesObject;
import io.github.ekssdk.spec.ObjectOwnership;
import io.github.ekssdk.state.ResourceState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The objects that are the SDK's: what is sent of them, and which goes before which when they are deleted. */
final class Members {

    static final String LABEL_PATH = "metadata.labels[" + ApplySet.MEMBER_LABEL + "]";

    private static final Set<String> USERS_OF_CONTROLLERS = Set.of("Ingress.networking.k8s.io", "Service");
    private static final Set<String> OUTSIDE = Set.of("accessEntry", "podIdentityAssociation", "addon", "iamRole");

    private Members() {}

    /** Returns the settings of an object that is wanted. */
    static Properties properties(KubernetesObject object, String cluster) {
        Map<String, Object> manifest = manifest(object);
        Properties.Builder wanted = ApiAddress.settings(cluster)
                .set(ObjectKind.OWNERSHIP, object.ownership().name())
                .set(ObjectKind.FORCE, object.force())
                .set(ObjectKind.AWAITED, object.awaited());
        Object parsed = LateText.parse(manifest);
        wanted.set(ObjectKind.MANIFEST, object.kind().equals("Secret") ? new Sensitive(parsed) : parsed);
        Map<String, Object> leaves = ObjectState.leaves(Tree.map(parsed));
        leaves.keySet().removeIf(ObjectState::bookkeeping);
        if (object.ownership() == ObjectOwnership.INITIAL) {
            leaves.keySet().retainAll(Set.of(LABEL_PATH));
        }
        ObjectState.secretsHidden(manifest, leaves).forEach(wanted::set);
        return wanted.build();
    }

    /** Returns the object as it is sent: with the marks of ownership, without what is not to be set. */
    private static Map<String, Object> manifest(KubernetesObject object) {
        Map<String, Object> cleaned = clean(object.manifest());
        cleaned.remove("status");
        ObjectName name = ObjectName.of(object);
        Map<String, Object> manifest = name.inNamespace()
                .map(namespace -> Tree.with(cleaned, namespace, "metadata", "namespace"))
                .orElse(cleaned);
        manifest = Tree.with(manifest, ApplySet.id(), "metadata", "labels", ApplySet.MEMBER_LABEL);
        if (ObjectState.MARKED.contains(object.ownership())) {
            manifest = Tree.with(
                    manifest, object.ownership().name(), "metadata", "annotations", ObjectState.OWNERSHIP_ANNOTATION);
        }
        return name.groupKind().equals("Secret") ? encoded(manifest) : manifest;
    }

    /** Kubernetes keeps the texts of a Secret as data. */
    private static Map<String, Object> encoded(Map<String, Object> secret) {
        Map<String, Object> data = new LinkedHashMap<>(Tree.mapAt(secret, "data"));
        Tree.mapAt(secret, "stringData")
                .forEach((key, text) -> data.put(
                        key,
                        Base64.getEncoder().encodeToString(String.valueOf(text).getBytes(StandardCharsets.UTF_8))));
        Map<String, Object> encoded = new LinkedHashMap<>(secret);
        encoded.remove("stringData");
        if (!data.isEmpty()) {
            encoded.put("data", data);
        }
        return encoded;
    }

    /** Takes out what is null, which means the same as leaving it out. */
    private static Map<String, Object> clean(Map<?, ?> map) {
        Map<String, Object> cleaned = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (value != null) {
                cleaned.put(String.valueOf(key), cleanValue(value));
            }
        });
        return cleaned;
    }

    private static Object cleanValue(Object value) {
        if (value instanceof Map<?, ?> map) {
            return clean(map);
        }
        if (value instanceof List<?> list) {
            List<Object> items = new ArrayList<>();
            list.forEach(item -> items.add(cleanValue(item)));
            return items;
        }
        return value;
    }

    /** Tells which of the SDK's objects must be gone before something else is deleted. */
    static Predicate<ResourceState> goingBefore(ResourceState held) {
        if (OUTSIDE.contains(held.kind())) {
            boolean needed = !held.kind().equals("iamRole") || ofWorkload(held);
            return state -> needed;
        }
        if (!held.kind().equals(ObjectKind.NAME)) {
            return state -> false;
        }
        String groupKind = groupKind(held);
        if (needsController(groupKind)) {
            return state -> false;
        }
        Predicate<ResourceState> users = state -> needsController(groupKind(state));
        if (groupKind.equals("Namespace")) {
            String inside = rest(held) + "/";
            return users.or(state -> rest(state).startsWith(inside));
        }
        if (groupKind.startsWith("CustomResourceDefinition.")) {
            String group = group(rest(held));
            return users.or(state -> group(groupKind(state)).equals(group));
        }
        return users;
    }

    private static boolean needsController(String groupKind) {
        return USERS_OF_CONTROLLERS.contains(groupKind) || custom(group(groupKind));
    }

    /** Tells whether a group is one that somebody has added to Kubernetes. */
    static boolean custom(String group) {
        return group.contains(".") && !group.endsWith(".k8s.io");
    }

    private static boolean ofWorkload(ResourceState role) {
        return role.id().startsWith("iamRole/serviceAccount/") || role.id().startsWith("iamRole/podIdentity/");
    }

    private static String groupKind(ResourceState state) {
        int start = state.id().indexOf('/') + 1;
        return state.id().substring(start, state.id().indexOf('/', start));
    }

    /** The namespace, if there is one, and the name. */
    private static String rest(ResourceState state) {
        return state.id().substring(ObjectKind.NAME.length() + groupKind(state).length() + 2);
    }

    private static String group(String groupKind) {
        int dot = groupKind.indexOf('.');
        return dot < 0 ? "" : groupKind.substring(dot + 1);
    }
}
