package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.Call;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.CreateEksAnywhereSubscriptionRequest;
import software.amazon.awssdk.services.eks.model.CreateEksAnywhereSubscriptionResponse;
import software.amazon.awssdk.services.eks.model.DeleteEksAnywhereSubscriptionRequest;
import software.amazon.awssdk.services.eks.model.DeleteEksAnywhereSubscriptionResponse;
import software.amazon.awssdk.services.eks.model.DescribeEksAnywhereSubscriptionRequest;
import software.amazon.awssdk.services.eks.model.DescribeEksAnywhereSubscriptionResponse;
import software.amazon.awssdk.services.eks.model.EksAnywhereSubscription;
import software.amazon.awssdk.services.eks.model.EksAnywhereSubscriptionLicenseType;
import software.amazon.awssdk.services.eks.model.EksAnywhereSubscriptionStatus;
import software.amazon.awssdk.services.eks.model.EksAnywhereSubscriptionTerm;
import software.amazon.awssdk.services.eks.model.License;
import software.amazon.awssdk.services.eks.model.ListEksAnywhereSubscriptionsRequest;
import software.amazon.awssdk.services.eks.model.ListEksAnywhereSubscriptionsResponse;
import software.amazon.awssdk.services.eks.model.UpdateEksAnywhereSubscriptionRequest;
import software.amazon.awssdk.services.eks.model.UpdateEksAnywhereSubscriptionResponse;

/** Subscriptions for EKS Anywhere. */
public final class Subscriptions {
    private static final List<Integer> TERMS = List.of(12, 36);

    private final Account account;
    private final Map<String, Subscription> byId = new LinkedHashMap<>();
    private final ClientTokens<Subscription> tokens = new ClientTokens<>();

    Subscriptions(Account account) {
        this.account = account;
    }

    Collection<Subscription> all() {
        return byId.values();
    }

    public CreateEksAnywhereSubscriptionResponse create(CreateEksAnywhereSubscriptionRequest request, Call call) {
        EksTags tags = EksTags.ofCreate(request.tags());
        CreateEksAnywhereSubscriptionRequest parameters = request.copy(b -> b.clientRequestToken(null));
        Optional<Subscription> earlier = tokens.earlier(request.clientRequestToken(), parameters);
        Subscription subscription = earlier.isPresent() ? earlier.get() : made(request, tags, call.now());
        tokens.remember(request.clientRequestToken(), parameters, subscription);
        return CreateEksAnywhereSubscriptionResponse.builder()
                .subscription(subscription.describe())
                .build();
    }

    public DescribeEksAnywhereSubscriptionResponse describe(DescribeEksAnywhereSubscriptionRequest request) {
        return DescribeEksAnywhereSubscriptionResponse.builder()
                .subscription(subscription(request.id()).describe())
                .build();
    }

    public ListEksAnywhereSubscriptionsResponse list(ListEksAnywhereSubscriptionsRequest request) {
        List<String> wanted = request.includeStatusAsStrings();
        List<EksAnywhereSubscription> found = byId.values().stream()
                .map(Subscription::describe)
                .filter(one -> wanted.isEmpty() || wanted.contains(one.status()))
                .toList();
        EksPages<EksAnywhereSubscription> page = EksPages.of(found, request.maxResults(), request.nextToken());
        return ListEksAnywhereSubscriptionsResponse.builder()
                .subscriptions(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    public UpdateEksAnywhereSubscriptionResponse update(UpdateEksAnywhereSubscriptionRequest request) {
        Subscription subscription = subscription(request.id());
        if (!subscription.is(EksAnywhereSubscriptionStatus.ACTIVE)) {
            throw EksRefusals.invalidRequest("Subscription " + request.id() + " is in "
                            + subscription.model().status() + " status and cannot be updated")
                    .with("subscriptionId", request.id());
        }
        subscription.change(b -> b.autoRenew(EksInput.required("autoRenew", request.autoRenew())));
        return UpdateEksAnywhereSubscriptionResponse.builder()
                .subscription(subscription.describe())
                .build();
    }

    /** Only what has expired can be deleted; whoever wants out earlier, asks AWS Support. */
    public DeleteEksAnywhereSubscriptionResponse delete(DeleteEksAnywhereSubscriptionRequest request) {
        Subscription subscription = subscription(request.id());
        if (!subscription.is(EksAnywhereSubscriptionStatus.EXPIRED)) {
            throw EksRefusals.invalidRequest("Subscription " + request.id() + " is in "
                            + subscription.model().status() + " status; only expired subscriptions can be deleted")
                    .with("subscriptionId", request.id());
        }
        subscription.change(b -> b.status(EksAnywhereSubscriptionStatus.DELETING.toString()));
        byId.remove(request.id());
        tokens.forget(subscription);
        return DeleteEksAnywhereSubscriptionResponse.builder()
                .subscription(subscription.describe())
                .build();
    }

    private Subscription made(CreateEksAnywhereSubscriptionRequest request, EksTags tags, Instant now) {
        String name = EksInput.required("name", request.name());
        EksAnywhereSubscriptionTerm term = EksInput.required("term", request.term());
        if (!TERMS.contains(term.duration()) || term.unit() == null) {
            throw EksRefusals.invalidParameter("The term of a subscription must be 12 or 36 MONTHS.");
        }
        if (byId.values().stream().anyMatch(other -> other.name().equals(name))) {
            throw EksRefusals.invalidParameter("Subscription already exists with name: " + name);
        }
        String id = account.ids().uuid();
        int licenses = request.licenseQuantity() == null ? 1 : request.licenseQuantity();
        Subscription subscription = new Subscription(
                name,
                tags,
                EksAnywhereSubscription.builder()
                        .id(id)
                        .arn(account.arn("eks", "eks-anywhere-subscription/" + id))
                        .createdAt(now)
                        .term(term)
                        .licenseQuantity(licenses)
                        .licenseType(EksAnywhereSubscriptionLicenseType.CLUSTER)
                        .autoRenew(Boolean.TRUE.equals(request.autoRenew()))
                        .status(EksAnywhereSubscriptionStatus.CREATING.toString())
                        .build());
        byId.put(id, subscription);
        account.transitions()
                .at(
                        now.plus(account.latencies().sample("eks.subscription.create", name)),
                        "subscription/" + name + " becomes ACTIVE",
                        () -> activate(subscription, licenses));
        return subscription;
    }

    private void activate(Subscription subscription, int quantity) {
        List<License> licenses = new ArrayList<>();
        for (int i = 0; i < quantity; i++) {
            licenses.add(License.builder()
                    .id(account.ids().uuid())
                    .token(account.ids().hex("license", 64))
                    .build());
        }
        List<String> arns = licenses.stream()
                .map(license -> "arn:" + account.partition() + ":license-manager::" + account.id() + ":license:l-"
                        + license.id())
                .toList();
        subscription.change(b -> b.licenses(licenses).licenseArns(arns));
        term(subscription, account.transitions().now());
    }

    /** A term begins, and after it the next one or the end. */
    private void term(Subscription subscription, Instant start) {
        int months = subscription.model().term().duration();
        Instant end = start.atOffset(ZoneOffset.UTC).plusMonths(months).toInstant();
        subscription.change(b -> b.status(EksAnywhereSubscriptionStatus.ACTIVE.toString())
                .effectiveDate(start)
                .expirationDate(end));
        account.transitions().at(end, "subscription/" + subscription.name() + " ends its term", () -> {
            if (Boolean.TRUE.equals(subscription.model().autoRenew())) {
                term(subscription, end);
            } else {
                subscription.change(b -> b.status(EksAnywhereSubscriptionStatus.EXPIRED.toString()));
            }
        });
    }

    private Subscription subscription(@Nullable String id) {
        Subscription found = byId.get(EksInput.required("id", id));
        if (found == null) {
            throw EksRefusals.notFound("No subscription found for ID: " + id)
                    .with("subscriptionId", String.valueOf(id));
        }
        return found;
    }
}
