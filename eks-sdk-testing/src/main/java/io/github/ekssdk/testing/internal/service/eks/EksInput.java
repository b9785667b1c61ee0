package io.github.ekssdk.testing.internal.service.eks;

import java.util.Collection;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What EKS accepts as names, tokens and words. */
final class EksInput {
    private static final Pattern NAME = Pattern.compile("[0-9A-Za-z][A-Za-z0-9\\-_]*");
    private static final int LONGEST_CLUSTER_NAME = 100;
    private static final int LONGEST_NODEGROUP_NAME = 63;
    private static final int SHORTEST_TOKEN = 33;
    private static final int LONGEST_TOKEN = 126;
    private static final int LONGEST_ROLE_ARN = 255;
    private static final Pattern ROLE_ARN = Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/.+");

    private EksInput() {}

    static String clusterName(@Nullable String name) {
        return name("cluster name", "clusterName", name, LONGEST_CLUSTER_NAME);
    }

    static String nodegroupName(@Nullable String name) {
        return name("nodegroup name", "nodegroupName", name, LONGEST_NODEGROUP_NAME);
    }

    static String fargateProfileName(@Nullable String name) {
        return name("Fargate profile name", "fargateProfileName", name, LONGEST_CLUSTER_NAME);
    }

    static <T> T required(String member, @Nullable T value) {
        if (value == null || (value instanceof String text && text.isEmpty())) {
            throw EksRefusals.invalidParameter("The parameter " + member + " is required.");
        }
        return value;
    }

    static String roleArn(String member, @Nullable String arn) {
        String given = required(member, arn);
        if (given.length() > LONGEST_ROLE_ARN || !ROLE_ARN.matcher(given).matches()) {
            throw EksRefusals.invalidParameter("Role ARN is invalid: " + given);
        }
        return given;
    }

    static void checkToken(@Nullable String token) {
        if (token != null && (token.length() < SHORTEST_TOKEN || token.length() > LONGEST_TOKEN)) {
            throw EksRefusals.invalidParameter("clientRequestToken must have " + SHORTEST_TOKEN + " to " + LONGEST_TOKEN
                    + " characters, but has " + token.length());
        }
    }

    /** Refuses a word that is none of an enum's; the SDK's model holds unknown words as text only. */
    static void checkWord(String member, @Nullable String word, Collection<?> known) {
        if (word != null && known.stream().noneMatch(k -> k.toString().equals(word))) {
            throw EksRefusals.invalidParameter("The value '" + word + "' of " + member + " is not one of " + known);
        }
    }

    private static String name(String what, String member, @Nullable String name, int longest) {
        String given = required(member, name);
        if (given.length() > longest) {
            throw EksRefusals.invalidParameter("The " + what + " '" + given + "' has " + given.length()
                            + " characters; at most " + longest + " are allowed.")
                    .with(member, given);
        }
        if (!NAME.matcher(given).matches()) {
            throw EksRefusals.invalidParameter("The " + what + " '" + given + "' must match ^" + NAME.pattern())
                    .with(member, given);
        }
        return given;
    }
}
