package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Creating, updating, patching and applying objects as clients do. */
final class Writes {
    private static final List<String> OF_THE_SERVER =
            List.of("uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "generation");

    private final ClusterObjects objects;
    private final Admission admission;
    private final Deletion deletion;

    Writes(ClusterObjects objects, Admission admission, Deletion deletion) {
        this.objects = objects;
        this.admission = admission;
        this.deletion = deletion;
    }

    ObjectNode live(Target target) {
        return objects.get(target.type().key(), target.namespace(), target.name())
                .orElseThrow(() -> ApiFailure.notFound(target.type(), target.name()));
    }

    ObjectNode create(ApiRequest request, Target target) {
        ObjectNode object = request.object().deepCopy();
        checkType(object, target.type());
        if (Trees.isSet(object, "metadata", "resourceVersion")
                && !Trees.text(object, "metadata", "resourceVersion").isEmpty()) {
            throw new ApiFailure(500, "InternalError", "resourceVersion should not be set on objects to be created");
        }
        return create(object, request, target, null);
    }

    private ObjectNode create(ObjectNode object, ApiRequest request, Target target, @Nullable ObjectNode applied) {
        ResourceType type = target.type();
        Trees.child(object, "metadata").remove("managedFields");
        place(object, target);
        if (type.has("status")) {
            object.remove("status");
        }
        Fitting.fit(object, type, request);
        objects.bear(object, type);
        Validation.ofNew(object, type);
        admission.create(object, type);
        if (objects.get(type.key(), Trees.namespace(object), Trees.name(object)).isPresent()) {
            throw ApiFailure.alreadyExists(type, Trees.name(object));
        }
        Writer writer = writer(request, target);
        if (applied != null) {
            ManagedFields.write(
                    object,
                    List.of(new Manager(
                            writer.manager(),
                            "Apply",
                            type.apiVersion(),
                            "",
                            writer.time(),
                            Leaves.of(applied, new Structure(type)).keySet())));
        } else {
            ManagedFields.updated(Trees.object(), object, type, writer);
        }
        if (request.isDryRun()) {
            return object;
        }
        return objects.store().put(type.key(), object);
    }

    private Writer writer(ApiRequest request, Target target) {
        return new Writer(request.fieldManager(), target.subresource(), objects.time());
    }

    ObjectNode update(ApiRequest request, Target target) {
        ObjectNode object = request.object().deepCopy();
        checkType(object, target.type());
        place(object, target);
        ObjectNode live = live(target);
        return commit(live, object, request, target, true);
    }

    /** What came of a patch, and whether the object is new. */
    record Patched(ObjectNode object, boolean isNew) {}

    Patched patch(ApiRequest request, Target target) {
        if (request.contentType().equals("application/apply-patch+yaml")) {
            return apply(request, target);
        }
        ObjectNode live = Lists.shown(live(target), target.type());
        ObjectNode after = switch (request.contentType()) {
            case "application/json-patch+json" -> JsonPatch.apply(live, request.tree());
            case "application/merge-patch+json" -> MergePatch.apply(live, request.tree());
            case "application/strategic-merge-patch+json" -> {
                if (target.type().isCustom()) {
                    throw unsupported(target.type());
                }
                yield new StrategicMergePatch(target.type()).apply(live, request.tree());
            }
            default -> throw unsupported(target.type());
        };
        checkType(after, target.type());
        place(after, target);
        return new Patched(commit(live, after, request, target, true), false);
    }

    private static ApiFailure unsupported(ResourceType type) {
        return ApiFailure.unsupportedMediaType("application/json-patch+json, application/merge-patch+json, "
                + (type.isCustom() ? "" : "application/strategic-merge-patch+json, ") + "application/apply-patch+yaml");
    }

    private Patched apply(ApiRequest request, Target target) {
        if (request.parameter("fieldManager").isEmpty()) {
            throw new ApiFailure(
                            422,
                            "Invalid",
                            "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for"
                                    + " apply patch")
                    .cause("FieldValueRequired", "Required value: is required for apply patch", "fieldManager");
        }
        ObjectNode config = request.object().deepCopy();
        checkType(config, target.type());
        if (Trees.isSet(config, "metadata", "managedFields")
                && !Trees.at(config, "metadata", "managedFields").isEmpty()) {
            throw ApiFailure.badRequest("metadata.managedFields must be nil");
        }
        place(config, target);
        Optional<ObjectNode> live = objects.get(target.type().key(), target.namespace(), target.name());
        if (target.type().has("status") && !target.subresource().equals("status")) {
            config.remove("status");
        }
        Fitting.fitApplied(config, target.type());
        if (live.isEmpty()) {
            if (!target.subresource().isEmpty()) {
                throw ApiFailure.notFound(target.type(), target.name());
            }
            return new Patched(create(config.deepCopy(), request, target, config), true);
        }
        checkRevision(live.get(), config, target);
        ServerSideApply apply = new ServerSideApply(target.type(), writer(request, target), request.isTrue("force"));
        ObjectNode applied = apply.apply(live.get(), config);
        return new Patched(commit(live.get(), applied, request, target, false), false);
    }

    private static void checkRevision(ObjectNode live, ObjectNode object, Target target) {
        String revision = Trees.text(object, "metadata", "resourceVersion");
        if (!revision.isEmpty() && !revision.equals(Trees.text(live, "metadata", "resourceVersion"))) {
            throw ApiFailure.modified(target.type(), target.name());
        }
        String uid = Trees.uid(object);
        if (!uid.isEmpty() && !uid.equals(Trees.uid(live))) {
            throw ApiFailure.conflict(
                    target.type(),
                    target.name(),
                    "Precondition failed: UID in precondition: " + uid + ", UID in object meta: " + Trees.uid(live));
        }
    }

    /** Keeps what an object has become. */
    private ObjectNode commit(
            ObjectNode live, ObjectNode wanted, ApiRequest request, Target target, boolean notesManager) {
        ResourceType type = target.type();
        checkRevision(live, wanted, target);
        ObjectNode after = combined(live, wanted, target);
        if (notesManager) {
            ManagedFields.updated(live, after, type, writer(request, target));
        }
        if (target.subresource().isEmpty()) {
            Fitting.fit(after, type, request);
            Defaults.fill(after, type);
            Validation.ofChanged(live, after, type);
            admission.update(after, type);
            if (type.key().equals("persistentvolumeclaims")) {
                admission.resize(live, after, type);
            }
        }
        if (request.isDryRun()) {
            return after;
        }
        ObjectNode kept = objects.replace(live, after, type);
        if (!kept.equals(live)) {
            deletion.finish(kept, type);
        }
        return kept;
    }

    private static ObjectNode combined(ObjectNode live, ObjectNode wanted, Target target) {
        if (target.subresource().equals("status")) {
            ObjectNode after = live.deepCopy();
            after.set("status", wanted.path("status").deepCopy());
            JsonNode managers = Trees.at(wanted, "metadata", "managedFields");
            if (managers.isArray()) {
                Trees.child(after, "metadata").set("managedFields", managers);
            }
            return after;
        }
        ObjectNode after = wanted;
        ObjectNode metadata = Trees.child(after, "metadata");
        for (String field : OF_THE_SERVER) {
            JsonNode value = Trees.at(live, "metadata", field);
            if (value.isMissingNode()) {
                metadata.remove(field);
            } else {
                metadata.set(field, value);
            }
        }
        metadata.set("resourceVersion", Trees.at(live, "metadata", "resourceVersion"));
        if (target.type().has("status")) {
            after.remove("status");
            if (live.has("status")) {
                after.set("status", live.get("status"));
            }
        }
        keepAssigned(live, after, target.type());
        return after;
    }

    /** What the server has assigned stays, if a client leaves it out. */
    private static void keepAssigned(ObjectNode live, ObjectNode after, ResourceType type) {
        if (type.key().equals("services")) {
            for (String field : List.of("clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy")) {
                if (!Trees.isSet(after, "spec", field) && Trees.isSet(live, "spec", field)) {
                    Trees.child(after, "spec").set(field, Trees.at(live, "spec", field));
                }
            }
        }
        if (type.key().equals("namespaces")) {
            Trees.child(after, "spec").set("finalizers", Trees.at(live, "spec", "finalizers"));
        }
    }

    private static void checkType(ObjectNode object, ResourceType type) {
        String apiVersion = Trees.text(object, "apiVersion");
        String kind = Trees.text(object, "kind");
        if (apiVersion.isEmpty() || kind.isEmpty()) {
            String missing = kind.isEmpty() ? "Kind" : "apiVersion";
            throw ApiFailure.badRequest("Object '" + missing + "' is missing in '" + object + "'");
        }
        if (!apiVersion.equals(type.apiVersion())) {
            throw ApiFailure.badRequest("the API version in the data (" + apiVersion
                    + ") does not match the expected API version (" + type.apiVersion() + ")");
        }
        if (!kind.equals(type.kind())) {
            throw ApiFailure.badRequest(kind + " in version \"" + type.version() + "\" cannot be handled as a "
                    + type.kind() + ": converting (" + apiVersion + "." + kind + ") to (" + type.apiVersion() + "."
                    + type.kind() + "): unknown conversion");
        }
    }

    private static void place(ObjectNode object, Target target) {
        ObjectNode metadata = Trees.child(object, "metadata");
        String namespace = Trees.text(metadata, "namespace");
        if (!target.type().namespaced()) {
            metadata.remove("namespace");
        } else if (namespace.isEmpty()) {
            metadata.put("namespace", target.namespace());
        } else if (!namespace.equals(target.namespace())) {
            throw ApiFailure.badRequest(
                    "the namespace of the provided object does not match the namespace sent on the request");
        }
        String name = Trees.text(metadata, "name");
        if (!target.name().isEmpty() && name.isEmpty()) {
            metadata.put("name", target.name());
        } else if (!target.name().isEmpty() && !name.equals(target.name())) {
            throw ApiFailure.badRequest(
                    "the name of the object (" + name + ") does not match the name on the URL (" + target.name() + ")");
        }
    }
}
