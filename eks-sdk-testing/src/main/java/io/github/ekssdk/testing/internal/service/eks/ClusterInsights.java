package io.github.ekssdk.testing.internal.service.eks;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.Insight;

/** What EKS knows of the readiness of one cluster: as of the last refresh, not as of now. */
final class ClusterInsights {
    static final Duration PERIOD = Duration.ofHours(24);

    private final Map<String, Insight> found = new LinkedHashMap<>();
    private final Map<String, Insight> declared = new LinkedHashMap<>();
    private @Nullable Instant refreshedAt;
    private @Nullable Refresh latest;

    /** The latest refresh that somebody asked for; it runs as long as it has no end. */
    record Refresh(Instant startedAt, @Nullable Instant endedAt) {}

    Collection<Insight> found() {
        return found.values();
    }

    Optional<Insight> find(String id) {
        return found.values().stream()
                .filter(insight -> id.equals(insight.id()))
                .findFirst();
    }

    /** What tests say that EKS would find, by name. */
    Map<String, Insight> declared() {
        return declared;
    }

    boolean isDue(Instant now) {
        return refreshedAt == null || !now.isBefore(refreshedAt.plus(PERIOD));
    }

    /** Lets the next look at the insights refresh them first. */
    void expire() {
        refreshedAt = null;
    }

    Optional<Refresh> latest() {
        return Optional.ofNullable(latest);
    }

    void latest(Refresh refresh) {
        this.latest = refresh;
    }

    /** Takes over what a refresh found; an insight keeps its id, and the time of its last change unless its status changed. */
    void replace(List<Insight> checked, Instant now, Supplier<String> ids) {
        Map<String, Insight> before = new LinkedHashMap<>(found);
        found.clear();
        for (Insight insight : checked) {
            String key = insight.categoryAsString() + "/" + insight.name() + "/" + insight.kubernetesVersion();
            Optional<Insight> old = Optional.ofNullable(before.get(key));
            String id = old.map(Insight::id).orElseGet(ids);
            Instant changedAt = old.filter(earlier -> earlier.insightStatus().status()
                            == insight.insightStatus().status())
                    .map(Insight::lastTransitionTime)
                    .orElse(now);
            found.put(key, insight.copy(b -> b.id(id).lastRefreshTime(now).lastTransitionTime(changedAt)));
        }
        refreshedAt = now;
    }
}
