package io.github.ekssdk.testing;

import io.github.ekssdk.testing.internal.protocol.KnownOperations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which errors the operations of AWS may answer, for tests that try each of them.
 *
 * @since 0.1
 */
public final class DeclaredErrors {
    private static final List<DeclaredError> EC2 = List.of(
            new DeclaredError(503, "RequestLimitExceeded"),
            new DeclaredError(500, "InternalError"),
            new DeclaredError(503, "Unavailable"),
            new DeclaredError(403, "UnauthorizedOperation"));
    private static final Map<String, Integer> COMMON = common();

    private DeclaredErrors() {}

    private static Map<String, Integer> common() {
        Map<String, Integer> common = new LinkedHashMap<>();
        EC2.forEach(error -> common.put(error.code(), error.status()));
        common.put("Throttling", 400);
        common.put("ThrottlingException", 429);
        common.put("TooManyRequestsException", 429);
        common.put("AccessDenied", 403);
        common.put("AccessDeniedException", 403);
        common.put("ExpiredToken", 403);
        common.put("ExpiredTokenException", 403);
        common.put("UnrecognizedClientException", 403);
        common.put("InvalidClientTokenId", 403);
        common.put("AuthFailure", 401);
        common.put("ServiceUnavailable", 503);
        common.put("InternalFailure", 500);
        common.put("ResourceContention", 500);
        return common;
    }

    /**
     * The errors that an operation declares. EC2 declares none; for it these are the ones that any of its operations may
     * answer.
     *
     * @param service signing name, such as {@code eks}
     * @param operation operation as AWS names it, such as {@code CreateCluster}
     */
    public static List<DeclaredError> of(String service, String operation) {
        if (service.equals("ec2")) {
            return EC2;
        }
        List<DeclaredError> errors = new ArrayList<>();
        for (String code : KnownOperations.of(service).errors(operation)) {
            errors.add(byCode(service, code));
        }
        return List.copyOf(errors);
    }

    /** One error by its code, with the HTTP status that the service answers it with; 400 when nobody declares it. */
    static DeclaredError byCode(String service, String code) {
        Integer status = KnownOperations.of(service).statuses().get(code);
        return new DeclaredError(status == null ? COMMON.getOrDefault(code, 400) : status, code);
    }
}
