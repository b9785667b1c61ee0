package io.github.ekssdk.testing.internal.service.elb;

import io.github.ekssdk.testing.internal.AwsRefusal;
import io.github.ekssdk.testing.internal.Call;
import io.github.ekssdk.testing.internal.Quotas;
import java.time.Duration;
import java.time.Instant;

/**
 * Limits how fast load balancers are managed. AWS publishes none; the bucket is the size of the one that EC2 publishes for
 * its mutating calls, and reading goes four times as fast.
 */
final class ElbBuckets {
    private static final double CAPACITY = 50;
    private static final double WRITES_PER_SECOND = 5;
    private static final double READ_COST = 0.25;

    private final Quotas quotas;
    private double tokens = CAPACITY;
    private Instant filledAt = Instant.EPOCH;

    ElbBuckets(Quotas quotas) {
        this.quotas = quotas;
    }

    /** Takes a token for a call, or refuses it. */
    void take(Call call) {
        if (!quotas.rates()) {
            return;
        }
        double passed = Duration.between(filledAt, call.now()).toNanos() / 1e9;
        tokens = Math.min(CAPACITY, tokens + passed * WRITES_PER_SECOND);
        filledAt = call.now();
        double cost = call.operation().startsWith("Describe") ? READ_COST : 1;
        if (tokens < cost) {
            throw new AwsRefusal(400, "Throttling", "Rate exceeded");
        }
        tokens -= cost;
    }
}
