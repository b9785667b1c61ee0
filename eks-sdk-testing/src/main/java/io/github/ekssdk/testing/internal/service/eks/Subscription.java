package io.github.ekssdk.testing.internal.service.eks;

import java.util.function.Consumer;
import software.amazon.awssdk.services.eks.model.EksAnywhereSubscription;
import software.amazon.awssdk.services.eks.model.EksAnywhereSubscriptionStatus;

/** One subscription for EKS Anywhere. */
final class Subscription {
    private final String name;
    private final EksTags tags;
    private EksAnywhereSubscription subscription;

    Subscription(String name, EksTags tags, EksAnywhereSubscription subscription) {
        this.name = name;
        this.tags = tags;
        this.subscription = subscription;
    }

    String name() {
        return name;
    }

    EksTags tags() {
        return tags;
    }

    EksAnywhereSubscription model() {
        return subscription;
    }

    boolean is(EksAnywhereSubscriptionStatus status) {
        return status.toString().equals(subscription.status());
    }

    void change(Consumer<EksAnywhereSubscription.Builder> change) {
        subscription = subscription.copy(change);
    }

    EksAnywhereSubscription describe() {
        return subscription.copy(b -> b.tags(tags.asMap()));
    }
}
