package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ekssdk.testing.internal.Seeds;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The objects of a cluster as its own controllers see and write them: past authorization, admission and validation. */
final class ClusterObjects {
    private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";

    private final ObjectStore store = new ObjectStore();
    private final ResourceTypes types = new ResourceTypes();
    private final Supplier<Instant> clock;
    private final long seed;
    private long drawn;

    ClusterObjects(Supplier<Instant> clock, long seed) {
        this.clock = clock;
        this.seed = seed;
    }

    ObjectStore store() {
        return store;
    }

    ResourceTypes types() {
        return types;
    }

    Instant now() {
        return clock.get();
    }

    /** The present as objects say it, in whole seconds. */
    String time() {
        return time(now());
    }

    static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    String uid() {
        long high = Seeds.mix(seed, drawn++);
        long low = Seeds.mix(high, 1);
        return new UUID((high & ~0xf000L) | 0x4000L, (low & ~(3L << 62)) | (2L << 62)).toString();
    }

    /** The random-looking end of a generated name. */
    String suffix() {
        return letters(Seeds.mix(seed, drawn++), 5);
    }

    /** Letters and digits that are never a word, the same for the same value. */
    static String letters(long value, int count) {
        StringBuilder text = new StringBuilder();
        long rest = value;
        for (int i = 0; i < count; i++) {
            text.append(LETTERS.charAt((int) Long.remainderUnsigned(rest, LETTERS.length())));
            rest = Long.divideUnsigned(rest, LETTERS.length());
        }
        return text.toString();
    }

    Optional<ObjectNode> get(String typeKey, String namespace, String name) {
        return store.get(typeKey, namespace, name);
    }

    Collection<ObjectNode> all(String typeKey) {
        return store.all(typeKey);
    }

    Collection<ObjectNode> in(String typeKey, String namespace) {
        return store.in(typeKey, namespace);
    }

    /** Fills in what the server gives to each new object. */
    void bear(ObjectNode object, ResourceType type) {
        ObjectNode metadata = Trees.child(object, "metadata");
        if (Trees.name(object).isEmpty() && metadata.has("generateName")) {
            metadata.put("name", Trees.text(metadata, "generateName") + suffix());
        }
        metadata.put("uid", uid());
        metadata.put("creationTimestamp", time());
        metadata.remove("deletionTimestamp");
        metadata.remove("deletionGracePeriodSeconds");
        metadata.remove("selfLink");
        if (hasGeneration(type)) {
            metadata.put("generation", 1);
        } else {
            metadata.remove("generation");
        }
        Defaults.fill(object, type);
    }

    static boolean hasGeneration(ResourceType type) {
        return type.isCustom()
                || type.key().equals("replicationcontrollers")
                || switch (type.group()) {
                    case "apps",
                            "batch",
                            "networking.k8s.io",
                            "policy",
                            "apiextensions.k8s.io",
                            "admissionregistration.k8s.io",
                            "discovery.k8s.io",
                            "scheduling.k8s.io",
                            "flowcontrol.apiserver.k8s.io" -> !type.plural().equals("controllerrevisions");
                    default -> false;
                };
    }

    /** What is wanted: the spec, or all that an object says if it has none or is a custom one. */
    private static ObjectNode wanted(ObjectNode object, ResourceType type) {
        ObjectNode wanted = object.deepCopy();
        boolean specOnly = object.has("spec") && !type.isCustom();
        wanted.remove(specOnly ? Trees.namesExcept(object, "spec") : List.of("metadata", "status"));
        return wanted;
    }

    /** Keeps an object that is no longer what it was; the generation grows with what is wanted. */
    ObjectNode replace(ObjectNode before, ObjectNode after, ResourceType type) {
        if (before.equals(after)) {
            return before;
        }
        if (hasGeneration(type) && !wanted(before, type).equals(wanted(after, type))) {
            Trees.child(after, "metadata").put("generation", Trees.number(before, 0, "metadata", "generation") + 1);
        }
        return store.put(type.key(), after);
    }

    /** Makes an object, unless there is one of its name. */
    ObjectNode create(String typeKey, ObjectNode object) {
        ResourceType type = types.require(typeKey);
        Optional<ObjectNode> present = get(typeKey, Trees.namespace(object), Trees.name(object));
        if (present.isPresent()) {
            return present.get();
        }
        object.put("apiVersion", type.apiVersion()).put("kind", type.kind());
        bear(object, type);
        return store.put(typeKey, object);
    }

    /** Changes an object, if it is still there. */
    void change(String typeKey, ObjectNode object, Consumer<ObjectNode> change) {
        get(typeKey, Trees.namespace(object), Trees.name(object)).ifPresent(present -> {
            ObjectNode copy = present.deepCopy();
            change.accept(copy);
            replace(present, copy, types.require(typeKey));
        });
    }

    /** Sets the status of an object. */
    void status(String typeKey, ObjectNode object, Consumer<ObjectNode> change) {
        change(typeKey, object, copy -> change.accept(Trees.child(copy, "status")));
    }
}
