package io.github.ekssdk.testing.internal.service.eks;

import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.eks.model.Addon;
import software.amazon.awssdk.services.eks.model.AddonIssue;
import software.amazon.awssdk.services.eks.model.AddonStatus;

/** One add-on of a cluster. */
final class AddonState {
    private final AddonOffer offer;
    private final EksTags tags;
    private Addon addon;

    AddonState(AddonOffer offer, EksTags tags, Addon addon) {
        this.offer = offer;
        this.tags = tags;
        this.addon = addon;
    }

    String name() {
        return addon.addonName();
    }

    String arn() {
        return addon.addonArn();
    }

    AddonOffer offer() {
        return offer;
    }

    EksTags tags() {
        return tags;
    }

    AddonStatus status() {
        return addon.status();
    }

    /** The add-on as it is kept: what ails it while it runs, is looked up when it is shown. */
    Addon model() {
        return addon;
    }

    /** What updates of the add-on are kept under. */
    String target() {
        return Updates.addon(name());
    }

    void change(Consumer<Addon.Builder> change) {
        addon = addon.copy(change);
    }

    void fail(AddonStatus status, AddonIssue issue) {
        change(b -> b.status(status).health(health -> health.issues(issue)));
    }

    /** The add-on as EKS shows it, degraded if it runs and something ails it. */
    Addon describe(List<AddonIssue> ailments) {
        if (addon.status() == AddonStatus.ACTIVE && !ailments.isEmpty()) {
            return addon.copy(b -> b.status(AddonStatus.DEGRADED)
                    .health(h -> h.issues(ailments))
                    .tags(tags.asMap()));
        }
        return addon.copy(b -> b.tags(tags.asMap()));
    }
}
