package io.github.ekssdk.testing.internal.policy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The reasons of a refusal as EC2 hands them out: unreadable, except to those who may have STS decode them. */
public final class EncodedDenial {
    private static final String MARK = "fake-aws:";

    private EncodedDenial() {}

    /** Encodes the reasons. */
    public static String encode(String reasons) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((MARK + reasons).getBytes(StandardCharsets.UTF_8));
    }

    /** The reasons again, if the message is one of ours. */
    public static Optional<String> decode(String message) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(message), StandardCharsets.UTF_8);
            return text.startsWith(MARK) ? Optional.of(text.substring(MARK.length())) : Optional.empty();
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }
}
