package io.github.ekssdk.testing.internal.protocol;

import io.github.ekssdk.testing.internal.AwsRefusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.SdkPojo;

/** Refuses requests that lack what AWS requires; the clients themselves check little of it. */
public final class RequiredMembers {
    private static final Map<Class<?>, List<Member>> CACHE = new ConcurrentHashMap<>();

    private RequiredMembers() {}

    /** The refusal of a request that lacks a required member. */
    public static Optional<AwsRefusal> check(ServiceFacts service, Incoming call) {
        String operation = call.operation().name();
        List<Member> required =
                CACHE.computeIfAbsent(call.request().getClass(), type -> required(service, operation, call.request()));
        for (Member member : required) {
            if (member.get(call.request()) == null) {
                return Optional.of(Refusals.missing(service, operation, member.modelName()));
            }
        }
        return Optional.empty();
    }

    private static List<Member> required(ServiceFacts service, String operation, SdkPojo request) {
        List<String> names = KnownOperations.of(service.name()).required(operation);
        return Shape.of(request).members().stream()
                .filter(member -> names.contains(member.modelName()))
                .toList();
    }
}
