package io.github.ekssdk.testing.internal.service.ec2;

import io.github.ekssdk.testing.internal.AwsRefusal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The request rate limits that EC2 publishes: a bucket of tokens for each operation, which fills with time. Describing
 * everything, without ids, filters or pages, has a smaller bucket of its own.
 */
final class TokenBuckets {
    private static final Rate READ = new Rate(100, 20);
    private static final Rate UNFILTERED_READ = new Rate(50, 10);
    private static final Rate WRITE = new Rate(50, 5);
    private static final Map<String, Rate> OWN = Map.of(
            "CreateNatGateway", new Rate(10, 1),
            "DeleteNatGateway", new Rate(10, 1),
            "CreateTags", new Rate(100, 10),
            "CreateVpcEndpoint", new Rate(4, 0.3),
            "DeleteVpcEndpoints", new Rate(4, 0.3),
            "CreateLaunchTemplateVersion", new Rate(100, 5),
            "CreateNetworkInterface", new Rate(100, 5),
            "DeleteNetworkInterface", new Rate(100, 5),
            "RunInstances", new Rate(5, 2),
            "TerminateInstances", new Rate(100, 5));

    private final Map<String, Bucket> buckets = new HashMap<>();

    /** Takes a token for a call, or refuses it. */
    void take(String operation, boolean unfiltered, Instant now) {
        String key = unfiltered ? operation + " of everything" : operation;
        Bucket bucket = buckets.computeIfAbsent(key, k -> new Bucket(rate(operation, unfiltered), now));
        if (!bucket.take(now)) {
            throw new AwsRefusal(503, "RequestLimitExceeded", "Request limit exceeded.");
        }
    }

    private static Rate rate(String operation, boolean unfiltered) {
        if (operation.startsWith("Describe") || operation.startsWith("Get")) {
            return unfiltered ? UNFILTERED_READ : READ;
        }
        return OWN.getOrDefault(operation, WRITE);
    }

    private record Rate(double capacity, double perSecond) {}

    private static final class Bucket {
        private final Rate rate;
        private double tokens;
        private Instant filledAt;

        Bucket(Rate rate, Instant now) {
            this.rate = rate;
            this.tokens = rate.capacity;
            this.filledAt = now;
        }

        boolean take(Instant now) {
            double passed = Duration.between(filledAt, now).toNanos() / 1e9;
            tokens = Math.min(rate.capacity, tokens + passed * rate.perSecond);
            filledAt = now;
            if (tokens < 1) {
                return false;
            }
            tokens--;
            return true;
        }
    }
}
