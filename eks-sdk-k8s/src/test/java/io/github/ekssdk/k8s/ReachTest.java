package io.github.ekssdk.k8s;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.ekssdk.error.EksSdkException;
import io.github.ekssdk.error.KubernetesCallFailedException;
import io.github.ekssdk.error.KubernetesUnreachableException;
import io.github.ekssdk.error.KubernetesUntrustedException;
import io.github.ekssdk.k8s.internal.client.Clients;
import io.github.ekssdk.k8s.internal.client.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpConnectTimeoutException;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** No way to the cluster, told apart from a cluster that refuses and from somebody who poses as one. */
class ReachTest {
    private final Account account = new Account();

    @AfterEach
    void close() {
        account.close();
    }

    private KubernetesClient client(String url, String authority, Optional<Boolean> publicAccess) {
        String encoded = Base64.getEncoder().encodeToString(authority.getBytes(UTF_8));
        return account.keep(Clients.connect(
                new Endpoint("prod", url, encoded, Optional.empty(), publicAccess),
                account.cluster().tokens()));
    }

    private String ownAuthority() {
        return account.kubernetes().certificateAuthority();
    }

    private static String closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "https://127.0.0.1:" + socket.getLocalPort();
        }
    }

    @Test
    void a_private_endpoint_that_does_not_answer_is_told_as_such() throws IOException {
        KubernetesClient client = client(closedPort(), ownAuthority(), Optional.of(false));

        KubernetesUnreachableException failure =
                catchThrowableOfType(KubernetesUnreachableException.class, () -> EksKubernetes.check(client));

        assertThat(failure.retryable()).isTrue();
        assertThat(failure)
                .hasMessageStartingWith(
                        "The Kubernetes API of the cluster prod cannot be reached at https://127.0.0.1:")
                .hasMessageContaining(
                        "Its endpoint is private: run this inside of the VPC or of a network that is joined to it"
                                + " (peering, transit gateway, VPN), or open the public endpoint to your address.");
    }

    @Test
    void a_name_that_nobody_knows_is_told_as_such() {
        KubernetesClient client =
                client("https://0123456789abcdef.gr7.eu-west-1.eks.invalid", ownAuthority(), Optional.of(true));

        KubernetesUnreachableException failure =
                catchThrowableOfType(KubernetesUnreachableException.class, () -> EksKubernetes.check(client));

        assertThat(failure)
                .hasMessageContaining(
                        ": its name is not known here. Its endpoint is public: see that its public access CIDRs"
                                + " hold the address you call from.");
    }

    @Test
    void silence_is_told_as_such() {
        KubernetesClient client = client("https://10.0.0.1", ownAuthority(), Optional.empty());
        KubernetesClientException silence =
                new KubernetesClientException("list failed", new HttpConnectTimeoutException("HTTP connect timed out"));

        EksSdkException failure = EksKubernetes.explain(client, silence);

        assertThat(failure)
                .isInstanceOf(KubernetesUnreachableException.class)
                .hasMessageContaining(
                        "at https://10.0.0.1: nothing answers. If its endpoint is private, run this inside");
    }

    @Test
    void an_answer_signed_by_another_authority_is_refused_before_a_token_is_sent() {
        try (Account other = new Account()) {
            KubernetesClient client = client(
                    account.kubernetes().url().toString(), other.kubernetes().certificateAuthority(), Optional.empty());

            KubernetesUntrustedException failure =
                    catchThrowableOfType(KubernetesUntrustedException.class, () -> EksKubernetes.check(client));

            assertThat(failure.retryable()).isFalse();
            assertThat(failure)
                    .hasMessageContaining("is not trusted as the Kubernetes API of the cluster prod")
                    .hasMessageContaining("No token was sent.");
            assertThat(account.kubernetes().requests()).isEmpty();
        }
    }

    @Test
    void an_authority_that_cannot_be_read_is_told() {
        String url = account.kubernetes().url().toString();

        assertThatExceptionOfType(KubernetesUntrustedException.class)
                .isThrownBy(() -> client(url, "nonsense", Optional.empty()))
                .withMessageStartingWith("The certificate authority of the cluster prod cannot be read: ");
    }

    @Test
    void other_clients_can_be_told_the_authority() {
        assertThat(account.connect().getConfiguration().getCaCertData())
                .isEqualTo(account.cluster().certificateAuthority().orElseThrow());
    }

    @Test
    void a_certificate_for_another_address_is_refused() {
        String url = account.kubernetes().url().toString().replace("127.0.0.1", "127.0.0.2");
        KubernetesClient client = client(url, ownAuthority(), Optional.empty());

        EksSdkException failure = catchThrowableOfType(EksSdkException.class, () -> EksKubernetes.check(client));

        assertThat(failure).isInstanceOfAny(KubernetesUntrustedException.class, KubernetesUnreachableException.class);
        assertThat(account.kubernetes().requests()).isEmpty();
    }

    @Test
    void an_overloaded_server_is_neither() {
        KubernetesClient client = account.connect();
        account.kubernetes().failNext(1, 503);

        KubernetesCallFailedException failure =
                catchThrowableOfType(KubernetesCallFailedException.class, () -> EksKubernetes.check(client));

        assertThat(failure.statusCode()).isEqualTo(503);
        assertThat(failure.retryable()).isTrue();
        assertThat(failure).hasMessageStartingWith("The Kubernetes API of the cluster prod answered 503");
    }
}
