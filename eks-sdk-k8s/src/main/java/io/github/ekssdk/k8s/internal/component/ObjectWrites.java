package io.github.ekssdk.k8s.internal.component;

import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.graph.ResourceKind.Mutability;
import io.github.ekssdk.internal.graph.Sensitive;
import io.github.ekssdk.state.ResourceState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Applies and deletes objects. */
final class ObjectWrites {

    private final ObjectKind kind;
    private final KubernetesApi api;
    private final ApiAddress address;

    ObjectWrites(ObjectKind kind, KubernetesApi api, ApiAddress address) {
        this.kind = kind;
        this.api = api;
        this.address = address;
    }

    /** Returns the path of an object that is wanted. */
    static String path(KubernetesApi api, Properties wanted) {
        Map<String, Object> manifest = ObjectKind.manifest(wanted);
        ObjectName name = ObjectName.of(manifest);
        return api.resources()
                .get(Tree.text(manifest, "apiVersion"), name.kind())
                .path(name.inNamespace(), name.name());
    }

    /** Applies an object; once more, to remember it, where Kubernetes writes something in another way. */
    ResourceState apply(Properties wanted) {
        String path = path(api, wanted);
        boolean force = wanted.bool(ObjectKind.FORCE);
        Map<String, Object> manifest = ObjectKind.manifest(wanted);
        ResourceState applied = ObjectState.of(api.apply(path, manifest, force), path, address);
        Map<String, @Nullable Object> otherwise = writtenOtherwise(wanted, applied);
        if (otherwise.isEmpty()) {
            return applied;
        }
        Map<String, Object> remembering = Tree.with(
                manifest, Json.write(otherwise), "metadata", "annotations", ObjectState.AS_WRITTEN_ANNOTATION);
        return ObjectState.of(api.apply(path, remembering, force), path, address);
    }

    /**
     * Returns the fields that are the SDK's now and have another value than it gave them: null for those that it gave none, and those
     * that Kubernetes left out, for what they say is nothing.
     */
    private Map<String, @Nullable Object> writtenOtherwise(Properties wanted, ResourceState applied) {
        Map<String, @Nullable Object> otherwise = new LinkedHashMap<>();
        filledIn(wanted, applied).forEach(path -> otherwise.put(path, null));
        wanted.asMap().forEach((path, value) -> {
            Object present = applied.properties().get(path);
            if (kind.mutability(path) == Mutability.IN_PLACE && otherwise(path, value, present)) {
                otherwise.put(path, value);
            }
        });
        return otherwise;
    }

    private boolean otherwise(String path, Object value, @Nullable Object present) {
        if (present == null) {
            return Field.saysNothing(value);
        }
        return !(present instanceof Others) && !(present instanceof Sensitive) && !kind.same(path, value, present);
    }

    /**
     * Returns the defaults that Kubernetes has put into lists and maps which belong to one manager as a whole, such as the protocol of
     * a port in a NetworkPolicy: they count as the SDK's, who has not set them.
     */
    private List<String> filledIn(Properties wanted, ResourceState applied) {
        return applied.properties().entrySet().stream()
                .filter(field -> !wanted.has(field.getKey())
                        && !(field.getValue() instanceof Sensitive)
                        && kind.clears(field.getKey(), field.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Deletes an object; of one that is others' as well, gives up what is the SDK's; leaves one that is kept, without its marks. */
    void delete(ResourceState now) {
        String path = now.output(ObjectState.PATH).orElseThrow();
        switch (now.output(ObjectState.OWNERSHIP).orElse("")) {
            case "KEEP" -> leave(path, now);
            case "SHARE" -> share(path, now);
            default -> api.delete(path, now.physicalId());
        }
    }

    /** Fields that nobody else has set go with the SDK's claim to them, which an object may not be able to do without. */
    private void share(String path, ResourceState now) {
        try {
            AwsFault.unlessGone(() -> api.apply(path, bare(now), true));
        } catch (AwsFault fault) {
            if (!fault.code().equals("Invalid")) {
                throw fault;
            }
            leave(path, now);
        }
    }

    private void leave(String path, ResourceState now) {
        Map<String, @Nullable Object> marks = new LinkedHashMap<>();
        marks.put(ObjectState.OWNERSHIP_ANNOTATION, null);
        marks.put(ObjectState.AS_WRITTEN_ANNOTATION, null);
        Map<String, @Nullable Object> labels = new LinkedHashMap<>();
        labels.put(ApplySet.MEMBER_LABEL, null);
        Map<String, Object> metadata = Map.of("uid", now.physicalId(), "labels", labels, "annotations", marks);
        AwsFault.unlessGone(() -> api.merge(path, Map.of("metadata", metadata)));
    }

    /** An object of others without any field of ours; that it must be there already keeps it from being made. */
    private static Map<String, Object> bare(ResourceState now) {
        String[] id = now.id().split("/", -1);
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", id[id.length - 1]);
        metadata.put("uid", now.physicalId());
        if (id.length > 3) {
            metadata.put("namespace", id[2]);
        }
        int dot = id[1].indexOf('.');
        return Map.of(
                "apiVersion",
                now.output(ObjectState.API_VERSION).orElseThrow(),
                "kind",
                dot < 0 ? id[1] : id[1].substring(0, dot),
                "metadata",
                metadata);
    }
}
