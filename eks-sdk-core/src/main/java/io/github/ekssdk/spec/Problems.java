package io.github.ekssdk.spec;

import io.github.ekssdk.error.InvalidSpecException;
import io.github.ekssdk.error.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** Collects what is wrong with a spec, each with its path. */
final class Problems {

    private final List<Problem> found;
    private final String path;

    Problems() {
        this(new ArrayList<>(), "");
    }

    private Problems(List<Problem> found, String path) {
        this.found = found;
        this.path = path;
    }

    /** A view on the same collection for the part called {@code name}. */
    Problems at(String name) {
        return new Problems(found, path.isEmpty() ? name : path + "." + name);
    }

    /** A view on the same collection for one element of this part. */
    Problems element(Object key) {
        return new Problems(found, path + "[" + key + "]");
    }

    void add(String message, String hint) {
        found.add(new Problem(path, message, hint));
    }

    void addAll(Problems others) {
        found.addAll(others.found);
    }

    /** Returns a spec with which nothing is wrong, or throws with all that is. */
    static <T> T refusing(T spec, BiConsumer<? super T, Problems> rules) {
        Problems problems = new Problems();
        rules.accept(spec, problems);
        problems.throwIfAny();
        return spec;
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidSpecException(found);
        }
    }
}
