package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** What the class of an ingress says, and the IngressClassParams that the class names. */
final class IngressClasses {
    static final String KEY = "ingressclasses.networking.k8s.io";
    private static final String PARAMS = "ingressclassparams.";

    private final ClusterObjects objects;

    IngressClasses(ClusterObjects objects) {
        this.objects = objects;
    }

    /**
     * The class of an ingress.
     *
     * @param controller name of the controller that takes care of it; empty if there is no such class
     * @param scheme what the parameters of the class set for all its ingresses
     * @param problem why the class cannot be used; empty if it can
     */
    record Settings(String controller, Optional<String> scheme, String problem) {}

    Settings of(ObjectNode ingress) {
        String name = Trees.text(ingress, "spec", "ingressClassName");
        Optional<ObjectNode> found = objects.get(KEY, "", name);
        String controller =
                found.map(one -> Trees.text(one, "spec", "controller")).orElse("");
        JsonNode reference = found.<JsonNode>map(one -> Trees.at(one, "spec", "parameters"))
                .filter(one -> Trees.text(one, "kind").equals("IngressClassParams"))
                .orElseGet(Trees::object);
        if (reference.isEmpty()) {
            return new Settings(controller, Optional.empty(), "");
        }
        String type = PARAMS + Trees.text(reference, "apiGroup");
        String wanted = Trees.text(reference, "name");
        return objects.get(type, "", wanted)
                .map(params -> new Settings(controller, scheme(params), ""))
                .orElseGet(() -> new Settings(
                        controller,
                        Optional.empty(),
                        "invalid ingress class: " + type + " \"" + wanted + "\" not found"));
    }

    private static Optional<String> scheme(JsonNode params) {
        return Optional.of(Trees.text(params, "spec", "scheme")).filter(scheme -> !scheme.isEmpty());
    }
}
