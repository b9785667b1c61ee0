package io.github.ekssdk.testing.internal.protocol;

import io.github.ekssdk.testing.internal.protocol.WireRequest.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A form whose dotted names are taken apart: {@code Tag.1.Key=a} is a tree of three levels. */
final class FormTree {
    private final Map<String, FormTree> children = new LinkedHashMap<>();
    private @Nullable String value;

    static FormTree of(List<Parameter> parameters) {
        FormTree root = new FormTree();
        for (Parameter parameter : parameters) {
            root.at(parameter.name()).value = parameter.value();
        }
        return root;
    }

    private FormTree at(String path) {
        FormTree node = this;
        int start = 0;
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', start)) {
            node = node.children.computeIfAbsent(path.substring(start, dot), name -> new FormTree());
            start = dot + 1;
        }
        return node.children.computeIfAbsent(path.substring(start), name -> new FormTree());
    }

    @Nullable String value() {
        return value;
    }

    @Nullable FormTree child(String name) {
        return children.get(name);
    }

    /** The numbered children in the order of their numbers. */
    List<FormTree> numbered() {
        Map<Integer, FormTree> sorted = new TreeMap<>();
        children.forEach((name, child) -> {
            if (isNumber(name)) {
                sorted.put(Integer.valueOf(name), child);
            }
        });
        return new ArrayList<>(sorted.values());
    }

    boolean hasNumbered() {
        return children.keySet().stream().anyMatch(FormTree::isNumber);
    }

    /** The only child that has numbered children; clients differ in the name that they put between. */
    @Nullable FormTree wrapper() {
        for (FormTree child : children.values()) {
            if (child.hasNumbered()) {
                return child;
            }
        }
        return null;
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() < 7 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
