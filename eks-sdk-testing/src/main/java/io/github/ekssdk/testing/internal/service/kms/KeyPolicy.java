package io.github.ekssdk.testing.internal.service.kms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.policy.Policy;
import io.github.ekssdk.testing.internal.policy.Principals;
import io.github.ekssdk.testing.internal.policy.Statement;
import io.github.ekssdk.testing.internal.service.iam.IamService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The policy of a key.
 *
 * @param text as it was given
 * @param policy as it is judged
 */
record KeyPolicy(String text, Policy policy) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 32_768;

    /** What KMS gives a key that was created without a policy: the account's own policies decide. */
    static KeyPolicy usual(Account account) {
        String root = "arn:" + account.partition() + ":iam::" + account.id() + ":root";
        return trusted("{\n  \"Version\" : \"2012-10-17\",\n  \"Id\" : \"key-default-1\",\n  \"Statement\" : [ {\n"
                + "    \"Sid\" : \"Enable IAM User Permissions\",\n    \"Effect\" : \"Allow\",\n"
                + "    \"Principal\" : {\n      \"AWS\" : \"" + root + "\"\n    },\n"
                + "    \"Action\" : \"kms:*\",\n    \"Resource\" : \"*\"\n  } ]\n}");
    }

    private static KeyPolicy trusted(String text) {
        return new KeyPolicy(text, Policy.parse(text));
    }

    /** Reads a policy, or refuses it. */
    static KeyPolicy read(String text, Account account, Instant now) {
        if (text.length() > LONGEST) {
            throw KmsRefusals.limitExceeded("The key policy has more than " + LONGEST + " characters.");
        }
        for (JsonNode statement : statements(text)) {
            check(statement);
        }
        KeyPolicy read = trusted(text);
        if (!account.lenient()) {
            read.policy.statements().forEach(statement -> checkPrincipals(statement, account, now));
        }
        return read;
    }

    private static List<JsonNode> statements(String text) {
        try {
            JsonNode node = JSON.readTree(text).path("Statement");
            List<JsonNode> found = new ArrayList<>();
            if (node.isObject()) {
                found.add(node);
            } else {
                node.forEach(found::add);
            }
            if (!found.isEmpty()) {
                return found;
            }
        } catch (JsonProcessingException broken) {
            throw KmsRefusals.malformedPolicy("The policy is not valid JSON.");
        }
        throw KmsRefusals.malformedPolicy("The policy has no statements.");
    }

    private static void check(JsonNode statement) {
        String effect = statement.path("Effect").asText();
        boolean complete = (effect.equals("Allow") || effect.equals("Deny"))
                && (statement.has("Principal") || statement.has("NotPrincipal"))
                && (statement.has("Action") || statement.has("NotAction"))
                && (statement.has("Resource") || statement.has("NotResource"));
        if (!complete) {
            throw KmsRefusals.malformedPolicy(
                    "A statement of the policy lacks one of Effect, Principal, Action and Resource.");
        }
    }

    /** KMS looks the principals up; a role that was made a moment ago it may not have heard of. */
    private static void checkPrincipals(Statement statement, Account account, Instant now) {
        Principals principals = statement.principals();
        if (principals == null) {
            return;
        }
        String own = ":iam::" + account.id() + ":role/";
        for (String arn : principals.of("AWS")) {
            boolean unknown = arn.contains(own)
                    && account.service(IamService.class)
                            .directory()
                            .sight(arn, now)
                            .isEmpty();
            if (unknown) {
                throw KmsRefusals.malformedPolicy("Policy contains a statement with one or more invalid principals.");
            }
        }
    }
}
