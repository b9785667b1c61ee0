package io.github.ekssdk.k8s.internal.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.k8s.Account;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;

class TrustTest {

    @Test
    void the_authorities_of_the_jdk_are_not_trusted() {
        try (Account account = new Account()) {
            String authority = Base64.getEncoder()
                    .encodeToString(account.kubernetes().certificateAuthority().getBytes(UTF_8));

            List<TrustManager> managers = List.of(Trust.in(new Endpoint("prod", "https://127.0.0.1", authority)));

            assertThat(managers)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            X509TrustManager.class,
                            manager -> assertThat(manager.getAcceptedIssuers()).hasSize(1));
        }
    }
}
