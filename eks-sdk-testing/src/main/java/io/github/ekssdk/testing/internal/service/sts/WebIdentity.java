package io.github.ekssdk.testing.internal.service.sts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ekssdk.testing.internal.AwsRefusal;
import io.github.ekssdk.testing.internal.policy.Context;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;

/**
 * What a web identity token claims. Its signature is not looked at: nobody here has the issuer's key.
 *
 * @param issuer host and path of the issuer, without the scheme
 */
record WebIdentity(String issuer, String subject, String audience, Instant expiration) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static WebIdentity read(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            throw invalid(
                    "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)");
        }
        try {
            JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
            JsonNode audience = claims.path("aud");
            return new WebIdentity(
                    claim(claims, "iss").replaceFirst("^https://", ""),
                    claim(claims, "sub"),
                    audience.isArray() ? audience.path(0).asText() : audience.asText(),
                    Instant.ofEpochSecond(claims.path("exp").asLong()));
        } catch (IOException | IllegalArgumentException broken) {
            throw invalid("The ID Token provided is not a valid JWT.");
        }
    }

    private static String claim(JsonNode claims, String name) {
        String value = claims.path(name).asText();
        if (value.isEmpty()) {
            throw invalid("Missing a required claim: " + name);
        }
        return value;
    }

    void refuseExpired(Instant now) {
        if (!now.isBefore(expiration)) {
            throw new AwsRefusal(
                    400,
                    "ExpiredTokenException",
                    "Token expired: current date/time " + now.getEpochSecond()
                            + " must be before the expiration date/time " + expiration.getEpochSecond());
        }
    }

    /** The condition keys that trust policies look at, named after the issuer. */
    Context context() {
        return new Context()
                .put(issuer + ":sub", subject)
                .put(issuer + ":aud", audience)
                .put("aws:FederatedProvider", issuer);
    }

    static AwsRefusal invalid(String message) {
        return new AwsRefusal(400, "InvalidIdentityToken", message);
    }
}
