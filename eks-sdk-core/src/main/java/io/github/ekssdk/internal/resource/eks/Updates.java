package io.github.ekssdk.internal.resource.eks;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.state.ResourceState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.eks.model.Update;

/**
 * Follows EKS' updates by their ids. A cluster's status is no guide: it says ACTIVE while an update is in progress.
 */
final class Updates {

    /** The queue of what EKS does not do while it updates the cluster. */
    static final String QUEUE = "updates of the cluster";

    /** The status of a resource that an update is in progress on. */
    static final String UPDATING = "UPDATING";

    /** The status of a resource whose last update EKS gave up and took back. */
    static final String UPDATE_FAILED = "UPDATE_FAILED";

    private static final String UPDATE_ID = "updateId";
    private static final String AFFECTED = "updateAffects";

    private Updates() {}

    /** Returns the state of a resource on which an update was just started. */
    static ResourceState started(ResourceState now, String updateId) {
        Map<String, String> outputs = new LinkedHashMap<>(now.outputs());
        outputs.put(UPDATE_ID, updateId);
        return new ResourceState(now.id(), now.physicalId(), UPDATING, now.properties(), outputs, List.of());
    }

    /** Returns the state while the update that is known of goes on or when it has failed; nothing once it has succeeded. */
    static Optional<ResourceState> pending(Aws aws, String cluster, Optional<String> nodegroup, ResourceState known) {
        String updateId = known.outputs().get(UPDATE_ID);
        if (updateId == null || known.status().equals(UPDATE_FAILED)) {
            return Optional.empty();
        }
        Update update = aws.eks()
                .describeUpdate(request -> request.name(cluster)
                        .nodegroupName(nodegroup.orElse(null))
                        .updateId(updateId))
                .update();
        return switch (update.status()) {
            case SUCCESSFUL -> Optional.empty();
            case FAILED, CANCELLED -> Optional.of(failed(known, update));
            default -> Optional.of(known);
        };
    }

    /** Tells whether the update in progress is known by its id. */
    static boolean known(ResourceState state) {
        return state.outputs().containsKey(UPDATE_ID);
    }

    /** Returns what the failed update names, such as nodes; the resource itself where it names nothing. */
    static List<String> affected(ResourceState state) {
        return state.output(AFFECTED)
                .map(ids -> List.of(ids.split(" ", -1)))
                .orElseGet(() -> List.of(state.physicalId()));
    }

    private static ResourceState failed(ResourceState known, Update update) {
        Map<String, String> outputs = new LinkedHashMap<>(known.outputs());
        String affected = update.errors().stream()
                .flatMap(error -> error.resourceIds().stream())
                .distinct()
                .collect(Collectors.joining(" "));
        if (!affected.isEmpty()) {
            outputs.put(AFFECTED, affected);
        }
        List<String> issues = update.errors().stream()
                .map(error -> error.errorCodeAsString() + ": " + error.errorMessage())
                .toList();
        return new ResourceState(
                known.id(),
                known.physicalId(),
                UPDATE_FAILED,
                known.properties(),
                outputs,
                issues.isEmpty() ? List.of(update.typeAsString() + " " + update.statusAsString()) : issues);
    }

    /**
     * Returns a text that is another one after each update. It makes part of the token of the next: were the token made of the
     * settings alone, a change that was taken back or failed could never be asked for again.
     */
    static String history(Aws aws, String cluster, Optional<String> nodegroup) {
        return aws
                .eks()
                .listUpdatesPaginator(request -> request.name(cluster).nodegroupName(nodegroup.orElse(null)))
                .updateIds()
                .stream()
                .sorted()
                .collect(Collectors.joining(" "));
    }

    /** Runs a call that starts an update; nothing if EKS says that all is so already. */
    static Optional<String> start(java.util.function.Supplier<Update> call) {
        try {
            return Optional.of(call.get().id());
        } catch (AwsFault fault) {
            if (fault.alreadySo()) {
                return Optional.empty();
            }
            throw fault;
        }
    }
}
