package io.github.ekssdk.kubeconfig;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ekssdk.error.AwsCallFailedException;
import io.github.ekssdk.error.AwsError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CachedTokenSourceTest {

    private static final Duration LIFE = Duration.ofMinutes(14);

    private final SettableClock clock = new SettableClock("2026-11-22T19:00:00Z");
    private final AtomicInteger made = new AtomicInteger();

    @Test
    void a_token_is_kept_for_ten_of_its_fourteen_minutes() {
        CachedTokenSource source = counting().cached(clock);

        BearerToken first = source.token();
        clock.advance(Duration.ofMinutes(10).minusSeconds(1));
        BearerToken shortlyBefore = source.token();
        clock.advance(Duration.ofSeconds(1));
        BearerToken atTheMargin = source.token();

        assertThat(shortlyBefore).isSameAs(first);
        assertThat(atTheMargin.value()).isEqualTo("token-2");
    }

    @Test
    void the_margin_may_be_chosen_and_is_not_negative() {
        CachedTokenSource source = counting().cached(clock, Duration.ZERO);

        BearerToken first = source.token();
        clock.advance(LIFE.minusSeconds(1));
        BearerToken inTheLastSecond = source.token();

        assertThat(inTheLastSecond).isSameAs(first);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> counting().cached(clock, Duration.ofSeconds(-1)))
                .withMessageContaining("cannot be negative");
    }

    @Test
    void a_refused_token_is_replaced_once_however_many_report_it() {
        CachedTokenSource source = counting().cached(clock);
        BearerToken refused = source.token();

        source.discard(refused);
        BearerToken second = source.token();
        source.discard(refused);
        BearerToken third = source.token();

        assertThat(second.value()).isEqualTo("token-2");
        assertThat(third).isSameAs(second);
    }

    @Test
    void many_threads_at_the_start_share_one_token() throws Exception {
        int threads = 16;
        CountDownLatch together = new CountDownLatch(threads);
        CachedTokenSource source = counting().cached(clock);
        ExecutorService pool = Executors.newFixedThreadPool(threads);

        List<Future<BearerToken>> tokens = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            tokens.add(pool.submit(() -> {
                together.countDown();
                together.await();
                return source.token();
            }));
        }

        for (Future<BearerToken> token : tokens) {
            assertThat(token.get(30, SECONDS).value()).isEqualTo("token-1");
        }
        pool.shutdownNow();
    }

    @Test
    void others_go_on_with_the_living_token_while_one_thread_makes_the_next() throws Exception {
        CountDownLatch making = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CachedTokenSource source = ((TokenSource) () -> {
                    if (made.get() == 1) {
                        making.countDown();
                        awaitQuietly(release);
                    }
                    return next();
                })
                .cached(clock);
        BearerToken living = source.token();
        clock.advance(Duration.ofMinutes(11));
        ExecutorService pool = Executors.newSingleThreadExecutor();

        Future<BearerToken> slow = pool.submit(source::token);
        making.await();
        BearerToken meanwhile = source.token();
        release.countDown();

        assertThat(meanwhile).isSameAs(living);
        assertThat(slow.get(30, SECONDS).value()).isEqualTo("token-2");
        pool.shutdownNow();
    }

    @Test
    void a_token_that_cannot_be_replaced_serves_until_it_ends() {
        CachedTokenSource source = ((TokenSource) () -> {
                    if (made.get() == 1) {
                        throw noCredentials();
                    }
                    return next();
                })
                .cached(clock);
        BearerToken living = source.token();

        clock.advance(LIFE.minusSeconds(1));
        BearerToken inTheLastSecond = source.token();
        clock.advance(Duration.ofSeconds(1));

        assertThat(inTheLastSecond).isSameAs(living);
        assertThatThrownBy(source::token).isInstanceOf(AwsCallFailedException.class);
    }

    @Test
    void a_failure_does_not_block_the_next_call() {
        AtomicInteger calls = new AtomicInteger();
        CachedTokenSource source = ((TokenSource) () -> {
                    if (calls.incrementAndGet() == 1) {
                        throw noCredentials();
                    }
                    return next();
                })
                .cached(clock);

        assertThatThrownBy(source::token).isInstanceOf(AwsCallFailedException.class);
        BearerToken later = source.token();

        assertThat(later.value()).isEqualTo("token-1");
    }

    private TokenSource counting() {
        return this::next;
    }

    private BearerToken next() {
        return new BearerToken(
                "token-" + made.incrementAndGet(), clock.instant().plus(LIFE));
    }

    private static AwsCallFailedException noCredentials() {
        AwsError error =
                new AwsError("sts", "GetCallerIdentity", "CredentialsUnavailable", 0, "none", Optional.empty());
        return new AwsCallFailedException("the bearer token of cluster demo", error, true, null);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
