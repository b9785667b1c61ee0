package io.github.ekssdk.internal.aws;

import io.github.ekssdk.spi.Time;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps each operation below the rate at which AWS starts to refuse it, for a whole account and region.
 *
 * <p>EC2 publishes a token bucket for each operation (capacity, refill per second). A limit of {@code n} calls in each
 * period of {@code n / refill} seconds lets at most {@code 2n} calls through at once, so {@code n} is at most half of the
 * capacity. EKS, IAM and STS publish nothing; theirs are cautious guesses.
 */
final class CallLimits {

    private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofHours(1);
    private static final Limit EC2_READ = new Limit(50, 20);
    private static final Limit EC2_WRITE = new Limit(25, 5);
    private static final Limit READ = new Limit(40, 20);
    private static final Limit WRITE = new Limit(20, 5);
    private static final Map<String, Limit> SPECIAL = Map.of(
            "ec2:CreateNatGateway", new Limit(5, 1),
            "ec2:DeleteNatGateway", new Limit(5, 1),
            "ec2:CreateVpcEndpoint", new Limit(2, 0.3),
            "ec2:DeleteVpcEndpoints", new Limit(2, 0.3),
            "ec2:CreateTags", new Limit(50, 10),
            "ec2:DeleteTags", new Limit(50, 10));

    private final Time time;
    private final Instant start;
    private final Map<String, RateLimiter> limiters = new ConcurrentHashMap<>();

    CallLimits(Time time) {
        this.time = time;
        this.start = time.now();
    }

    /** Takes a permit and returns how long to wait before it may be used. */
    Duration reserve(String service, String operation) {
        String action = service + ":" + operation;
        RateLimiter limiter = limiters.computeIfAbsent(action, name -> limiter(name, limit(service, operation)));
        return Duration.ofNanos(Math.max(0, limiter.reservePermission(1)));
    }

    private RateLimiter limiter(String name, Limit limit) {
        RateLimiterConfig config = RateLimiterConfig.custom()
                .limitForPeriod(limit.calls)
                .limitRefreshPeriod(limit.period())
                .timeoutDuration(AS_LONG_AS_IT_TAKES)
                .build();
        return new AtomicRateLimiter(
                name, config, () -> Duration.between(start, time.now()).toNanos());
    }

    private static Limit limit(String service, String operation) {
        Limit special = SPECIAL.get(service + ":" + operation);
        if (special != null) {
            return special;
        }
        boolean read = operation.startsWith("Describe") || operation.startsWith("List") || operation.startsWith("Get");
        if (service.equals("ec2")) {
            return read ? EC2_READ : EC2_WRITE;
        }
        return read ? READ : WRITE;
    }

    /** So many calls at once, refilled at so many a second. */
    private record Limit(int calls, double perSecond) {

        Duration period() {
            return Duration.ofMillis((long) Math.ceil(1000 * calls / perSecond));
        }
    }
}
