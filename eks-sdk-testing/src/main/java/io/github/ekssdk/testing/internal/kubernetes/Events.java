package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** Events that tell why something does not happen; each reason once for an object, with a count. */
final class Events {
    private final ClusterObjects objects;
    private final String source;

    /** @param source the controller that tells */
    Events(ClusterObjects objects, String source) {
        this.objects = objects;
        this.source = source;
    }

    void warn(ObjectNode object, String reason, String message) {
        String namespace = Trees.namespace(object).isEmpty() ? "default" : Trees.namespace(object);
        String name = Trees.name(object) + "." + reason.toLowerCase(Locale.ROOT);
        if (objects.get("events", namespace, name).isPresent()) {
            return;
        }
        ObjectNode event = NamespaceController.named(namespace, name);
        event.putObject("involvedObject")
                .put("apiVersion", Trees.text(object, "apiVersion"))
                .put("kind", Trees.text(object, "kind"))
                .put("namespace", Trees.namespace(object))
                .put("name", Trees.name(object))
                .put("uid", Trees.uid(object));
        event.putObject("source").put("component", source);
        event.put("type", "Warning")
                .put("reason", reason)
                .put("message", message)
                .put("firstTimestamp", objects.time())
                .put("lastTimestamp", objects.time())
                .put("count", 1);
        objects.create("events", event);
    }
}
