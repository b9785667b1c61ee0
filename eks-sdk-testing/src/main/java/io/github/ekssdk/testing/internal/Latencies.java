package io.github.ekssdk.testing.internal;

import io.github.ekssdk.testing.LatencyProfile;
import io.github.ekssdk.testing.LatencySample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Seeded durations: the same (seed, name, key) lasts equally long in every run, whatever else happens. */
public final class Latencies {
    private final LatencyProfile profile;
    private final long seed;
    private final Supplier<Instant> present;
    private final List<LatencySample> samples = new ArrayList<>();

    Latencies(LatencyProfile profile, long seed, Supplier<Instant> present) {
        this.profile = profile;
        this.seed = seed;
        this.present = present;
    }

    /**
     * How long something takes, remembered for {@link #samples()}.
     *
     * @param name entry of the latency profile, such as {@code eks.cluster.create}
     * @param key what tells this thing from others, such as the name of the cluster
     */
    public Duration sample(String name, String key) {
        Duration duration = peek(name, key);
        samples.add(new LatencySample(name, key, duration, present.get()));
        return duration;
    }

    /** The same duration, not remembered. */
    public Duration peek(String name, String key) {
        long hash = Seeds.mix(Seeds.mix(seed, name), key);
        return profile.draw(name, hash);
    }

    /** How many durations were drawn. */
    long drawn() {
        return samples.size();
    }

    /** Every duration drawn so far, oldest first. */
    public List<LatencySample> samples() {
        return List.copyOf(samples);
    }
}
