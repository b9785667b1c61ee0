package io.github.ekssdk.internal.engine;

import io.github.ekssdk.internal.graph.ResourceKind;
import io.github.ekssdk.state.ResourceState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads resources, and reads them together where one listing answers for all of a kind: those who ask at the same time share
 * one call. Used on the loop only.
 */
final class Reads {

    /** How old an observation may be that a creation relies on. */
    private static final Duration FRESH = Duration.ofSeconds(15);

    private final Scope scope;
    private final boolean strays;
    private final Map<String, Listing> listings = new HashMap<>();
    private final Set<String> made = new HashSet<>();

    /**
     * Reads resources of a cluster.
     *
     * @param strays whether to look for those, too, that a process died over before it could name them
     */
    Reads(Scope scope, boolean strays) {
        this.scope = scope;
        this.strays = strays;
    }

    /** Lists all resources of a kind for which nothing else has to be known, or nothing else is. */
    CompletableFuture<List<ResourceState>> list(ResourceKind kind, Map<String, ResourceState> before) {
        ResourceKind lister = kind.lister();
        return list(kind, () -> lister.list(scope.aws(), scope.owner()), before);
    }

    /**
     * Lists all resources of a kind.
     *
     * @param whole what was read of the resource that the kind is listed in
     * @param before what was seen before, perhaps although no listing shows it
     */
    CompletableFuture<List<ResourceState>> list(
            ResourceKind kind, Optional<ResourceState> whole, Map<String, ResourceState> before) {
        ResourceKind lister = kind.lister();
        return list(kind, () -> lister.list(scope.aws(), scope.owner(), whole), before);
    }

    private CompletableFuture<List<ResourceState>> list(
            ResourceKind kind, Supplier<List<ResourceState>> call, Map<String, ResourceState> before) {
        Listing listing = listing(kind.lister(), call);
        if (!kind.namesUnlisted()) {
            return listing.of(kind);
        }
        Listing all = new Listing(
                listing.startedAt, listing.of(kind).thenCompose(listed -> withUnlisted(kind, listed, before)));
        listings.put(kind.name(), all);
        return all.result;
    }

    private CompletableFuture<List<ResourceState>> withUnlisted(
            ResourceKind kind, List<ResourceState> listed, Map<String, ResourceState> before) {
        Set<String> ids = listed.stream().map(ResourceState::id).collect(Collectors.toSet());
        List<ResourceState> others = before.values().stream()
                .filter(state -> state.kind().equals(kind.name()) && !ids.contains(state.id()))
                .toList();
        return readAll(kind, others)
                .thenApply(
                        found -> Stream.concat(listed.stream(), found.stream()).toList());
    }

    /** Takes note that a resource of a kind has been made, and that what is a part of it cannot be there yet. */
    void made(ResourceKind kind) {
        made.add(kind.name());
    }

    /**
     * Reads a resource for the first time in a run: a listing of a moment ago will do, and what is a part of a resource that was
     * made in the same run is not there.
     */
    CompletableFuture<Optional<ResourceState>> first(ResourceKind kind, ResourceState known) {
        if (!kind.comesAlong() && kind.within().filter(made::contains).isPresent()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        Listing listing = listings.get(kind.lister().name());
        if (listing != null && !listing.startedAt.isBefore(scope.now().minus(FRESH)) && !listing.failed()) {
            return listing.of(kind).thenApply(listed -> ResourceKind.pick(listed, known));
        }
        return now(kind, known);
    }

    /** Reads a resource as it is now. */
    CompletableFuture<Optional<ResourceState>> now(ResourceKind kind, ResourceState known) {
        if (kind.listedTogether()) {
            return listing(kind, () -> kind.list(scope.aws(), scope.owner()))
                    .result
                    .thenApply(listed -> ResourceKind.pick(listed, known));
        }
        return scope.call(() -> kind.read(scope.aws(), scope.owner(), known));
    }

    private Listing listing(ResourceKind kind, Supplier<List<ResourceState>> call) {
        Listing last = listings.get(kind.name());
        if (last != null && !last.startedAt.isBefore(scope.now()) && !last.result.isDone()) {
            return last;
        }
        CompletableFuture<List<ResourceState>> listed = scope.call(() -> find(kind, call.get()));
        Listing next = new Listing(
                scope.now(), kind.readOneByOne() ? listed.thenCompose(found -> readAll(kind, found)) : listed);
        listings.put(kind.name(), next);
        return next;
    }

    private List<ResourceState> find(ResourceKind kind, List<ResourceState> listed) {
        return strays
                ? Stream.concat(listed.stream(), kind.strays(scope.aws(), scope.owner(), listed).stream())
                        .toList()
                : listed;
    }

    private CompletableFuture<List<ResourceState>> readAll(ResourceKind kind, List<ResourceState> found) {
        List<CompletableFuture<Optional<ResourceState>>> reads = found.stream()
                .map(known -> scope.call(() -> kind.read(scope.aws(), scope.owner(), known)))
                .toList();
        return CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new))
                .thenApply(done -> reads.stream()
                        .map(CompletableFuture::join)
                        .flatMap(Optional::stream)
                        .filter(state -> isOf(kind, state))
                        .toList());
    }

    private static boolean isOf(ResourceKind kind, ResourceState state) {
        return state.id().startsWith(kind.name() + "/");
    }

    private record Listing(
            Instant startedAt,
            CompletableFuture<List<ResourceState>> result,
            Map<String, CompletableFuture<List<ResourceState>>> byKind) {

        Listing(Instant startedAt, CompletableFuture<List<ResourceState>> result) {
            this(startedAt, result, new HashMap<>());
        }

        CompletableFuture<List<ResourceState>> of(ResourceKind kind) {
            return byKind.computeIfAbsent(
                    kind.name(),
                    first -> result.thenApply(listed ->
                            listed.stream().filter(state -> isOf(kind, state)).toList()));
        }

        boolean failed() {
            return result.isCompletedExceptionally();
        }
    }
}
