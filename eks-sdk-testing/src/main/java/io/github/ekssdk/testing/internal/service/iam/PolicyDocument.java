package io.github.ekssdk.testing.internal.service.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ekssdk.testing.internal.policy.Policy;
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
    private static final Pattern ACTION = Pattern.compile("\\*|[A-Za-z0-9-]+:[A-Za-z0-9*?]+");
    private static final Pattern RESOURCE = Pattern.compile("\\*|arn:.+");
    private static final int LONGEST_TRUST_POLICY = 2_048;
    /** Most characters of a managed policy, white space not counted. */
    static final int LONGEST_MANAGED = 6_144;

    private final String text;
    private final List<JsonNode> statements;
    private @Nullable Policy policy;

    private PolicyDocument(String text, List<JsonNode> statements) {
        this.text = text;
        this.statements = statements;
    }

    /** Reads who may assume a role. */
    static PolicyDocument trust(@Nullable String text) {
        PolicyDocument policy = parse("assumeRolePolicyDocument", text);
        if (policy.size() > LONGEST_TRUST_POLICY) {
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

    /** Reads a policy that can be attached to several identities. */
    static PolicyDocument managed(@Nullable String text) {
        PolicyDocument policy = permissions(text);
        if (policy.size() > LONGEST_MANAGED) {
            throw IamRefusals.limitExceeded("PolicySize", LONGEST_MANAGED);
        }
        return policy;
    }

    /** Takes a document that needs no checking. */
    static PolicyDocument trusted(String text) {
        return parse("policyDocument", text);
    }

    String text() {
        return text;
    }

    /** The document, ready to be judged by. */
    Policy policy() {
        if (policy == null) {
            policy = Policy.parse(text);
        }
        return policy;
    }

    /** How many characters it has, white space not counted. */
    int size() {
        return text.replaceAll("\\s", "").length();
    }

    /** The document as IAM answers it, URL-encoded. */
    String encoded() {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Service principals that may assume the role. */
    Set<String> trustedServices() {
        return principals("Service");
    }

    /** ARNs that the statements of a trust policy name. */
    Set<String> namedArns() {
        Set<String> found = new LinkedHashSet<>();
        for (JsonNode statement : statements) {
            strings(statement.path("Principal").path("AWS")).stream()
                    .filter(name -> name.startsWith("arn:"))
                    .forEach(found::add);
        }
        return found;
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
        for (String resource : strings(statement.path(statement.has("NotResource") ? "NotResource" : "Resource"))) {
            if (!RESOURCE.matcher(resource).matches()) {
                throw IamRefusals.malformedPolicy("Resource " + resource + " must be in ARN format or \"*\".");
            }
        }
    }

    private static void checkEffect(JsonNode statement) {
        String effect = statement.path("Effect").asText();
        if (!effect.equals("Allow") && !effect.equals("Deny")) {
            throw IamRefusals.malformedPolicy("Syntax errors in policy.");
        }
    }

    private static void checkActions(JsonNode statement) {
        List<String> actions = strings(statement.path(statement.has("NotAction") ? "NotAction" : "Action"));
        if (actions.isEmpty()) {
            throw IamRefusals.malformedPolicy("Policy statement must contain actions.");
        }
        for (String action : actions) {
            if (!ACTION.matcher(action).matches()) {
                throw IamRefusals.malformedPolicy(
                        action.contains(":")
                                ? "The policy failed legacy parsing"
                                : "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
            }
        }
        statement.path("Condition").fieldNames().forEachRemaining(operator -> {
            if (!Policy.isConditionOperator(operator)) {
                throw IamRefusals.malformedPolicy("Invalid Condition type : " + operator + ".");
            }
        });
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
