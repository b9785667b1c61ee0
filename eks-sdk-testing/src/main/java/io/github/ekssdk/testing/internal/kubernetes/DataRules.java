package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The data of ConfigMaps and Secrets: what their keys and values may be, and what kinds of secrets must hold. */
final class DataRules {
    private static final String KEY = "[-._a-zA-Z0-9]+";
    private static final int LONGEST_KEY = 253;
    private static final int MOST_DATA = 1024 * 1024;
    private static final Map<String, List<String>> REQUIRED = Map.of(
            "kubernetes.io/tls", List.of("tls.crt", "tls.key"),
            "kubernetes.io/ssh-auth", List.of("ssh-privatekey"),
            "kubernetes.io/dockercfg", List.of(".dockercfg"),
            "kubernetes.io/dockerconfigjson", List.of(".dockerconfigjson"));

    private final ObjectNode object;
    private final Problems problems;

    private DataRules(ObjectNode object, Problems problems) {
        this.object = object;
        this.problems = problems;
    }

    /** Turns {@code stringData} of a Secret into data. */
    static void encode(ObjectNode secret) {
        JsonNode texts = secret.remove("stringData");
        if (texts != null && texts.isObject() && !texts.isEmpty()) {
            ObjectNode data = Trees.child(secret, "data");
            Trees.strings(texts).forEach((key, text) -> data.put(key, encoded(text)));
        }
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What of an object is not the Base64 that it has to be; empty if all is. */
    static String notBase64(ObjectNode object, ResourceType type) {
        JsonNode data = switch (type.key()) {
            case "secrets" -> object.path("data");
            case "configmaps" -> object.path("binaryData");
            default -> Trees.object();
        };
        for (String value : Trees.strings(data).values()) {
            int end = 0;
            while (end < value.length() && isOfBase64(value.charAt(end))) {
                end++;
            }
            if (end < value.length() || value.length() % 4 != 0) {
                return "illegal base64 data at input byte " + end;
            }
        }
        return "";
    }

    private static boolean isOfBase64(char letter) {
        return (letter < 128 && Character.isLetterOrDigit(letter)) || "+/=\r\n".indexOf(letter) >= 0;
    }

    static void ofConfigMap(ObjectNode object, Problems problems) {
        DataRules rules = new DataRules(object, problems);
        object.path("data").fieldNames().forEachRemaining(key -> {
            rules.key("data", key);
            if (object.path("binaryData").has(key)) {
                problems.invalid("data[" + key + "]", Trees.valueOf(key), "duplicate of key present in binaryData");
            }
        });
        object.path("binaryData").fieldNames().forEachRemaining(key -> rules.key("binaryData", key));
        if (size(object.path("data")) + decodedSize(object.path("binaryData")) > MOST_DATA) {
            problems.tooLong("[]", MOST_DATA);
        }
    }

    static void ofSecret(ObjectNode object, Problems problems) {
        DataRules rules = new DataRules(object, problems);
        object.path("data").fieldNames().forEachRemaining(key -> rules.key("data", key));
        if (decodedSize(object.path("data")) > MOST_DATA) {
            problems.tooLong("data", MOST_DATA);
        }
        rules.kind(Trees.text(object, "type"));
    }

    private void key(String field, String key) {
        if (key.length() > LONGEST_KEY) {
            invalid(field, key, "must be no more than " + LONGEST_KEY + " characters");
        }
        if (!key.matches(KEY)) {
            invalid(
                    field,
                    key,
                    "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or"
                            + " 'KEY_NAME',  or 'key-name', regex used for validation is '" + KEY + "')");
        } else if (key.equals(".") || key.startsWith("..")) {
            invalid(field, key, key.equals(".") ? "must not be '.'" : "must not start with '..'");
        }
    }

    private void invalid(String field, String key, String why) {
        problems.invalid(field + "[" + key + "]", Trees.valueOf(key), why);
    }

    private void kind(String kind) {
        for (String key : REQUIRED.getOrDefault(kind, List.of())) {
            if (!object.path("data").has(key)) {
                problems.required("data[" + key + "]", "");
            } else if (key.startsWith(".docker") && !isJson(Trees.text(object, "data", key))) {
                problems.invalid(
                        "data[" + key + "]",
                        Trees.valueOf("<secret contents redacted>"),
                        "invalid character looking for beginning of value");
            }
        }
        JsonNode data = object.path("data");
        if (kind.equals("kubernetes.io/basic-auth") && !data.has("username") && !data.has("password")) {
            problems.required("data[%s][username]", "");
            problems.required("data[%s][password]", "");
        }
        String account = "kubernetes.io/service-account.name";
        if (kind.equals("kubernetes.io/service-account-token")
                && Trees.text(object, "metadata", "annotations", account).isEmpty()) {
            problems.required("metadata.annotations[" + account + "]", "");
        }
    }

    private static boolean isJson(String encoded) {
        try {
            return Trees.isJson(Base64.getDecoder().decode(encoded));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static long size(JsonNode data) {
        return Trees.strings(data).values().stream().mapToLong(Trees::bytesOf).sum();
    }

    private static long decodedSize(JsonNode data) {
        return size(data) * 3 / 4;
    }
}
