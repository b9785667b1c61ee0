package io.github.ekssdk.testing.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.LatencyProfile;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.opentest4j.AssertionFailedError;
import software.amazon.awssdk.services.sts.StsClient;

class FakeAwsExtensionTest {
    @RegisterExtension
    final FakeAwsExtension fake = FakeAwsExtension.builder()
            .aws(aws -> aws.latency(LatencyProfile.instant().with("call.read", Duration.ofSeconds(3), 0))
                    .accountId("210987654321"))
            .build();

    @Test
    void settings_reach_the_account(FakeAws aws, StsClient sts) {
        assertThat(sts.getCallerIdentity().account()).isEqualTo("210987654321");

        assertThat(aws.clock().now()).isEqualTo(Instant.parse("2026-01-01T00:00:03Z"));
    }

    @Test
    void a_thread_that_a_test_leaves_behind_fails_it() throws InterruptedException {
        TestAccount account = new TestAccount(FakeAws.create(), Duration.ofMillis(50));
        Thread left = new Thread(FakeAwsExtensionTest::waitForever, "eks-sdk-worker-left");
        left.setDaemon(true);
        left.start();

        assertThatThrownBy(() -> account.close(false))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining("eks-sdk-worker-left");

        left.interrupt();
        left.join();
    }

    private static void waitForever() {
        try {
            Thread.currentThread().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
