package io.github.ekssdk.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.ekssdk.testing.kubernetes.KubernetesRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectTest {
    private final Account account = new Account();

    @AfterEach
    void close() {
        account.close();
    }

    private List<Integer> statuses() {
        return account.kubernetes().requests().stream()
                .map(KubernetesRequest::status)
                .toList();
    }

    @Test
    void a_client_of_a_cluster_lists_what_is_in_it() {
        KubernetesClient client = account.connect();

        assertThat(client.namespaces().list().getItems())
                .extracting(namespace -> namespace.getMetadata().getName())
                .contains("default", "kube-system");
    }

    @Test
    void the_token_is_renewed_before_it_ends() {
        KubernetesClient client = account.connect();

        for (int i = 0; i < 6; i++) {
            client.namespaces().list();
            account.pass(Duration.ofMinutes(9));
        }

        assertThat(statuses()).hasSize(6).containsOnly(200);
    }

    @Test
    void a_refused_token_is_replaced_and_the_request_repeated_once() {
        KubernetesClient client = account.connect();
        client.namespaces().list();
        account.kubernetes().failNext(1, 401);

        client.namespaces().list();

        assertThat(statuses()).containsExactly(200, 401, 200);
    }

    @Test
    void a_second_refusal_is_told() {
        KubernetesClient client = account.connect();
        account.kubernetes().failNext(3, 401);

        KubernetesClientException refusal = catchThrowableOfType(
                KubernetesClientException.class, () -> client.namespaces().list());

        assertThat(refusal.getCode()).isEqualTo(401);
        assertThat(statuses()).containsExactly(401, 401);
    }

    @Test
    void nothing_else_is_repeated() {
        KubernetesClient client = account.connect();
        account.kubernetes().failNext(1, 503);

        KubernetesClientException refusal = catchThrowableOfType(
                KubernetesClientException.class, () -> client.namespaces().list());

        assertThat(refusal.getCode()).isEqualTo(503);
        assertThat(statuses()).containsExactly(503);
    }
}
