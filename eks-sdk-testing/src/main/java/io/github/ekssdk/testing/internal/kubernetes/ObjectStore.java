package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The objects of a cluster and the latest writes, as etcd has them. What is in it is never changed, only replaced, so it may be
 * handed out without a copy.
 */
final class ObjectStore {
    private static final int REMEMBERED = 20_000;

    private final Map<String, NavigableMap<String, ObjectNode>> objects = new TreeMap<>();
    private final Map<String, Long> lastChange = new HashMap<>();
    private final Deque<Change> history = new ArrayDeque<>();
    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
    private long revision = 1;
    private long compacted = 1;

    /** What objects of one type are told apart by. */
    static String key(ObjectNode object) {
        return key(Trees.namespace(object), Trees.name(object));
    }

    static String key(String namespace, String name) {
        return namespace + "/" + name;
    }

    long revision() {
        return revision;
    }

    /** Writes up to that one are forgotten. */
    long compacted() {
        return compacted;
    }

    /** Forgets all writes, as etcd does every few minutes: watches and pages of before have to start anew. */
    void compact() {
        history.clear();
        compacted = revision;
    }

    /** The latest write to objects of a type. */
    long lastChange(String typeKey) {
        return lastChange.getOrDefault(typeKey, 0L);
    }

    Optional<ObjectNode> get(String typeKey, String namespace, String name) {
        return Optional.ofNullable(of(typeKey).get(key(namespace, name)));
    }

    /** The objects of a type by namespace and name. */
    NavigableMap<String, ObjectNode> of(String typeKey) {
        return objects.getOrDefault(typeKey, Collections.emptyNavigableMap());
    }

    Collection<ObjectNode> all(String typeKey) {
        return new ArrayList<>(of(typeKey).values());
    }

    Collection<ObjectNode> in(String typeKey, String namespace) {
        return new ArrayList<>(
                of(typeKey).subMap(namespace + "/", namespace + "0").values());
    }

    /** Keys of the types that there are objects of. */
    List<String> types() {
        return List.copyOf(objects.keySet());
    }

    /** Keeps an object, which becomes the property of the store, and gives it its resourceVersion. */
    ObjectNode put(String typeKey, ObjectNode object) {
        revision++;
        Trees.child(object, "metadata").put("resourceVersion", String.valueOf(revision));
        ObjectNode before =
                objects.computeIfAbsent(typeKey, type -> new TreeMap<>()).put(key(object), object);
        record(new Change(revision, typeKey, before, object));
        return object;
    }

    ObjectNode remove(String typeKey, ObjectNode object) {
        NavigableMap<String, ObjectNode> siblings = objects.getOrDefault(typeKey, new TreeMap<>());
        ObjectNode before = siblings.remove(key(object));
        if (before == null) {
            return object;
        }
        if (siblings.isEmpty()) {
            objects.remove(typeKey);
        }
        revision++;
        Change change = new Change(revision, typeKey, before, null);
        record(change);
        return change.object();
    }

    private void record(Change change) {
        lastChange.put(change.typeKey(), change.revision());
        history.addLast(change);
        if (history.size() > REMEMBERED) {
            compacted = history.removeFirst().revision();
        }
        listeners.forEach(listener -> listener.accept(change));
    }

    /** The writes to objects of a type after a revision, oldest first. */
    List<Change> since(String typeKey, long after) {
        List<Change> found = new ArrayList<>();
        for (Iterator<Change> all = history.descendingIterator(); all.hasNext(); ) {
            Change change = all.next();
            if (change.revision() <= after) {
                break;
            }
            if (change.typeKey().equals(typeKey)) {
                found.add(change);
            }
        }
        Collections.reverse(found);
        return found;
    }

    /** The objects of a type as they were at a revision that is still remembered. */
    NavigableMap<String, ObjectNode> at(String typeKey, long past) {
        NavigableMap<String, ObjectNode> then = new TreeMap<>(of(typeKey));
        List<Change> undone = since(typeKey, past);
        for (int i = undone.size() - 1; i >= 0; i--) {
            Change change = undone.get(i);
            if (change.before() == null) {
                then.remove(change.key());
            } else {
                then.put(change.key(), change.before());
            }
        }
        return then;
    }

    void listen(Consumer<Change> listener) {
        listeners.add(listener);
    }

    void leave(Consumer<Change> listener) {
        listeners.remove(listener);
    }
}
