package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * One write.
 *
 * @param revision the resourceVersion that it brought
 * @param before null if the object was created
 * @param after null if the object was deleted
 */
record Change(
        long revision,
        String typeKey,
        @Nullable ObjectNode before,
        @Nullable ObjectNode after) {

    /** The object, as it is or as it was at last, with the resourceVersion of the change. */
    ObjectNode object() {
        return after != null ? after : last();
    }

    /** The object as it was before the change, with the resourceVersion of the change: what a watch says of an object that it loses. */
    ObjectNode last() {
        ObjectNode last = before == null ? Trees.object() : before.deepCopy();
        Trees.child(last, "metadata").put("resourceVersion", String.valueOf(revision));
        return last;
    }

    String key() {
        return ObjectStore.key(object());
    }
}
