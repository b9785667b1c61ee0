package io.github.ekssdk.testing.internal.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whom a statement of a resource policy is about. */
public final class Principals {
    private final boolean everybody;
    private final Map<String, List<String>> byKind;

    private Principals(boolean everybody, Map<String, List<String>> byKind) {
        this.everybody = everybody;
        this.byKind = byKind;
    }

    static Principals of(JsonNode node) {
        Map<String, List<String>> byKind = new LinkedHashMap<>();
        if (node.isObject()) {
            node.properties().forEach(field -> byKind.put(field.getKey(), Json.texts(field.getValue())));
        }
        return new Principals(node.isTextual() && node.textValue().equals("*"), byKind);
    }

    /** The values of a kind: {@code AWS}, {@code Service} or {@code Federated}. */
    public List<String> of(String kind) {
        return byKind.getOrDefault(kind, List.of());
    }

    /** Whether the statement names this very principal. */
    boolean name(Principal who) {
        if (everybody || of("AWS").contains("*")) {
            return true;
        }
        return of(who.kind()).stream().anyMatch(who.names()::contains);
    }

    /** Whether the statement is about the account of the principal, and so leaves it to the account's own policies. */
    boolean nameAccountOf(Principal who) {
        String account = who.accountId();
        return !account.isEmpty()
                && of("AWS").stream()
                        .anyMatch(name -> name.equals(account) || name.endsWith(":iam::" + account + ":root"));
    }
}
