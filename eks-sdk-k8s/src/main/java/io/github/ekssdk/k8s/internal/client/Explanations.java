package io.github.ekssdk.k8s.internal.client;

import static java.net.HttpURLConnection.HTTP_FORBIDDEN;
import static java.net.HttpURLConnection.HTTP_NOT_FOUND;
import static java.net.HttpURLConnection.HTTP_UNAUTHORIZED;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.Client;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.ekssdk.error.EksSdkException;
import io.github.ekssdk.error.KubernetesCallFailedException;
import io.github.ekssdk.error.KubernetesForbiddenException;
import io.github.ekssdk.error.KubernetesLoginRefusedException;
import io.github.ekssdk.error.KubernetesUnreachableException;
import io.github.ekssdk.error.KubernetesUntrustedException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Puts a failure of a Kubernetes client into the exception that tells its caller what to do. */
public final class Explanations {

    private static final Pattern SESSION = Pattern.compile("arn:([\\w-]+):sts::(\\d{12}):assumed-role/([^/]+)/.+");

    private Explanations() {}

    /** Returns the exception for what a call of this client failed with. */
    public static EksSdkException explain(Client client, KubernetesClientException failure) {
        Endpoint endpoint = Endpoint.of(client);
        Optional<EksSdkException> ours = cause(failure, EksSdkException.class);
        if (ours.isPresent()) {
            return ours.get();
        }
        return switch (failure.getCode()) {
            case 0, -1 -> unanswered(endpoint, failure);
            case HTTP_UNAUTHORIZED -> loginRefused(endpoint, failure);
            case HTTP_FORBIDDEN -> forbidden(endpoint, failure);
            default -> refused(endpoint, failure);
        };
    }

    /** Returns the exception for something that is not in the cluster. */
    static EksSdkException notFound(Client client, String what) {
        String cluster = Endpoint.of(client).clusterName();
        return new KubernetesCallFailedException(
                cluster, HTTP_NOT_FOUND, "NotFound", "There is no " + what + " in the cluster " + cluster + ".", null);
    }

    private static EksSdkException unanswered(Endpoint endpoint, KubernetesClientException failure) {
        if (causes(failure).anyMatch(Explanations::isUntrusted)) {
            return untrusted(endpoint, failure);
        }
        Optional<Throwable> connection =
                causes(failure).filter(Explanations::isUnreachable).findFirst();
        if (connection.isPresent()) {
            return unreachable(endpoint, connection.get(), failure);
        }
        return new KubernetesCallFailedException(
                endpoint.clusterName(),
                0,
                "",
                "The connection to the Kubernetes API of the cluster " + endpoint.clusterName() + " broke: "
                        + innermost(failure) + ". What was asked for may have been done; look before it is repeated.",
                failure);
    }

    private static boolean isUnreachable(Throwable cause) {
        return cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof UnknownHostException
                || cause instanceof UnresolvedAddressException
                || cause instanceof NoRouteToHostException;
    }

    private static boolean isUntrusted(Throwable cause) {
        return cause instanceof CertificateException
                || (cause instanceof SSLException
                        && String.valueOf(cause.getMessage()).contains("certif"));
    }

    private static EksSdkException untrusted(Endpoint endpoint, KubernetesClientException failure) {
        return new KubernetesUntrustedException(
                endpoint.clusterName(),
                "What answers at " + endpoint.url() + " is not trusted as the Kubernetes API of the cluster "
                        + endpoint.clusterName() + ": " + innermost(failure)
                        + ". No token was sent. If the cluster was created anew, read it again; if a proxy opens TLS"
                        + " connections, leave this address out of it.",
                failure);
    }

    private static EksSdkException unreachable(
            Endpoint endpoint, Throwable connection, KubernetesClientException failure) {
        return new KubernetesUnreachableException(
                endpoint.clusterName(),
                "The Kubernetes API of the cluster " + endpoint.clusterName() + " cannot be reached at "
                        + endpoint.url() + ": " + reason(connection) + ". " + remedy(endpoint),
                failure);
    }

    private static String reason(Throwable connection) {
        if (causes(connection)
                .anyMatch(cause ->
                        cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException)) {
            return "its name is not known here";
        }
        if (connection instanceof HttpConnectTimeoutException) {
            return "nothing answers";
        }
        if (causes(connection).allMatch(cause -> cause.getMessage() == null)) {
            return "the connection is refused";
        }
        return innermost(connection);
    }

    private static String remedy(Endpoint endpoint) {
        String inside =
                "run this inside of the VPC or of a network that is joined to it (peering, transit gateway, VPN)";
        if (endpoint.publicAccess().isEmpty()) {
            return "If its endpoint is private, " + inside
                    + "; if it is public, see that its public access CIDRs hold the address you call from.";
        }
        return endpoint.publicAccess().get()
                ? "Its endpoint is public: see that its public access CIDRs hold the address you call from."
                : "Its endpoint is private: " + inside + ", or open the public endpoint to your address.";
    }

    private static EksSdkException loginRefused(Endpoint endpoint, KubernetesClientException failure) {
        String caller = endpoint.callerArn().orElse(null);
        String who = caller == null ? "the caller" : caller;
        return new KubernetesLoginRefusedException(
                endpoint.clusterName(),
                caller,
                "The cluster " + endpoint.clusterName() + " does not let in " + who + " (401 Unauthorized)."
                        + " Make an access entry for " + principal(caller)
                        + ", with an access policy or with groups that RBAC knows; if the cluster's authentication"
                        + " mode is CONFIG_MAP, map it in the ConfigMap aws-auth. A new entry takes some seconds to"
                        + " count. If there is one, check the clock of this machine.",
                failure);
    }

    /** What an access entry names: not the session of a role, but the role. */
    private static String principal(@Nullable String caller) {
        if (caller == null) {
            return "it";
        }
        Matcher session = SESSION.matcher(caller);
        return session.matches()
                ? "arn:" + session.group(1) + ":iam::" + session.group(2) + ":role/" + session.group(3)
                        + " (with the role's path, if it has one)"
                : "it";
    }

    private static EksSdkException forbidden(Endpoint endpoint, KubernetesClientException failure) {
        return new KubernetesForbiddenException(
                endpoint.clusterName(),
                endpoint.callerArn().orElse(null),
                "The cluster " + endpoint.clusterName() + " refused: " + said(failure)
                        + " (403 Forbidden). Associate an access policy that allows it with the caller's access entry,"
                        + " or bind a role to the caller or its groups in RBAC.",
                failure);
    }

    private static EksSdkException refused(Endpoint endpoint, KubernetesClientException failure) {
        Status status = failure.getStatus();
        String reason = status == null ? "" : Objects.requireNonNullElse(status.getReason(), "");
        return new KubernetesCallFailedException(
                endpoint.clusterName(),
                failure.getCode(),
                reason,
                "The Kubernetes API of the cluster " + endpoint.clusterName() + " answered " + failure.getCode()
                        + (reason.isEmpty() ? "" : " " + reason) + ": " + said(failure) + ".",
                failure);
    }

    private static String said(KubernetesClientException failure) {
        Status status = failure.getStatus();
        String message = status == null ? null : status.getMessage();
        return Objects.requireNonNullElse(message, String.valueOf(failure.getMessage()));
    }

    private static String innermost(Throwable failure) {
        return causes(failure)
                .map(Throwable::getMessage)
                .filter(Objects::nonNull)
                .reduce((outer, inner) -> inner)
                .map(message -> message.endsWith(".") ? message.substring(0, message.length() - 1) : message)
                .orElse(failure.getClass().getSimpleName());
    }

    private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> type) {
        return causes(failure).filter(type::isInstance).map(type::cast).findFirst();
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(20);
    }
}
