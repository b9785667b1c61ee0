package io.github.ekssdk.testing.internal.service.eks;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The client request tokens of one operation: the same token with the same parameters gets the same thing again. */
final class ClientTokens<T> {
    private final Map<String, Use<T>> uses = new HashMap<>();

    /** What an earlier call with the token made. */
    Optional<T> earlier(@Nullable String token, Object parameters) {
        EksInput.checkToken(token);
        Use<T> use = token == null ? null : uses.get(token);
        if (use == null) {
            return Optional.empty();
        }
        if (!use.parameters.equals(parameters)) {
            throw EksRefusals.invalidParameter(
                    "The client request token " + token + " was already used with other parameters.");
        }
        return Optional.of(use.result);
    }

    void remember(@Nullable String token, Object parameters, T result) {
        if (token != null) {
            uses.put(token, new Use<>(parameters, result));
        }
    }

    /** A token lives no longer than what it made. */
    void forget(T result) {
        uses.values().removeIf(use -> use.result == result);
    }

    private record Use<T>(Object parameters, T result) {}
}
