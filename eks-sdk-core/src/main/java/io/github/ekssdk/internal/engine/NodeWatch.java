package io.github.ekssdk.internal.engine;

import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.graph.ResourceKind;
import io.github.ekssdk.state.NodeUpdate;
import io.github.ekssdk.state.ResourceState;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Looks how far AWS is with moving a resource to new nodes. Nothing depends on it, so it never fails. Lives on the loop. */
final class NodeWatch {

    private final Scope scope;
    private final ResourceKind kind;
    private Optional<NodeUpdate> latest = Optional.empty();
    private volatile boolean denied;

    NodeWatch(Scope scope, ResourceKind kind) {
        this.scope = scope;
        this.kind = kind;
    }

    /** Forgets what was seen, for another update begins. */
    void begin() {
        latest = Optional.empty();
    }

    /** Returns what was last seen of the update. */
    Optional<NodeUpdate> latest() {
        return latest;
    }

    CompletionStage<Optional<NodeUpdate>> look(ResourceState state) {
        if (denied || !kind.updatesNodes(state)) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        Optional<NodeUpdate> before = latest;
        return scope.call(() -> seen(state, before)).thenApply(seen -> {
            latest = seen.or(() -> before);
            return seen;
        });
    }

    private Optional<NodeUpdate> seen(ResourceState state, Optional<NodeUpdate> before) {
        try {
            return kind.nodeUpdate(scope.aws(), state, before);
        } catch (AwsFault fault) {
            denied = fault.denied();
            return Optional.empty();
        }
    }
}
