package io.github.ekssdk.testing.internal.kubernetes;

import io.github.ekssdk.testing.internal.Caller;
import io.github.ekssdk.testing.internal.protocol.CredentialScope;
import io.github.ekssdk.testing.internal.protocol.PresignedUrl;
import io.github.ekssdk.testing.internal.protocol.ServiceFacts;
import io.github.ekssdk.testing.internal.protocol.WireRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkBytes;

/**
 * Checks the bearer tokens of EKS as aws-iam-authenticator does: a presigned call of GetCallerIdentity, signed for this cluster, at
 * most 15 minutes old.
 */
final class BearerTokenCheck {
    static final String PREFIX = "k8s-aws-v1.";

    private static final String CLUSTER_HEADER = "x-k8s-aws-id";
    private static final Pattern STS_HOST = Pattern.compile("sts(\\.[a-z0-9-]+)?\\.amazonaws\\.com(\\.cn)?");
    private static final Set<String> PARAMETERS = Set.of(
            "action",
            "version",
            "x-amz-algorithm",
            "x-amz-credential",
            "x-amz-date",
            "x-amz-expires",
            "x-amz-security-token",
            "x-amz-signature",
            "x-amz-signedheaders",
            "x-amz-user-agent");

    private final KubernetesHost host;
    private final String cluster;

    BearerTokenCheck(KubernetesHost host, String cluster) {
        this.host = host;
        this.cluster = cluster;
    }

    /** Who signed a token; nothing if it is no good. */
    Optional<Caller> caller(String token) {
        if (!token.startsWith(PREFIX)) {
            return Optional.empty();
        }
        try {
            byte[] url = Base64.getUrlDecoder()
                    .decode(token.substring(PREFIX.length()).replaceAll("=+$", ""));
            return caller(new URI(new String(url, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException | URISyntaxException malformed) {
            return Optional.empty();
        }
    }

    private Optional<Caller> caller(URI url) {
        WireRequest request = request(url);
        if (!isFromSts(url) || !"GetCallerIdentity".equals(request.parameter("Action")) || !isForCluster(request)) {
            return Optional.empty();
        }
        Optional<CredentialScope> scope = CredentialScope.of(request);
        Optional<ServiceFacts> sts = ServiceFacts.of("sts", request);
        boolean good = scope.isPresent()
                && sts.isPresent()
                && scope.get().service().equals("sts")
                && !host.isExpired(scope.get().accessKeyId())
                && PresignedUrl.refusal(
                                request, sts.get(), scope.get(), host.now(), host.secrets(), List.of(authority(url)))
                        .isEmpty();
        return good ? host.caller(scope.get().accessKeyId()) : Optional.empty();
    }

    private static String authority(URI url) {
        return url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
    }

    /** The endpoints of STS, or a fake of it on this computer. */
    private static boolean isFromSts(URI url) {
        String name = url.getHost() == null ? "" : url.getHost();
        boolean local = name.equals("127.0.0.1") || name.equals("localhost");
        boolean path = url.getPath().isEmpty() || url.getPath().equals("/");
        return path
                && (local
                        || ("https".equals(url.getScheme())
                                && STS_HOST.matcher(name).matches()));
    }

    private static boolean isForCluster(WireRequest request) {
        String signed = request.parameter("X-Amz-SignedHeaders");
        boolean known = request.query().stream()
                .allMatch(parameter -> PARAMETERS.contains(parameter.name().toLowerCase(Locale.ROOT)));
        return known
                && signed != null
                && Arrays.asList(signed.split(";")).contains(CLUSTER_HEADER)
                && request.parameter("X-Amz-Expires") != null;
    }

    private WireRequest request(URI url) {
        List<WireRequest.Parameter> query = new ArrayList<>();
        String raw = url.getRawQuery() == null ? "" : url.getRawQuery();
        for (String pair : raw.split("&")) {
            String[] sides = pair.split("=", 2);
            query.add(new WireRequest.Parameter(decode(sides[0]), sides.length == 1 ? "" : decode(sides[1])));
        }
        return new WireRequest(
                "GET",
                url.getRawPath().isEmpty() ? "/" : url.getRawPath(),
                query,
                Map.of("host", List.of(authority(url)), CLUSTER_HEADER, List.of(cluster)),
                SdkBytes.fromByteArray(new byte[0]));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
