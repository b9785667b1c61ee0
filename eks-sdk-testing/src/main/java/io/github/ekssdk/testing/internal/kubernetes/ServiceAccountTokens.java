package io.github.ekssdk.testing.internal.kubernetes;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tokens of service accounts. They say whom they stand for; nobody signs them. */
final class ServiceAccountTokens {
    private static final String PREFIX = "fake-service-account.";

    private ServiceAccountTokens() {}

    static String make(String namespace, String name) {
        String subject = namespace + ":" + name;
        return PREFIX
                + Base64.getUrlEncoder().withoutPadding().encodeToString(subject.getBytes(StandardCharsets.UTF_8));
    }

    static Optional<User> user(String token) {
        if (!token.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String subject =
                new String(Base64.getUrlDecoder().decode(token.substring(PREFIX.length())), StandardCharsets.UTF_8);
        String namespace = subject.substring(0, subject.indexOf(':'));
        return Optional.of(new User(
                "system:serviceaccount:" + subject,
                "",
                List.of("system:serviceaccounts", "system:serviceaccounts:" + namespace, User.AUTHENTICATED),
                Map.of(),
                List.of()));
    }
}
