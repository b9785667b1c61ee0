package io.github.ekssdk.testing.internal.service.eks;

import java.util.Collection;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What EKS accepts as names, tokens and words. */
final class EksInput {
    private static final int SHORTEST_TOKEN = 33;
    private static final int LONGEST_TOKEN = 126;
    private static final int LONGEST_ROLE_ARN = 255;
    private static final Pattern ROLE_ARN = Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/.+");

    private EksInput() {}

    static String clusterName(@Nullable String name) {
        return required("clusterName", name);
    }

    static String nodegroupName(@Nullable String name) {
        return required("nodegroupName", name);
    }

    static String fargateProfileName(@Nullable String name) {
        return required("fargateProfileName", name);
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
}
