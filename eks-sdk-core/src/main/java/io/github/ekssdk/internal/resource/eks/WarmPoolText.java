package io.github.ekssdk.internal.resource.eks;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.WarmPoolConfig;

/** A warm pool as a map of text: its members by their names in the EKS API. */
public final class WarmPoolText {

    static final WarmPoolConfig OFF = WarmPoolConfig.builder().enabled(false).build();

    private static final String MIN_SIZE = "minSize";
    private static final String MOST = "maxGroupPreparedCapacity";
    private static final String STATE = "poolState";
    private static final String REUSE = "reuseOnScaleIn";

    /** What EKS takes for no limit but that of the group. */
    private static final int NO_LIMIT = -1;

    private WarmPoolText() {}

    /** Returns the text of a warm pool. */
    public static Map<String, String> text(int minSize, Optional<Integer> most, String state, boolean reuse) {
        Map<String, String> text = new TreeMap<>();
        text.put(MIN_SIZE, Integer.toString(minSize));
        most.filter(limit -> limit != NO_LIMIT).ifPresent(limit -> text.put(MOST, limit.toString()));
        text.put(STATE, state);
        text.put(REUSE, Boolean.toString(reuse));
        return text;
    }

    static Optional<Map<String, String>> text(@Nullable WarmPoolConfig config) {
        if (config == null || !Boolean.TRUE.equals(config.enabled())) {
            return Optional.empty();
        }
        return Optional.of(text(
                Objects.requireNonNullElse(config.minSize(), 0),
                Optional.ofNullable(config.maxGroupPreparedCapacity()),
                Objects.requireNonNullElse(config.poolStateAsString(), "STOPPED"),
                Boolean.TRUE.equals(config.reuseOnScaleIn())));
    }

    /** EKS keeps what an update leaves out, so everything is said. */
    static WarmPoolConfig config(Map<String, String> text) {
        return WarmPoolConfig.builder()
                .enabled(true)
                .minSize(Integer.valueOf(text.getOrDefault(MIN_SIZE, "0")))
                .maxGroupPreparedCapacity(Integer.valueOf(text.getOrDefault(MOST, Integer.toString(NO_LIMIT))))
                .poolState(text.get(STATE))
                .reuseOnScaleIn(Boolean.valueOf(text.get(REUSE)))
                .build();
    }
}
