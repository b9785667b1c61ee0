package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Creating, updating, patching and applying objects as clients do. */
final class Writes {
    private static final List<String> OF_THE_SERVER =
            List.of("uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "generation");

    private static final Set<String> SAY_SCALE = Set.of("deployments.apps", "replicasets.apps");
    private static final List<String> STATUS_METADATA = List.of("labels", "annotations");

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

    /** An object whose scale is asked for. */
    ObjectNode scaled(Target target, boolean reads) {
        ResourceType type = target.type();
        boolean saysScale = reads && SAY_SCALE.contains(type.key());
        return objects.get(type.key(), target.namespace(), target.name())
                .orElseThrow(() -> saysScale
                        ? new ApiFailure(
                                        404,
                                        "NotFound",
                                        type.plural() + "/scale." + type.group() + " \"" + target.name()
                                                + "\" not found")
                                .about(type, target.name(), type.plural() + "/scale")
                        : ApiFailure.notFound(type, target.name()));
    }

    ObjectNode create(ApiRequest request, Target target) {
        ObjectNode object = body(request, target.type());
        placeNew(object, target);
        return create(object, request, target, null);
    }

    private ObjectNode create(ObjectNode object, ApiRequest request, Target target, @Nullable ObjectNode applied) {
        ResourceType type = target.type();
        String revision = Trees.text(object, "metadata", "resourceVersion");
        Trees.child(object, "metadata").remove("managedFields");
        if (type.has("status")) {
            object.remove("status");
        }
        Fitting.fit(object, type, request);
        admission.enter(object, type);
        objects.bear(object, type);
        admission.create(object, type);
        Validation.ofNew(object, type);
        objects.get(type.key(), Trees.namespace(object), Trees.name(object)).ifPresent(present -> {
            throw ApiFailure.alreadyExists(type, present);
        });
        if (!revision.isEmpty() && !revision.equals("0")) {
            throw new ApiFailure(500, "", "resourceVersion should not be set on objects to be created");
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
        ObjectNode object = body(request, target.type());
        place(object, target);
        Optional<ObjectNode> found = objects.get(target.type().key(), target.namespace(), target.name());
        checkUid(found.map(Trees::uid).orElse(""), object, target);
        ObjectNode live = found.orElseThrow(() -> ApiFailure.notFound(target.type(), target.name()));
        if (target.type().isCustom()
                && Trees.text(object, "metadata", "resourceVersion").isEmpty()) {
            throw withoutRevision(target);
        }
        if (Trees.text(object, "metadata", "resourceVersion").equals("0")) {
            Trees.child(object, "metadata").remove("resourceVersion");
        }
        return commit(live, object, request, target, true);
    }

    /** Custom objects are only put over what the client has seen. */
    private static ApiFailure withoutRevision(Target target) {
        String why = "Invalid value: 0x0: must be specified for an update";
        return new ApiFailure(
                        422,
                        "Invalid",
                        target.type().key() + " \"" + target.name() + "\" is invalid: metadata.resourceVersion: " + why)
                .about(target.type(), target.name())
                .cause("FieldValueInvalid", why, "metadata.resourceVersion");
    }

    /** The object in the body; of built-in types it need not say what it is. */
    private static ObjectNode body(ApiRequest request, ResourceType type) {
        ObjectNode object = request.object(type.kind()).deepCopy();
        if (!type.isCustom()) {
            Defaults.putIfAbsent(object, "kind", type.kind());
            Defaults.putIfAbsent(object, "apiVersion", type.apiVersion());
        }
        checkType(object, type);
        return object;
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
            default -> new StrategicMergePatch(target.type()).apply(live, request.tree());
        };
        if (!target.type().isCustom()) {
            Defaults.putIfAbsent(after, "kind", target.type().kind());
            Defaults.putIfAbsent(after, "apiVersion", target.type().apiVersion());
        }
        PatchedFit.check(after, request, target.type());
        place(after, target);
        return new Patched(commit(live, after, request, target, true), false);
    }

    private Patched apply(ApiRequest request, Target target) {
        if (!target.subresource().isEmpty()) {
            live(target);
        }
        ObjectNode config = request.object().deepCopy();
        checkApplied(config, target.type());
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
            String uid = Trees.uid(config);
            if (!uid.isEmpty()) {
                throw ApiFailure.conflict(
                        target.type(),
                        target.name(),
                        "uid mismatch: the provided object specified uid " + uid
                                + ", and no existing object was found");
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
    }

    /** An object that is put may say which one it means. */
    private static void checkUid(String live, ObjectNode object, Target target) {
        String uid = Trees.uid(object);
        if (!uid.isEmpty() && !uid.equals(live)) {
            String namespace = target.namespace().isEmpty() ? "" : target.namespace() + "/";
            throw ApiFailure.conflict(
                    target.type(),
                    target.name(),
                    "StorageError: invalid object, Code: 4, Key: /registry/"
                            + target.type().plural() + "/" + namespace + target.name()
                            + ", ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: "
                            + uid + ", UID in object meta: " + live);
        }
    }

    /** Keeps what an object has become. */
    private ObjectNode commit(
            ObjectNode live, ObjectNode wanted, ApiRequest request, Target target, boolean notesManager) {
        ResourceType type = target.type();
        checkRevision(live, wanted, target);
        ImmutableFields.checkMetadata(live, wanted, type);
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
        boolean annotated =
                !Trees.at(live, "metadata", "annotations").equals(Trees.at(after, "metadata", "annotations"));
        if (annotated
                && type.key().equals("deployments.apps")
                && target.subresource().isEmpty()) {
            Trees.child(after, "metadata").put("generation", Trees.number(live, 0, "metadata", "generation") + 1);
        }
        if (request.isDryRun()) {
            return after;
        }
        if (!after.equals(live) && deletion.isOver(after, type)) {
            objects.store().remove(type.key(), live);
            return after;
        }
        return objects.replace(live, after, type);
    }

    private static ObjectNode combined(ObjectNode live, ObjectNode wanted, Target target) {
        if (target.subresource().equals("status")) {
            ObjectNode after = live.deepCopy();
            after.set("status", wanted.path("status").deepCopy());
            takeMetadata(wanted, after, target.type());
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

    /** Of built-in types the status goes with labels and annotations, but Deployments keep their labels. */
    private static void takeMetadata(ObjectNode from, ObjectNode to, ResourceType type) {
        if (type.isCustom()) {
            return;
        }
        ObjectNode metadata = Trees.child(to, "metadata");
        for (String field : type.key().equals("deployments.apps") ? List.of("annotations") : STATUS_METADATA) {
            JsonNode value = Trees.at(from, "metadata", field);
            if (value.isMissingNode() || value.isNull()) {
                metadata.remove(field);
            } else {
                metadata.set(field, value.deepCopy());
            }
        }
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

    /** @throws ApiFailure if an object says that it is of another type */
    static void checkType(ObjectNode object, ResourceType type) {
        String apiVersion = Trees.text(object, "apiVersion");
        String kind = Trees.text(object, "kind");
        if (apiVersion.isEmpty() || kind.isEmpty()) {
            String missing = kind.isEmpty() ? "Kind" : "apiVersion";
            throw ApiFailure.badRequest("Object '" + missing + "' is missing in '" + object + "'");
        }
        if (!kind.equals(type.kind()) || (!apiVersion.equals(type.apiVersion()) && !type.isCustom())) {
            throw ApiFailure.badRequest(unfit(apiVersion, kind, type));
        }
        if (!apiVersion.equals(type.apiVersion())) {
            throw ApiFailure.badRequest("the API version in the data (" + apiVersion
                    + ") does not match the expected API version (" + type.apiVersion() + ")");
        }
    }

    /** Why the decoder cannot make an object of a type out of what says that it is something else. */
    private static String unfit(String apiVersion, String kind, ResourceType type) {
        String version = apiVersion.substring(apiVersion.indexOf('/') + 1);
        String internal = type.group().isEmpty() ? "core" : type.group().split("\\.")[0];
        return kind + " in version \"" + version + "\" cannot be handled as a " + type.kind() + ": "
                + (ResourceTypes.isBuiltIn(apiVersion, kind)
                        ? "converting (" + version + "." + kind + ") to (" + internal + "." + type.kind()
                                + "): unknown conversion"
                        : "no kind \"" + kind + "\" is registered for version \"" + apiVersion
                                + "\" in scheme \"k8s.io/kubernetes/pkg/api/legacyscheme/scheme.go:30\"");
    }

    private static void checkApplied(ObjectNode config, ResourceType type) {
        String apiVersion = Trees.text(config, "apiVersion");
        if (!apiVersion.equals(type.apiVersion())) {
            throw ApiFailure.badRequest("Incorrect version specified in apply patch. Specified patch version: "
                    + apiVersion + ", expected: " + type.apiVersion());
        }
        checkType(config, type);
    }

    /** Puts a new object where the request says. */
    private static void placeNew(ObjectNode object, Target target) {
        ObjectNode metadata = Trees.child(object, "metadata");
        String namespace = Trees.text(metadata, "namespace");
        if (!target.type().namespaced()) {
            metadata.remove("namespace");
        } else if (!namespace.isEmpty() && !namespace.equals(target.namespace())) {
            throw ApiFailure.badRequest(
                    "the namespace of the provided object does not match the namespace sent on the request");
        } else {
            metadata.put("namespace", target.namespace());
        }
    }

    /** Puts a changed object where the request says, if it does not say otherwise itself. */
    static void place(ObjectNode object, Target target) {
        ObjectNode metadata = Trees.child(object, "metadata");
        String namespace = Trees.text(metadata, "namespace");
        if (!target.type().namespaced()) {
            metadata.remove("namespace");
        } else if (namespace.isEmpty()) {
            metadata.put("namespace", target.namespace());
        } else if (!namespace.equals(target.namespace())) {
            throw ApiFailure.badRequest("the namespace of the object (" + namespace
                    + ") does not match the namespace on the request (" + target.namespace() + ")");
        }
        String name = Trees.text(metadata, "name");
        if (name.isEmpty()) {
            throw ApiFailure.badRequest("the name of the object (" + target.name()
                    + " based on URL) was undeterminable: name must be provided");
        }
        if (!name.equals(target.name())) {
            throw ApiFailure.badRequest(
                    "the name of the object (" + name + ") does not match the name on the URL (" + target.name() + ")");
        }
    }
}
