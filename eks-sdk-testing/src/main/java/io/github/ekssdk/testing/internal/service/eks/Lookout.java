package io.github.ekssdk.testing.internal.service.eks;

import java.time.Duration;

/**
 * How often EKS looks whether nodes have come or gone: some times at once, for accounts in which nothing takes any time, then
 * every quarter of a minute.
 */
final class Lookout {
    private static final int AT_ONCE = 20;
    private static final Duration STEP = Duration.ofSeconds(15);

    private int looks;

    /** How long to wait before the next look. */
    Duration next() {
        return looks++ < AT_ONCE ? Duration.ZERO : STEP;
    }
}
