package io.github.ekssdk.k8s.nodes;

import static java.net.HttpURLConnection.HTTP_CONFLICT;
import static java.net.HttpURLConnection.HTTP_FORBIDDEN;
import static java.net.HttpURLConnection.HTTP_INTERNAL_ERROR;
import static java.net.HttpURLConnection.HTTP_NOT_FOUND;

import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.api.model.policy.v1.EvictionBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.ekssdk.k8s.internal.client.Calls;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks pods to leave, each by its own identity, so that a successor of the same name is left alone. */
final class Evictor {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final Pattern BUDGET = Pattern.compile("The disruption budget (\\S+) .*");

    private final KubernetesClient client;
    private final Calls calls;
    private final Optional<Duration> gracePeriod;

    Evictor(KubernetesClient client, Calls calls, Optional<Duration> gracePeriod) {
        this.client = client;
        this.calls = calls;
        this.gracePeriod = gracePeriod;
    }

    /** Asks by the eviction API, which asks the pod's disruption budget. */
    Eviction evict(Pod pod) {
        var eviction = new EvictionBuilder()
                .withNewMetadata()
                .withNamespace(pod.getMetadata().getNamespace())
                .withName(pod.getMetadata().getName())
                .endMetadata()
                .withDeleteOptions(options(pod))
                .build();
        return ask(() -> client.raw(path(pod) + "/eviction", "POST", eviction));
    }

    /** Deletes the pod, asking nobody. */
    Eviction delete(Pod pod) {
        return ask(() -> client.raw(path(pod), "DELETE", options(pod)));
    }

    private Eviction ask(Runnable call) {
        return calls.patiently(() -> {
            try {
                call.run();
                return new Eviction.Begun();
            } catch (KubernetesClientException failure) {
                return refusal(failure).orElseThrow(() -> failure);
            }
        });
    }

    /** What the server means by a failure; nothing where it is a failure of the call. */
    private static Optional<Eviction> refusal(KubernetesClientException failure) {
        return switch (failure.getCode()) {
            case HTTP_NOT_FOUND, HTTP_CONFLICT -> Optional.of(new Eviction.Gone());
            case TOO_MANY_REQUESTS -> cause(failure, "DisruptionBudget").map(Evictor::byBudget);
            case HTTP_FORBIDDEN ->
                cause(failure, "NamespaceTerminating")
                        .map(cause ->
                                new Eviction.Refused("is in a namespace that is being deleted", Optional.empty()));
            case HTTP_INTERNAL_ERROR ->
                Optional.of(message(failure))
                        .filter(message -> message.contains("more than one PodDisruptionBudget"))
                        .map(message -> new Eviction.Refused(
                                "has more than one PodDisruptionBudget, and the eviction API takes one at most",
                                Optional.empty()));
            default -> Optional.empty();
        };
    }

    private static Eviction byBudget(StatusCause cause) {
        String message = Objects.requireNonNullElse(cause.getMessage(), "Its disruption budget does not allow it");
        Matcher words = BUDGET.matcher(message);
        return new Eviction.Refused(
                "may not be evicted: " + message, words.matches() ? Optional.of(words.group(1)) : Optional.empty());
    }

    private static Optional<StatusCause> cause(KubernetesClientException failure, String reason) {
        return Optional.ofNullable(failure.getStatus())
                .map(Status::getDetails)
                .map(StatusDetails::getCauses)
                .orElse(List.of())
                .stream()
                .filter(cause -> reason.equals(cause.getReason()))
                .findFirst();
    }

    private static String message(KubernetesClientException failure) {
        return Optional.ofNullable(failure.getStatus()).map(Status::getMessage).orElse("");
    }

    private DeleteOptions options(Pod pod) {
        DeleteOptionsBuilder options = new DeleteOptionsBuilder()
                .withNewPreconditions()
                .withUid(pod.getMetadata().getUid())
                .endPreconditions();
        gracePeriod.ifPresent(period -> options.withGracePeriodSeconds(period.toSeconds()));
        return options.build();
    }

    private static String path(Pod pod) {
        return "/api/v1/namespaces/" + pod.getMetadata().getNamespace() + "/pods/"
                + pod.getMetadata().getName();
    }
}
