package io.github.ekssdk.testing.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Seeded ids in AWS's shapes: the n-th id of a kind is the same in every run of a seed. */
public final class Ids {
    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final long seed;
    private final Map<String, Integer> counters = new HashMap<>();
    private long drawn;

    Ids(long seed) {
        this.seed = seed;
    }

    /** An EC2-like id: {@code next("vpc")} is {@code vpc-} and 17 hexadecimal digits. */
    public String next(String prefix) {
        return prefix + "-" + hex("id:" + prefix, 17);
    }

    /** An IAM-like unique id: {@code unique("AROA")} is {@code AROA} and 17 letters and digits. */
    public String unique(String prefix) {
        long bits = draw("unique:" + prefix);
        long more = Seeds.mix(bits, 1);
        StringBuilder id = new StringBuilder(prefix);
        for (int i = 0; i < 17; i++) {
            long source = i < 12 ? bits >>> (5 * i) : more >>> (5 * (i - 12));
            id.append(UPPER.charAt((int) (source & 31)));
        }
        return id.toString();
    }

    /** A random-looking UUID. */
    public String uuid() {
        long high = draw("uuid");
        long low = Seeds.mix(high, 1);
        return new UUID((high & ~0xf000L) | 0x4000L, (low & ~(3L << 62)) | (2L << 62)).toString();
    }

    /** Lower-case hexadecimal digits, counted separately for each purpose. */
    public String hex(String purpose, int digits) {
        long value = draw(purpose);
        StringBuilder text = new StringBuilder(digits + 16);
        for (int part = 0; text.length() < digits; part++) {
            String hex = Long.toHexString(Seeds.mix(value, part));
            text.append("0".repeat(16 - hex.length())).append(hex);
        }
        return text.substring(0, digits);
    }

    /** How many ids were drawn. */
    long drawn() {
        return drawn;
    }

    private long draw(String purpose) {
        drawn++;
        int count = counters.merge(purpose, 1, Integer::sum);
        return Seeds.mix(Seeds.mix(seed, purpose), count);
    }
}
