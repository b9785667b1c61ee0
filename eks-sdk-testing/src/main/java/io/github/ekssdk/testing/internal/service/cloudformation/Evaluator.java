package io.github.ekssdk.testing.internal.service.cloudformation;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Works the functions of a template out, once the things that they refer to are known. */
final class Evaluator {
    private static final Object NOTHING = new Object();
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(!?)([^${}]+)}");

    private final Template template;
    private final Map<String, Object> parameters;
    private final Surroundings surroundings;

    /** What an evaluation needs to know beyond the template. */
    interface Surroundings {
        /** {@code AWS::Region} and the like. */
        @Nullable String pseudo(String name);

        /** What {@code Ref} gives for a resource. */
        String reference(String logicalId);

        Object attribute(String logicalId, String name);

        /** The value of an export of another stack. */
        String exported(String name);

        List<String> zones(String region);
    }

    Evaluator(Template template, Map<String, Object> parameters, Surroundings surroundings) {
        this.template = template;
        this.parameters = parameters;
        this.surroundings = surroundings;
    }

    /** Whether a condition holds; no condition always does. */
    boolean holds(@Nullable Object condition) {
        if (condition == null) {
            return true;
        }
        String name = Values.text(condition);
        Object definition = template.section("Conditions").get(name);
        if (definition == null) {
            throw CfnRefusals.format("Unresolved condition dependency " + name);
        }
        return isTrue(value(definition));
    }

    Map<String, Object> map(@Nullable Object raw) {
        return raw == null ? Map.of() : Values.map(value(raw));
    }

    Object value(Object raw) {
        Object found = evaluate(raw);
        return found == NOTHING ? "" : found;
    }

    private Object evaluate(Object raw) {
        if (raw instanceof Collection<?> items) {
            return items.stream()
                    .map(this::evaluate)
                    .filter(item -> item != NOTHING)
                    .toList();
        }
        if (!Values.isMap(raw)) {
            return raw;
        }
        Map<String, Object> map = Values.map(raw);
        if (map.size() == 1) {
            Map.Entry<String, Object> only = map.entrySet().iterator().next();
            if (isFunction(only.getKey(), only.getValue())) {
                return function(only.getKey(), only.getValue());
            }
        }
        Map<String, Object> result = new LinkedHashMap<>();
        map.forEach((key, item) -> {
            Object found = evaluate(item);
            if (found != NOTHING) {
                result.put(key, found);
            }
        });
        return result;
    }

    private static boolean isFunction(String key, Object argument) {
        return key.equals("Ref") || key.startsWith("Fn::") || (key.equals("Condition") && argument instanceof String);
    }

    private Object function(String name, Object argument) {
        return switch (name) {
            case "Ref" -> reference(Values.text(argument));
            case "Condition" -> holds(argument);
            case "Fn::GetAtt" -> attribute(argument);
            case "Fn::Sub" -> substitute(Values.list(argument));
            case "Fn::Join" -> join(Values.list(argument));
            case "Fn::Select" -> select(Values.list(argument));
            case "Fn::Split" -> split(Values.list(argument));
            case "Fn::GetAZs" -> surroundings.zones(Values.text(value(argument)));
            case "Fn::Cidr" -> Cidrs.split(Values.texts(value(argument)));
            case "Fn::FindInMap" -> find(Values.texts(value(argument)));
            case "Fn::ImportValue" -> surroundings.exported(Values.text(value(argument)));
            case "Fn::Base64" ->
                Base64.getEncoder().encodeToString(Values.text(value(argument)).getBytes(StandardCharsets.UTF_8));
            case "Fn::If" -> choose(Values.list(argument));
            case "Fn::Equals" -> isEqual(Values.list(argument));
            case "Fn::Not" -> !isTrue(value(Values.list(argument).get(0)));
            case "Fn::And" -> Values.list(argument).stream().allMatch(item -> isTrue(value(item)));
            case "Fn::Or" -> Values.list(argument).stream().anyMatch(item -> isTrue(value(item)));
            default -> throw CfnRefusals.template("the function " + name + " is not in the fake AWS");
        };
    }

    private Object reference(String name) {
        if (name.equals("AWS::NoValue")) {
            return NOTHING;
        }
        Object parameter = parameters.get(name);
        if (parameter != null) {
            return parameter;
        }
        String pseudo = surroundings.pseudo(name);
        return pseudo == null ? surroundings.reference(name) : pseudo;
    }

    private Object attribute(Object argument) {
        List<String> parts = Values.texts(value(argument));
        String whole = String.join(".", parts);
        int dot = whole.indexOf('.');
        return surroundings.attribute(whole.substring(0, dot), whole.substring(dot + 1));
    }

    private String substitute(List<Object> parts) {
        Map<String, Object> own = parts.size() > 1 ? map(parts.get(1)) : Map.of();
        Matcher matcher = PLACEHOLDER.matcher(Values.text(parts.get(0)));
        return matcher.replaceAll(match -> Matcher.quoteReplacement(
                match.group(1).isEmpty() ? placed(match.group(2).trim(), own) : "${" + match.group(2) + "}"));
    }

    private String placed(String name, Map<String, Object> own) {
        if (own.containsKey(name)) {
            return Values.text(own.get(name));
        }
        return Values.text(name.contains(".") ? attribute(name) : reference(name));
    }

    private String join(List<Object> parts) {
        return String.join(Values.text(parts.get(0)), Values.texts(value(parts.get(1))));
    }

    private Object select(List<Object> parts) {
        int index = Integer.parseInt(Values.text(value(parts.get(0))));
        List<Object> items = Values.list(value(parts.get(1)));
        if (index < 0 || index >= items.size()) {
            throw CfnRefusals.template("Fn::Select cannot select nonexistent value at index " + index);
        }
        return items.get(index);
    }

    private List<String> split(List<Object> parts) {
        String text = Values.text(value(parts.get(1)));
        return List.of(text.split(Pattern.quote(Values.text(parts.get(0))), -1));
    }

    private Object find(List<String> keys) {
        Object found = template.section("Mappings");
        for (String key : keys) {
            found = Values.map(found).get(key);
            if (found == null) {
                throw CfnRefusals.template("Unable to get mapping for " + String.join("::", keys));
            }
        }
        return found;
    }

    private Object choose(List<Object> parts) {
        return evaluate(parts.get(holds(parts.get(0)) ? 1 : 2));
    }

    private boolean isEqual(List<Object> parts) {
        return Values.text(value(parts.get(0))).equals(Values.text(value(parts.get(1))));
    }

    private static boolean isTrue(Object value) {
        return Values.text(value).equals("true");
    }
}
