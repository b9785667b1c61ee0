package io.github.ekssdk.internal.aws;

import io.github.ekssdk.spi.Time;
import java.time.Duration;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/**
 * A retry strategy of the AWS SDK whose delays are spent on our time, so that they take none on a virtual clock, and that fails with an
 * {@link AwsFault} when there is nothing left to try.
 */
final class OnTimeRetryStrategy implements RetryStrategy {

    private final RetryStrategy strategy;
    private final Time time;

    OnTimeRetryStrategy(RetryStrategy strategy, Time time) {
        this.strategy = strategy;
        this.time = time;
    }

    @Override
    public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
        return strategy.acquireInitialToken(request);
    }

    @Override
    public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
        RefreshRetryTokenResponse refreshed = refresh(request);
        try {
            time.sleep(refreshed.delay());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("Interrupted before a retry.", interrupted);
        }
        return RefreshRetryTokenResponse.create(refreshed.token(), Duration.ZERO);
    }

    private RefreshRetryTokenResponse refresh(RefreshRetryTokenRequest request) {
        try {
            return strategy.refreshRetryToken(request);
        } catch (TokenAcquisitionFailedException nothingLeft) {
            throw Translation.of(request.failure()) instanceof AwsFault fault ? fault : nothingLeft;
        }
    }

    @Override
    public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
        return strategy.recordSuccess(request);
    }

    @Override
    public int maxAttempts() {
        return strategy.maxAttempts();
    }

    @Override
    public boolean useClientDefaults() {
        return false;
    }

    @Override
    public Builder<?, ?> toBuilder() {
        return strategy.toBuilder();
    }
}
