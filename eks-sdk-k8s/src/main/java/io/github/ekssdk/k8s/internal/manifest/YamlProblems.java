package io.github.ekssdk.k8s.internal.manifest;

import io.github.ekssdk.error.InvalidSpecException;
import io.github.ekssdk.error.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** What is wrong with a YAML text, by line and column. */
final class YamlProblems {

    private final String source;
    private final List<Problem> found = new ArrayList<>();

    YamlProblems(String source) {
        this.source = source;
    }

    void add(Node node, String message, String hint) {
        add(node.getStartMark(), message, hint);
    }

    void add(Optional<Mark> mark, String message, String hint) {
        String place = mark.map(at -> ":" + (at.getLine() + 1) + ":" + (at.getColumn() + 1))
                .orElse("");
        found.add(new Problem(source + place, message, hint));
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidSpecException(found);
        }
    }
}
