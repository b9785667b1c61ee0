package io.github.ekssdk.testing.internal.service.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A policy document: checked as IAM checks it, and asked whom it trusts. */
final class PolicyDocument {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> VERSIONS = Set.of("2012-10-17", "2008-10-17");
    private static final Pattern SERVICE = Pattern.compile("[a-z0-9.-]+\\.amazonaws\\.com(\\.cn)?");
    private static final int LONGEST_TRUST_POLICY = 2_048;

    private final String text;
    private final List<JsonNode> statements;

    private PolicyDocument(String text, List<JsonNode> statements) {
        this.text = text;
        this.statements = statements;
    }

    /** Reads who may assume a role. */
    static PolicyDocument trust(@Nullable String text) {
        PolicyDocument policy = parse("assumeRolePolicyDocument", text);
        if (policy.text.replaceAll("\\s", "").length() > LONGEST_TRUST_POLICY) {
            throw IamRefusals.limitExceeded("ACLSizePerRole", LONGEST_TRUST_POLICY);
        }
        policy.statements.forEach(PolicyDocument::checkTrustStatement);
        return policy;
    }

    /** Reads what an identity may do. */
    static PolicyDocument permissions(@Nullable String text) {
        PolicyDocument policy = parse("policyDocument", text);
        policy.statements.forEach(PolicyDocument::checkPermissionStatement);
        return policy;
    }

    String text() {
        return text;
    }

    /** The document as IAM answers it, URL-encoded. */
    String encoded() {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Service principals that may assume the role. */
    Set<String> trustedServices() {
        return principals("Service");
    }

    /** ARNs and account ids that may assume the role. */
    Set<String> trustedAws() {
        return principals("AWS");
    }

    private Set<String> principals(String kind) {
        Set<String> found = new LinkedHashSet<>();
        for (JsonNode statement : statements) {
            if (!allowsAssuming(statement)) {
                continue;
            }
            JsonNode principal = statement.path("Principal");
            if (principal.isTextual()) {
                found.add(principal.textValue());
            }
            found.addAll(strings(principal.path(kind)));
        }
        return found;
    }

    private static boolean allowsAssuming(JsonNode statement) {
        List<String> actions = strings(statement.path("Action"));
        return statement.path("Effect").asText().equals("Allow")
                && actions.stream().anyMatch(a -> a.equals("*") || a.equals("sts:*") || a.equals("sts:AssumeRole"));
    }

    private static PolicyDocument parse(String member, @Nullable String text) {
        String given = IamInput.required(member, text);
        JsonNode root = read(given);
        if (!root.isObject()) {
            throw IamRefusals.malformedPolicy("Syntax errors in policy.");
        }
        if (root.has("Version") && !VERSIONS.contains(root.path("Version").asText())) {
            throw IamRefusals.malformedPolicy("The policy must contain a valid version string");
        }
        JsonNode statement = root.path("Statement");
        List<JsonNode> statements = new ArrayList<>();
        if (statement.isObject()) {
            statements.add(statement);
        } else {
            statement.forEach(statements::add);
        }
        if (statements.isEmpty() || !statements.stream().allMatch(JsonNode::isObject)) {
            throw IamRefusals.malformedPolicy("Syntax errors in policy.");
        }
        return new PolicyDocument(given, statements);
    }

    private static JsonNode read(String text) {
        try {
            JsonNode root = JSON.readTree(text);
            if (root == null) {
                throw IamRefusals.malformedPolicy("This policy contains invalid Json");
            }
            return root;
        } catch (JsonProcessingException broken) {
            throw IamRefusals.malformedPolicy("This policy contains invalid Json");
        }
    }

    private static void checkTrustStatement(JsonNode statement) {
        checkEffect(statement);
        if (statement.has("Resource") || statement.has("NotResource")) {
            throw IamRefusals.malformedPolicy("Has prohibited field Resource");
        }
        if (!statement.has("Principal")) {
            throw IamRefusals.malformedPolicy("Missing required field Principal");
        }
        checkActions(statement);
        for (String service : strings(statement.path("Principal").path("Service"))) {
            if (!SERVICE.matcher(service).matches()) {
                throw IamRefusals.malformedPolicy("Invalid principal in policy: \"SERVICE\":\"" + service + "\"");
            }
        }
    }

    private static void checkPermissionStatement(JsonNode statement) {
        checkEffect(statement);
        if (statement.has("Principal")) {
            throw IamRefusals.malformedPolicy("Policy document should not specify a principal.");
        }
        checkActions(statement);
        if (!statement.has("Resource") && !statement.has("NotResource")) {
            throw IamRefusals.malformedPolicy("Policy statement must contain resources.");
        }
    }

    private static void checkEffect(JsonNode statement) {
        String effect = statement.path("Effect").asText();
        if (!effect.equals("Allow") && !effect.equals("Deny")) {
            throw IamRefusals.malformedPolicy("Syntax errors in policy.");
        }
    }

    private static void checkActions(JsonNode statement) {
        if (strings(statement.path("Action")).isEmpty() && !statement.has("NotAction")) {
            throw IamRefusals.malformedPolicy("Policy statement must contain actions.");
        }
    }

    private static List<String> strings(JsonNode node) {
        if (node.isTextual()) {
            return List.of(node.textValue());
        }
        List<String> found = new ArrayList<>();
        node.forEach(item -> found.add(item.asText()));
        return found;
    }
}
