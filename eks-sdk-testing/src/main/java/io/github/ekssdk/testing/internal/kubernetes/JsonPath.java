package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The simple JSON paths that columns of CustomResourceDefinitions may have; of several values the first. */
final class JsonPath {
    private static final Pattern STEP = Pattern.compile("\\.?(?:"
            + "\\[\\?\\(\\s*@\\.([\\w.-]+)\\s*==\\s*[\"']([^\"']*)[\"']\\s*\\)]" // [?(@.type=="Ready")]
            + "|\\[['\"]([^'\"]+)['\"]]" // ['key']
            + "|\\[(\\d+|\\*)]" // [0], [*]
            + "|((?:[^.\\[\\\\]|\\\\.)+))"); // key, with \. for a dot

    private final List<Step> steps;

    private JsonPath(List<Step> steps) {
        this.steps = steps;
    }

    private interface Step {
        JsonNode of(JsonNode node);
    }

    static JsonPath parse(String text) {
        List<Step> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(text);
        int at = 0;
        while (at < text.length() && matcher.region(at, text.length()).lookingAt()) {
            steps.add(step(matcher));
            at = matcher.end();
        }
        if (at < text.length()) {
            return new JsonPath(List.of(node -> MissingNode.getInstance()));
        }
        return new JsonPath(steps);
    }

    private static Step step(Matcher found) {
        String field = found.group(1);
        if (field != null) {
            return chosen(field, found.group(2));
        }
        if (found.group(4) != null) {
            int index = found.group(4).equals("*") ? 0 : Integer.parseInt(found.group(4));
            return node -> node.path(index);
        }
        String quoted = found.group(3);
        String key = quoted != null ? quoted : found.group(5).replace("\\", "");
        return node -> node.path(key);
    }

    private static Step chosen(String field, String value) {
        return node -> {
            for (JsonNode item : node) {
                if (Trees.text(item, field.split("\\.")).equals(value)) {
                    return item;
                }
            }
            return MissingNode.getInstance();
        };
    }

    JsonNode of(JsonNode object) {
        JsonNode found = object;
        for (Step step : steps) {
            found = step.of(found);
        }
        return found;
    }
}
