package io.github.ekssdk.testing.internal.service.cloudformation;

import io.github.ekssdk.testing.internal.AwsRefusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudformation.model.Parameter;

/** The parameters of a stack: what a caller gives, else the defaults of the template, checked. */
final class Parameters {
    private static final String SSM = "AWS::SSM::Parameter::Value<";

    private Parameters() {}

    /** The values as text, by name, as they are shown. */
    static Map<String, String> given(Template template, List<Parameter> asked, Map<String, String> before) {
        Map<String, Object> declared = template.section("Parameters");
        Map<String, String> values = new LinkedHashMap<>();
        List<String> unknown = asked.stream()
                .map(Parameter::parameterKey)
                .filter(key -> !declared.containsKey(key))
                .toList();
        if (!unknown.isEmpty()) {
            throw CfnRefusals.validation("Parameters: " + unknown + " do not exist in the template");
        }
        declared.forEach((name, definition) -> {
            Object usual = Values.map(definition).get("Default");
            if (usual != null) {
                values.put(name, String.join(",", Values.texts(usual)));
            }
        });
        for (Parameter parameter : asked) {
            String earlier = before.get(parameter.parameterKey());
            if (Boolean.TRUE.equals(parameter.usePreviousValue()) && earlier != null) {
                values.put(parameter.parameterKey(), earlier);
            } else if (parameter.parameterValue() != null) {
                values.put(parameter.parameterKey(), parameter.parameterValue());
            }
        }
        List<String> missing = declared.keySet().stream()
                .filter(name -> !values.containsKey(name))
                .toList();
        if (!missing.isEmpty()) {
            throw CfnRefusals.validation("Parameters: " + missing + " must have values");
        }
        values.forEach((name, value) -> check(name, Values.map(declared.get(name)), value));
        return values;
    }

    private static void check(String name, Map<String, Object> definition, String value) {
        String type = Values.text(definition.get("Type"));
        List<String> allowed = Values.texts(definition.get("AllowedValues"));
        if (!allowed.isEmpty() && !allowed.contains(value)) {
            throw CfnRefusals.validation("Parameter '" + name + "' must be one of AllowedValues");
        }
        Object pattern = definition.get("AllowedPattern");
        if (pattern != null && !value.matches(Values.text(pattern))) {
            throw CfnRefusals.validation("Parameter " + name + " failed to satisfy constraint: "
                    + (definition.containsKey("ConstraintDescription")
                            ? Values.text(definition.get("ConstraintDescription"))
                            : "must match pattern " + pattern));
        }
        if (type.equals("Number") && !value.matches("-?\\d+(\\.\\d+)?")) {
            throw CfnRefusals.validation("Parameter '" + name + "' must be a number.");
        }
    }

    /** The values as {@code Ref} gives them: lists as lists, parameters of the Systems Manager as what they hold. */
    static Map<String, Object> resolved(Template template, Map<String, String> given, Aws aws) {
        Map<String, Object> resolved = new LinkedHashMap<>();
        given.forEach((name, value) -> {
            String type = Values.text(
                    Values.map(template.section("Parameters").get(name)).get("Type"));
            String text = type.startsWith(SSM) ? stored(aws, value) : value;
            boolean several = type.equals("CommaDelimitedList") || type.contains("List<");
            resolved.put(name, several ? items(text) : text);
        });
        return resolved;
    }

    private static String stored(Aws aws, String name) {
        try {
            Map<String, Object> found = aws.call("ssm", "GetParameter", Map.of("Name", name));
            return Values.text(Values.at(found, "Parameter.Value"));
        } catch (AwsRefusal refusal) {
            throw CfnRefusals.validation("Unable to fetch parameters [" + name
                    + "] from parameter store for this account: " + refusal.message());
        }
    }

    private static List<String> items(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("\\s*,\\s*", -1));
    }
}
