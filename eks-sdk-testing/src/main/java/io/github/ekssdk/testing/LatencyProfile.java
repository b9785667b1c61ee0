package io.github.ekssdk.testing;

import io.github.ekssdk.testing.internal.Seeds;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * How long things take in the fake AWS: for each kind of wait a median, a spread and an upper bound. {@link #typical()} has
 * the durations seen on AWS; {@link #instant()} has none, so that everything is ready at the next call.
 *
 * <pre>{@code
 * FakeAws aws = FakeAws.builder()
 *     .latency(LatencyProfile.typical().with("eks.cluster.create", Duration.ofMinutes(20), 0.1))
 *     .build();
 * }</pre>
 *
 * @since 0.1
 */
public final class LatencyProfile {
    private static final double UNBOUNDED = 7_200;

    private final String name;
    private final Map<String, Spread> entries;

    private LatencyProfile(String name, Map<String, Spread> entries) {
        this.name = name;
        this.entries = Collections.unmodifiableMap(new TreeMap<>(entries));
    }

    /** Nothing takes any time, calls neither. */
    public static LatencyProfile instant() {
        return typical().scaled("instant", 0);
    }

    /** Durations as seen on AWS: nine minutes for a control plane, two for a managed node group, 97 s for a NAT gateway. */
    public static LatencyProfile typical() {
        return new LatencyProfile("typical", LatencyTable.typical());
    }

    /** A quick day on AWS: a control plane in seven minutes. */
    public static LatencyProfile fast() {
        return typical().scaled("fast", 420.0 / 540);
    }

    /** A slow day on AWS: a control plane in twelve minutes. */
    public static LatencyProfile slow() {
        return typical().scaled("slow", 720.0 / 540);
    }

    /**
     * The profile of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static LatencyProfile named(String name) {
        return switch (name) {
            case "instant" -> instant();
            case "fast" -> fast();
            case "typical" -> typical();
            case "slow" -> slow();
            default ->
                throw new IllegalArgumentException(
                        "There is no latency profile '" + name + "'; there are instant, fast, typical and slow.");
        };
    }

    /** A profile of these entries. */
    static LatencyProfile of(String name, Map<String, Spread> entries) {
        return new LatencyProfile(name, entries);
    }

    Map<String, Spread> entries() {
        return entries;
    }

    /** {@code instant}, {@code fast}, {@code typical} or {@code slow}; derived profiles keep the name. */
    public String name() {
        return name;
    }

    /**
     * This profile with one entry changed or added.
     *
     * @param entry name of the entry, such as {@code ec2.nat.create}; {@link #names()} lists them
     * @param median half of the draws are shorter
     * @param sigma spread of the lognormal distribution; 0 for always the median
     */
    public LatencyProfile with(String entry, Duration median, double sigma) {
        Map<String, Spread> changed = new TreeMap<>(entries);
        changed.put(entry, new Spread(median.toNanos() / 1e9, sigma, UNBOUNDED));
        return new LatencyProfile(name, changed);
    }

    /** Names of all entries. */
    public Iterable<String> names() {
        return entries.keySet();
    }

    /** Median of an entry. */
    public Duration median(String entry) {
        return seconds(spread(entry).median);
    }

    /**
     * Draws a duration of an entry; equal seeds draw equal durations.
     *
     * @throws IllegalArgumentException if the profile has no such entry
     */
    public Duration draw(String entry, long seed) {
        Spread spread = spread(entry);
        if (spread.median == 0 || spread.sigma == 0) {
            return seconds(spread.median);
        }
        double gauss = new Random(Seeds.mix(seed, 0)).nextGaussian();
        return seconds(Math.min(spread.cap, spread.median * StrictMath.exp(gauss * spread.sigma)));
    }

    private Spread spread(String entry) {
        Spread spread = entries.get(entry);
        if (spread == null) {
            throw new IllegalArgumentException("the latency profile '" + name + "' has no entry '" + entry
                    + "'; add it with with(name, median, sigma)");
        }
        return spread;
    }

    private LatencyProfile scaled(String newName, double factor) {
        Map<String, Spread> scaled = new TreeMap<>();
        entries.forEach((entry, s) -> scaled.put(entry, new Spread(s.median * factor, s.sigma, s.cap * factor)));
        return new LatencyProfile(newName, scaled);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1_000));
    }

    @Override
    public String toString() {
        return "LatencyProfile[" + name + "]";
    }

    /** A lognormal distribution in seconds. */
    record Spread(double median, double sigma, double cap) {}
}
