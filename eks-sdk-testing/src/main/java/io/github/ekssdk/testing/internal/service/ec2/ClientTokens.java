package io.github.ekssdk.testing.internal.service.ec2;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/** What was answered under each client token, so that a repeated request takes effect once. */
final class ClientTokens {
    private static final int LENGTH = 64;
    private static final Set<String> NOT_COMPARED = Set.of("ClientToken", "DryRun");

    private final Map<String, Answered> answered = new HashMap<>();

    /** Takes the effect, or returns what the same request with the same token was answered before. */
    <R extends SdkResponse> R once(SdkRequest request, @Nullable String token, Class<R> type, Supplier<R> effect) {
        if (token == null || token.isEmpty()) {
            return effect.get();
        }
        if (token.length() > LENGTH || !token.chars().allMatch(c -> c > 32 && c < 127)) {
            throw Refusals.invalidValue("clientToken", token, "It must be at most 64 ASCII characters.");
        }
        String key = request.getClass().getSimpleName() + " " + token;
        Answered before = answered.get(key);
        if (before == null) {
            R response = effect.get();
            answered.put(key, new Answered(parameters(request), response));
            return response;
        }
        if (!before.parameters.equals(parameters(request))) {
            throw Refusals.badRequest("IdempotentParameterMismatch", "Client token already used before.");
        }
        return type.cast(before.response);
    }

    private static Map<String, Object> parameters(SdkPojo request) {
        Map<String, Object> parameters = new HashMap<>();
        for (SdkField<?> field : request.sdkFields()) {
            Object value = field.getValueOrDefault(request);
            if (value != null && !NOT_COMPARED.contains(field.memberName())) {
                parameters.put(field.memberName(), value);
            }
        }
        return parameters;
    }

    private record Answered(Map<String, Object> parameters, SdkResponse response) {}
}
