package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What those share who make load balancers for objects and remove them again. */
final class Balancing {
    private static final Duration RETRY = Duration.ofMinutes(1);

    private final ClusterObjects objects;
    private final Deletion deletion;
    private final AwsSide aws;
    private final Wakeups wakeups;
    private final Events events;

    Balancing(ClusterObjects objects, Deletion deletion, AwsSide aws, Wakeups wakeups) {
        this.objects = objects;
        this.deletion = deletion;
        this.aws = aws;
        this.wakeups = wakeups;
        this.events = new Events(objects, "load-balancer-controller");
    }

    /** An attempt to make a load balancer; its address when it succeeds. */
    interface Attempt {
        Optional<String> make();
    }

    /** Whether the AWS Load Balancer Controller runs. */
    boolean hasController() {
        return objects.in("deployments.apps", "kube-system").stream()
                .filter(one -> Trees.name(one).equals("aws-load-balancer-controller")
                        || "aws-load-balancer-controller"
                                .equals(Trees.labels(one).get("app.kubernetes.io/name")))
                .anyMatch(one -> Trees.number(one, 0, "status", "readyReplicas") > 0);
    }

    boolean hasAutoMode() {
        return aws.sight().filter(sight -> sight.balancesLoadItself()).isPresent();
    }

    /** Makes something in the account for an object. */
    String act(String action, ObjectNode object, String scheme) {
        return aws.act(action, named(object), scheme);
    }

    private static String named(ObjectNode object) {
        return Trees.namespace(object) + "/" + Trees.name(object);
    }

    void hold(ObjectNode object, String type, String finalizer) {
        objects.change(type, object, copy -> {
            if (!Deletion.finalizers(copy).contains(finalizer)) {
                Trees.child(copy, "metadata").withArray("finalizers").add(finalizer);
            }
        });
    }

    /** Makes a load balancer and writes its address into the status of the object, now or later. */
    void attempt(ObjectNode object, String type, Attempt attempt, BiConsumer<ObjectNode, String> status) {
        try {
            attempt.make().ifPresent(address -> objects.status(type, object, now -> status.accept(now, address)));
        } catch (IllegalStateException | IllegalArgumentException refused) {
            events.warn(object, "FailedBuildModel", "Failed build model due to " + refused.getMessage());
            wakeups.at(objects.now().plus(RETRY), "load balancer of " + Trees.name(object) + " is tried again");
        }
    }

    void warn(ObjectNode object, String reason, String message) {
        events.warn(object, reason, message);
    }

    /**
     * Removes what was made for an object, and lets that go.
     *
     * @param prefix what the tags of it begin with
     */
    void release(ObjectNode object, String type, String finalizer, String prefix) {
        aws.act("remove-load-balancer", named(object), prefix);
        objects.get(type, Trees.namespace(object), Trees.name(object))
                .ifPresent(now -> deletion.release(now, objects.types().require(type), finalizer));
    }
}
