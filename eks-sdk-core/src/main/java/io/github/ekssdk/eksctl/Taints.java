package io.github.ekssdk.eksctl;

import io.github.ekssdk.eksctl.Shape.Field;
import io.github.ekssdk.eksctl.Shape.Holds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Taints, which eksctl takes in two forms. */
final class Taints {

    private static final Shape NOTHING = new Shape(Map.of());

    /** A taint as an object. */
    static final Shape SHAPE = new Shape(Map.of(
            "key", new Field(Holds.TEXT, true, List.of(), NOTHING),
            "value", new Field(Holds.TEXT, false, List.of(), NOTHING),
            "effect", new Field(Holds.TEXT, true, List.of("NoSchedule", "PreferNoSchedule", "NoExecute"), NOTHING)));

    private Taints() {}

    /** Returns the taints of a node group, each as {@code key=value:Effect}. */
    static List<String> read(Section group) {
        List<String> taints = new ArrayList<>();
        if (group.isList("taints")) {
            group.sections("taints")
                    .forEach(taint -> taints.add(taint.text("key").orElse("") + "="
                            + taint.text("value").orElse("") + ":"
                            + taint.text("effect").orElse("")));
        } else {
            group.textMap("taints").forEach((key, value) -> taints.add(key + "=" + value));
        }
        return taints;
    }
}
