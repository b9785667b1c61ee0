package io.github.ekssdk.k8s.internal.check;

import io.github.ekssdk.error.Problem;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with the objects of components, and what their author should know. */
public final class Findings {

    private final List<Problem> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    Findings() {}

    /** Returns what cannot work, in the order of the components. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** Returns what may not work, in whole sentences. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    void problem(Described object, String message, String hint) {
        problems.add(new Problem(object.path(), message, hint));
    }

    void warning(Described object, String sentence) {
        warnings.add(object.path() + ": " + sentence);
    }
}
