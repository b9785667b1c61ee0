package io.github.ekssdk.testing.internal.service.eks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.model.EksAnywhereSubscription;
import software.amazon.awssdk.services.eks.model.EksAnywhereSubscriptionStatus;
import software.amazon.awssdk.services.eks.model.EksAnywhereSubscriptionTerm;
import software.amazon.awssdk.services.eks.model.EksAnywhereSubscriptionTermUnit;
import software.amazon.awssdk.services.eks.model.InvalidParameterException;
import software.amazon.awssdk.services.eks.model.InvalidRequestException;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;

class SubscriptionTest {
    private final EksWorld world = new EksWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void a_subscription_brings_its_licences() {
        EksAnywhereSubscription created = create("site", 12, false);
        world.pass(EksWorld.UPDATE);
        EksAnywhereSubscription active = describe(created.id());

        assertThat(created.status()).isEqualTo("CREATING");
        assertThat(active.status()).isEqualTo("ACTIVE");
        assertThat(active.licenses()).hasSize(2);
        assertThat(active.licenseArns()).hasSize(2);
        assertThat(Duration.between(active.effectiveDate(), active.expirationDate()))
                .isEqualTo(Duration.ofDays(365));
        assertThat(world.eks
                        .listTagsForResource(r -> r.resourceArn(created.arn()))
                        .tags())
                .isEqualTo(Map.of("site", "a"));
    }

    @Test
    void it_expires_unless_it_renews_itself() {
        EksAnywhereSubscription ends = create("ends", 12, false);
        EksAnywhereSubscription renews = create("renews", 12, true);

        world.pass(Duration.ofDays(366));

        assertThat(describe(ends.id()).status()).isEqualTo("EXPIRED");
        assertThat(describe(renews.id()).status()).isEqualTo("ACTIVE");
        assertThat(world.eks
                        .listEksAnywhereSubscriptions(r -> r.includeStatus(EksAnywhereSubscriptionStatus.EXPIRED))
                        .subscriptions())
                .extracting(EksAnywhereSubscription::id)
                .containsExactly(ends.id());
    }

    @Test
    void only_an_expired_subscription_can_be_deleted() {
        EksAnywhereSubscription created = create("site", 12, true);
        world.pass(EksWorld.UPDATE);

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> world.eks.deleteEksAnywhereSubscription(r -> r.id(created.id())))
                .satisfies(e -> assertThat(e.subscriptionId()).isEqualTo(created.id()));
        world.eks.updateEksAnywhereSubscription(r -> r.id(created.id()).autoRenew(false));
        world.pass(Duration.ofDays(366));
        world.eks.deleteEksAnywhereSubscription(r -> r.id(created.id()));

        assertThat(world.inventory("eks:anywhere-subscription")).isEmpty();
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> describe(created.id()));
    }

    @Test
    void terms_are_one_or_three_years() {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> create("site", 24, false))
                .withMessageContaining("12 or 36 MONTHS");
    }

    private EksAnywhereSubscription create(String name, int months, boolean renews) {
        EksAnywhereSubscriptionTerm term = EksAnywhereSubscriptionTerm.builder()
                .duration(months)
                .unit(EksAnywhereSubscriptionTermUnit.MONTHS)
                .build();
        return world.eks
                .createEksAnywhereSubscription(r -> r.name(name)
                        .term(term)
                        .licenseQuantity(2)
                        .autoRenew(renews)
                        .tags(Map.of("site", "a")))
                .subscription();
    }

    private EksAnywhereSubscription describe(String id) {
        return world.eks.describeEksAnywhereSubscription(r -> r.id(id)).subscription();
    }
}
