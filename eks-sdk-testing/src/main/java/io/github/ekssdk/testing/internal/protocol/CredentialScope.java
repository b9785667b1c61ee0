package io.github.ekssdk.testing.internal.protocol;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the signature of a request says about itself.
 *
 * @param accessKeyId who signed
 * @param region region that the signature is for
 * @param service signing name of the service
 */
public record CredentialScope(String accessKeyId, String region, String service) {

    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+){1,3}-\\d{1,2}|aws-global|local");

    /** Whether the region has the form of one. */
    public boolean hasRegion() {
        return REGION.matcher(region).matches();
    }

    /** Reads the scope of a signed header or of a presigned query string. */
    public static Optional<CredentialScope> of(WireRequest request) {
        String credential = request.parameter("X-Amz-Credential");
        return parse(credential == null ? fromHeader(request.header("authorization")) : credential);
    }

    private static @Nullable String fromHeader(@Nullable String authorization) {
        int start = authorization == null ? -1 : authorization.indexOf("Credential=");
        if (authorization == null || start < 0) {
            return null;
        }
        int end = authorization.indexOf(',', start);
        return authorization
                .substring(start + "Credential=".length(), end < 0 ? authorization.length() : end)
                .trim();
    }

    private static Optional<CredentialScope> parse(@Nullable String credential) {
        if (credential == null) {
            return Optional.empty();
        }
        String[] parts = credential.split("/", -1);
        if (parts.length != 5) {
            return Optional.empty();
        }
        return Optional.of(new CredentialScope(parts[0], parts[2], parts[3]));
    }
}
