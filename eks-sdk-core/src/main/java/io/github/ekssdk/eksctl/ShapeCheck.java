package io.github.ekssdk.eksctl;

import io.github.ekssdk.eksctl.Shape.Field;
import io.github.ekssdk.eksctl.Shape.Holds;
import io.github.ekssdk.error.Problem;
import io.github.ekssdk.internal.Spelling;
import io.github.ekssdk.internal.Yaml;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Compares a document with the format: unknown, repeated and missing keys, wrong types, words that are not allowed. */
final class ShapeCheck {

    private final List<Problem> problems = new ArrayList<>();

    /** Returns everything that is wrong, in the order of the document. */
    static List<Problem> check(Node root, Shape shape) {
        ShapeCheck check = new ShapeCheck();
        check.object(root, shape, "");
        return check.problems;
    }

    private void object(Node node, Shape shape, String path) {
        if (!(node instanceof MappingNode map)) {
            wrongType(node, path.isEmpty() ? "the document" : path, Holds.OBJECT);
            return;
        }
        Set<String> seen = new HashSet<>();
        for (NodeTuple entry : map.getValue()) {
            String key = Yaml.textOf(entry.getKeyNode()).orElse("?");
            String at = path.isEmpty() ? key : path + "." + key;
            if (!seen.add(key)) {
                add(entry.getKeyNode(), at, "The key is there twice.", "Leave one of them out.");
            }
            shape.field(key)
                    .ifPresentOrElse(
                            field -> value(entry.getValueNode(), field, at),
                            () -> add(
                                    entry.getKeyNode(),
                                    at,
                                    "eksctl's format has no such key here.",
                                    Spelling.near(key, shape.fields().keySet())
                                            .map(near -> "Did you mean " + near + "?")
                                            .orElse("Leave it out.")));
        }
        shape.fields().forEach((name, field) -> {
            if (field.required() && !seen.contains(name)) {
                add(node, path.isEmpty() ? name : path + "." + name, "The key is missing.", "eksctl asks for it.");
            }
        });
    }

    private void value(Node node, Field field, String path) {
        if (Yaml.isNull(node)) {
            if (field.required()) {
                add(node, path, "There is nothing.", "eksctl asks for " + field.holds() + " here.");
            }
            return;
        }
        switch (field.holds()) {
            case OBJECT -> object(node, field.shape(), path);
            case OBJECTS -> items(node, path, Holds.OBJECTS, (item, at) -> object(item, field.shape(), at));
            case NAMED_OBJECTS ->
                entries(node, path, Holds.NAMED_OBJECTS, (item, at) -> object(item, field.shape(), at));
            case TEXTS -> items(node, path, Holds.TEXTS, this::text);
            case TEXT_MAP -> entries(node, path, Holds.TEXT_MAP, this::text);
            case TAINTS -> taints(node, path);
            case FREE -> free(node, path);
            case TEXT -> word(node, field, path);
            case INTEGER -> tagged(node, path, Holds.INTEGER, Tag.INT);
            case NUMBER -> tagged(node, path, Holds.NUMBER, Tag.INT, Tag.FLOAT);
            case FLAG -> flag(node, path);
        }
    }

    private void taints(Node node, String path) {
        if (node instanceof MappingNode) {
            entries(node, path, Holds.TAINTS, this::text);
        } else {
            items(node, path, Holds.TAINTS, (item, at) -> object(item, Taints.SHAPE, at));
        }
    }

    private void free(Node node, String path) {
        if (!(node instanceof MappingNode)) {
            wrongType(node, path, Holds.FREE);
        }
    }

    private void word(Node node, Field field, String path) {
        text(node, path);
        Optional<String> said = Yaml.textOf(node).filter(word -> node.getTag().equals(Tag.STR));
        if (said.isPresent()
                && !field.choices().isEmpty()
                && field.choices().stream().noneMatch(said.get()::equalsIgnoreCase)) {
            add(
                    node,
                    path,
                    "'" + said.get() + "' is not among what eksctl knows.",
                    "Write " + String.join(" or ", field.choices()) + ".");
        }
    }

    /** eksctl reads YAML 1.1, in which yes, no, on and off without quotation marks are no texts. */
    private void text(Node node, String path) {
        if (!(node instanceof ScalarNode scalar)) {
            wrongType(node, path, Holds.TEXT);
        } else if (!scalar.getTag().equals(Tag.STR) || Flags.read(scalar).isPresent()) {
            add(
                    node,
                    path,
                    scalar.getValue() + " without quotation marks is " + what(scalar) + ", not text.",
                    "Write \"" + scalar.getValue() + "\".");
        }
    }

    private static String what(ScalarNode scalar) {
        if (Flags.read(scalar).isPresent()) {
            return "true or false";
        }
        return scalar.getTag().equals(Tag.FLOAT)
                ? "the number " + Double.valueOf(scalar.getValue())
                : scalar.getTag().equals(Tag.INT) ? "a number" : "nothing";
    }

    private void flag(Node node, String path) {
        if (!(node instanceof ScalarNode scalar) || Flags.read(scalar).isEmpty()) {
            wrongType(node, path, Holds.FLAG);
        }
    }

    private void tagged(Node node, String path, Holds type, Tag... tags) {
        if (!List.of(tags).contains(node.getTag())) {
            wrongType(node, path, type);
        }
    }

    private void items(Node node, String path, Holds type, Visit visit) {
        if (!(node instanceof SequenceNode list)) {
            wrongType(node, path, type);
            return;
        }
        for (int i = 0; i < list.getValue().size(); i++) {
            visit.visit(list.getValue().get(i), path + "[" + i + "]");
        }
    }

    private void entries(Node node, String path, Holds type, Visit visit) {
        if (!(node instanceof MappingNode map)) {
            wrongType(node, path, type);
            return;
        }
        map.getValue()
                .forEach(entry -> visit.visit(
                        entry.getValueNode(),
                        path + "." + Yaml.textOf(entry.getKeyNode()).orElse("?")));
    }

    private void wrongType(Node node, String path, Holds expected) {
        String found = switch (node.getNodeType()) {
            case MAPPING -> "an object";
            case SEQUENCE -> "a list";
            default -> "'" + Yaml.textOf(node).orElse("") + "'";
        };
        add(node, path, "There is " + found + ".", "eksctl asks for " + expected + " here.");
    }

    private void add(Node node, String path, String message, String hint) {
        problems.add(new Problem(place(node) + path, message, hint));
    }

    /** Returns line and column of a node, to stand before its path. */
    static String place(Node node) {
        Optional<Mark> mark = node.getStartMark();
        return mark.map(at -> "line " + (at.getLine() + 1) + ", column " + (at.getColumn() + 1) + ", ")
                .orElse("");
    }

    /** Looks at an item and where it stands. */
    private interface Visit {
        void visit(Node node, String path);
    }
}
