package io.github.ekssdk.testing;

import java.time.Duration;
import java.time.Instant;

/**
 * One duration that the fake drew from its latency profile.
 *
 * @param name entry of the profile, such as {@code eks.cluster.create}
 * @param key the thing that took this long, such as the name of a cluster
 * @param duration how long it takes
 * @param at when it began
 * @since 0.1
 */
public record LatencySample(String name, String key, Duration duration, Instant at) {}
