package io.github.ekssdk.testing.internal.protocol;

import io.github.ekssdk.testing.internal.AwsRefusal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.utils.BinaryUtils;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/** A request whose signature, Signature Version 4, stands in its query string, so that others may send it. */
public final class PresignedUrl {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String SIGNATURE = "X-Amz-Signature";
    private static final List<String> PARAMETERS =
            List.of("X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date", "X-Amz-SignedHeaders", SIGNATURE);

    /** How long a request is good for, whatever X-Amz-Expires says, and how far ahead its clock may be. */
    private static final Duration LIFE = Duration.ofMinutes(15);

    private static final Duration AHEAD = Duration.ofMinutes(5);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssX", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final WireRequest request;
    private final ServiceFacts service;
    private final CredentialScope scope;

    private PresignedUrl(WireRequest request, ServiceFacts service, CredentialScope scope) {
        this.request = request;
        this.service = service;
        this.scope = scope;
    }

    /** Why a request is not to be answered, if it is a presigned one and there is a reason. */
    public static Optional<AwsRefusal> refusal(
            WireRequest request,
            ServiceFacts service,
            CredentialScope scope,
            Instant now,
            Secrets secrets,
            List<String> hosts) {
        boolean presigned = PARAMETERS.stream().anyMatch(name -> request.parameter(name) != null);
        return presigned
                ? Optional.ofNullable(new PresignedUrl(request, service, scope).refusal(now, secrets, hosts))
                : Optional.empty();
    }

    /** What belongs to an access key and goes over the wire only as a signature, or as a parameter of its own. */
    public interface Secrets {
        /** The secret access key; nothing if any is good. */
        Optional<String> secretAccessKey(String accessKeyId);

        /** The session token of temporary credentials. */
        Optional<String> sessionToken(String accessKeyId);
    }

    private @Nullable AwsRefusal refusal(Instant now, Secrets secrets, List<String> hosts) {
        for (String name : PARAMETERS) {
            if (request.parameter(name) == null) {
                return incomplete("AWS query-string parameters must include '" + name
                        + "'. Re-examine the query-string parameters.");
            }
        }
        String text = parameter("X-Amz-Date");
        Instant signedAt = date(text);
        if (signedAt == null
                || !ALGORITHM.equals(parameter("X-Amz-Algorithm"))
                || !signedHeaders().contains("host")) {
            return incomplete("AWS query-string parameters must include a date in the ISO-8601 basic format,"
                    + " the algorithm " + ALGORITHM + " and 'host' as a SignedHeader.");
        }
        String skew = skew(text, signedAt, now);
        if (skew != null) {
            return Refusals.skewed(service, skew);
        }
        Optional<String> token = secrets.sessionToken(scope.accessKeyId());
        if (token.isPresent() && !token.get().equals(request.parameter("X-Amz-Security-Token"))) {
            return Refusals.badToken(service);
        }
        Optional<String> secret = secrets.secretAccessKey(scope.accessKeyId());
        boolean good = secret.isEmpty()
                || hosts.stream().anyMatch(host -> signature(secret.get(), host).equals(parameter(SIGNATURE)));
        return good ? null : Refusals.badSignature(service);
    }

    private AwsRefusal incomplete(String message) {
        return Refusals.incompleteSignature(service, message);
    }

    private String parameter(String name) {
        String value = request.parameter(name);
        return value == null ? "" : value;
    }

    private static @Nullable Instant date(String text) {
        try {
            return Instant.from(DATE.parse(text));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable String skew(String date, Instant signedAt, Instant now) {
        if (signedAt.plus(LIFE).isBefore(now)) {
            return "Signature expired: " + date + " is now earlier than " + DATE.format(now.minus(LIFE)) + " ("
                    + DATE.format(now) + " - 15 min.)";
        }
        return signedAt.isAfter(now.plus(AHEAD))
                ? "Signature not yet current: " + date + " is still later than " + DATE.format(now.plus(AHEAD)) + " ("
                        + DATE.format(now) + " + 5 min.)"
                : null;
    }

    private List<String> signedHeaders() {
        return Arrays.asList(parameter("X-Amz-SignedHeaders").split(";", -1));
    }

    /** The signature that the request would have if it had been sent to that host. */
    private String signature(String secret, String host) {
        String day = parameter("X-Amz-Date").substring(0, 8);
        String credentialScope = String.join("/", day, scope.region(), scope.service(), "aws4_request");
        String toSign = String.join(
                "\n", ALGORITHM, parameter("X-Amz-Date"), credentialScope, hex(hash(bytes(canonical(host)))));
        byte[] key = hmac(bytes("AWS4" + secret), day);
        key = hmac(key, scope.region());
        key = hmac(key, scope.service());
        key = hmac(key, "aws4_request");
        return hex(hmac(key, toSign));
    }

    private String canonical(String host) {
        String query = request.query().stream()
                .filter(parameter -> !parameter.name().equals(SIGNATURE))
                .sorted(Comparator.comparing(WireRequest.Parameter::name).thenComparing(WireRequest.Parameter::value))
                .map(parameter ->
                        SdkHttpUtils.urlEncode(parameter.name()) + "=" + SdkHttpUtils.urlEncode(parameter.value()))
                .collect(Collectors.joining("&"));
        String headers = signedHeaders().stream()
                .map(name -> name + ":" + (name.equals("host") ? host : header(name)) + "\n")
                .collect(Collectors.joining());
        String path = request.rawPath().isEmpty() ? "/" : request.rawPath();
        String body = hex(hash(request.body().asByteArrayUnsafe()));
        return String.join("\n", request.method(), path, query, headers, parameter("X-Amz-SignedHeaders"), body);
    }

    private String header(String name) {
        String value = request.header(name);
        return value == null ? "" : value.trim().replaceAll(" +", " ");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hex(byte[] bytes) {
        return BinaryUtils.toHex(bytes);
    }

    private static byte[] hash(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
