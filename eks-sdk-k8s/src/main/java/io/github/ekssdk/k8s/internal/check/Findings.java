package io.github.ekssdk.k8s.internal.check;

import io.github.ekssdk.error.Problem;
import io.github.ekssdk.spec.KubernetesObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is wrong with the objects of components, and what their author should know. */
public final class Findings {

    private final List<Problem> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Map<String, KubernetesObject> undefined = new LinkedHashMap<>();

    Findings() {}

    /** Returns what cannot work, in the order of the components. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** Returns what may not work, in whole sentences. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** Returns the warnings that come to nothing where the cluster has the kind of an object, each with the object. */
    public Map<String, KubernetesObject> undefined() {
        return Collections.unmodifiableMap(undefined);
    }

    void undefined(Described object, String sentence) {
        warning(object, sentence);
        undefined.put(warnings.get(warnings.size() - 1), object.object());
    }

    void problem(Described object, String message, String hint) {
        problems.add(new Problem(object.path(), message, hint));
    }

    void warning(Described object, String sentence) {
        warnings.add(object.path() + ": " + sentence);
    }
}
