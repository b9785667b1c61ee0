package io.github.ekssdk.internal.graph;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.state.NodeUpdate;
import io.github.ekssdk.state.ResourceState;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Knows how to find, compare, create, change, delete and await one kind of AWS resource, and nothing of the others.
 *
 * <p>The engine drives a resource to what is wanted in rounds: it reads the resource, waits while AWS is busy with it,
 * creates it bare if it is absent, then has each difference changed until none is left. So a creation that was cut off
 * anywhere is taken up where it stopped, and {@link #create} and {@link #update} may each do a part only.
 */
public abstract class ResourceKind {

    /** How a difference in a property is dealt with. */
    public enum Mutability {
        /** AWS changes it in place. */
        IN_PLACE,
        /** AWS cannot change it: the resource is deleted and made again. */
        REPLACE,
        /** Counts at creation only; afterwards others may change it. */
        INITIAL
    }

    /** What a resource is up to. */
    public enum Phase {
        /** It can be used and changed. */
        READY,
        /** AWS is at work on it. */
        BUSY,
        /** AWS gave up on it; only deleting helps. */
        FAILED,
        /** AWS is removing it. */
        DELETING
    }

    /** Returns the kind's name in EKS's or EC2's own words, such as {@code managedNodeGroup}. */
    public abstract String name();

    /** Returns the kinds that must be there first although no data flows from them. */
    public Set<String> after() {
        return Set.of();
    }

    /**
     * Returns every resource of this kind that the owner has, found by ownership marks alone; where they are {@linkplain
     * #readOneByOne() read one by one}, as much of each as {@link #read} needs to know.
     */
    public abstract List<ResourceState> list(Aws aws, Owner owner);

    /** Returns the kind whose one resource must have been read before this kind can be listed; nothing for most. */
    public Optional<String> listedIn() {
        return Optional.empty();
    }

    /**
     * Returns every resource of this kind that the owner has.
     *
     * @param whole what was read of the resource that this kind is {@linkplain #listedIn() listed in}
     */
    public List<ResourceState> list(Aws aws, Owner owner, Optional<ResourceState> whole) {
        return list(aws, owner);
    }

    /**
     * Returns the kind whose listing brings those of this kind along, with the same call; this one unless it is so. Resources of
     * several kinds are told apart by their ids.
     */
    public ResourceKind lister() {
        return this;
    }

    /** Tells whether the resources matter only to those who delete the cluster. */
    public boolean deletionOnly() {
        return false;
    }

    /**
     * Returns what a plan says, in whole sentences, that is made although this kind could not be listed; nothing where none can be
     * made.
     */
    public Optional<String> withoutListing(AwsFault fault) {
        return Optional.empty();
    }

    /** Tells whether a plan shows a property. */
    public boolean shown(String property) {
        return true;
    }

    /** Tells whether a listing names the resources only, and each is read by a call of its own, all at once. */
    public boolean readOneByOne() {
        return false;
    }

    /**
     * Returns the present state of a resource, or nothing if it is not there.
     *
     * @param known the resource as it was seen before; or, with an empty physical id, as it is wanted
     */
    public abstract Optional<ResourceState> read(Aws aws, Owner owner, ResourceState known);

    /** Creates the resource with its marks of ownership, perhaps without all of its settings. */
    public abstract ResourceState create(Aws aws, Wanted wanted);

    /** Changes some or all of the properties that differ, and returns what is then known. */
    public abstract ResourceState update(Aws aws, Wanted wanted, ResourceState now, Set<String> differences);

    /** Starts or does the deletion; a resource that is gone already is no error. */
    public abstract void delete(Aws aws, Owner owner, ResourceState now);

    /**
     * Returns what listing does not find, because a process died before it could give it the name it is found by. Asked for
     * before a cluster is deleted only, since it takes looking at everything there is.
     *
     * @param listed what listing has found
     */
    public List<ResourceState> strays(Aws aws, Owner owner, List<ResourceState> listed) {
        return List.of();
    }

    /** Returns how a property can change. */
    public abstract Mutability mutability(String property);

    /** Tells whether a property that is changed in place cannot be, given its present value. */
    public boolean replaces(String property, Object present) {
        return mutability(property) == Mutability.REPLACE;
    }

    /**
     * Returns why a property cannot go from its present value to the wanted one, neither in place nor by replacement; nothing
     * where it can.
     */
    public Optional<String> refusal(String property, Object wanted, Object present) {
        return Optional.empty();
    }

    /** Returns why a property cannot go from its present value to what is wanted, given all that is wanted. */
    public Optional<String> refusal(String property, Properties wanted, Object present) {
        return refusal(property, wanted.get(property), present);
    }

    /** Returns why AWS would refuse to delete the resource as it is; nothing where it would not. */
    public Optional<String> deletionRefusal(ResourceState state) {
        return Optional.empty();
    }

    /**
     * Returns what is lost for good with the resource, in whole sentences; deleting it then takes the caller's word for it. Nothing
     * where a plan says enough.
     */
    public Optional<String> deletionLoses(ResourceState state) {
        return Optional.empty();
    }

    /**
     * Returns what its deletion comes to for a resource that stays where it is, as the end of a sentence that begins with its name;
     * nothing where it is deleted.
     */
    public Optional<String> givenUp(ResourceState state) {
        return Optional.empty();
    }

    /** Tells whether changing a property in place disturbs what runs. */
    public boolean disrupts(String property) {
        return false;
    }

    /** Tells whether changing a property in place from its present value to the wanted one disturbs what runs. */
    public boolean disrupts(String property, Object wanted, @Nullable Object present) {
        return disrupts(property);
    }

    /** Tells whether AWS never takes a change of a property back. */
    public boolean oneWay(String property) {
        return false;
    }

    /** Returns what the reader of a plan should know of a change in place, in a whole sentence; nothing where it is plain. */
    public Optional<String> warning(String property, Object wanted, ResourceState now) {
        return Optional.empty();
    }

    /** Tells whether a resource that stands where one of ours would be belongs to somebody else. */
    public boolean foreign(ResourceState state) {
        return false;
    }

    /**
     * Tells whether a resource that nobody has marked as theirs becomes ours when a spec of a cluster of ours names it. Those
     * that no spec names are left alone.
     */
    public boolean takesOver(ResourceState state) {
        return false;
    }

    /** Tells whether a resource becomes ours when a spec wants it as given. */
    public boolean takesOver(ResourceState state, Properties wanted) {
        return takesOver(state);
    }

    /** Tells whether a spec may name resources that the listing does not show, for they are not ours yet. */
    public boolean namesUnlisted() {
        return false;
    }

    /** Returns what a resource that is as wanted still lacks, so that those who need it wait; nothing where it serves. */
    public Optional<String> unready(ResourceState state, Properties wanted) {
        return Optional.empty();
    }

    /** Returns why a resource that is as wanted will not be ready by waiting, in a whole sentence; nothing where it may be. */
    public Optional<String> hopeless(ResourceState state, Properties wanted) {
        return Optional.empty();
    }

    /** Tells which resources of this kind must go before another one, besides those that name it and what their kind is after. */
    public Predicate<ResourceState> goingBefore(ResourceState held) {
        return state -> false;
    }

    /**
     * Returns what a plan that deletes the cluster says, in whole sentences, of resources of this kind, which it leaves alone; nothing
     * where it deletes them.
     */
    public Optional<String> outlivesCluster(List<ResourceState> states) {
        return Optional.empty();
    }

    /**
     * Returns what becomes of a resource, in whole sentences, that is there still when the deadline of its deletion has passed, while
     * the rest goes on without it; nothing where that is a failure.
     */
    public Optional<String> leftStanding(ResourceState state) {
        return Optional.empty();
    }

    /** Returns the kind of the resource that this one is a part of, and without which it cannot be. */
    public Optional<String> within() {
        return Optional.empty();
    }

    /** Tells whether AWS makes resources of this kind by itself in the one that they are a part of. */
    public boolean comesAlong() {
        return false;
    }

    /** Tells whether AWS removes the resource together with the one that it is a part of. */
    public boolean goesAlong() {
        return false;
    }

    /** Tells whether a resource that is ours has no marks of ownership yet, and is to get them. */
    public boolean unmarked(ResourceState state) {
        return false;
    }

    /** Tells whether the resource is kept when the spec does not want it any more, until the cluster is deleted. */
    public boolean staysWithCluster() {
        return false;
    }

    /** Returns for how long after its deletion AWS may make the resource again by itself; not at all where zero. */
    public Duration comesBackWithin() {
        return Duration.ZERO;
    }

    /**
     * Returns the name of the queue in which AWS takes up work on a cluster, one resource after the other; nothing where it is done
     * side by side. Kinds that get in each other's way share a queue.
     */
    public Optional<String> queue() {
        return Optional.empty();
    }

    /**
     * Tells whether what a property names cannot be deleted while this resource is there, even if the property is to name
     * something else.
     */
    public boolean holds(String property) {
        return false;
    }

    /** Tells whether the wanted resource cannot be made while another of its kind is there. */
    public boolean excludes(Properties wanted, ResourceState other) {
        return false;
    }

    /**
     * Tells whether the client token of a creation is another one in each run. It has to be for what may be deleted and made
     * again: AWS answers a token that it remembers with the resource that it made then, which is gone.
     */
    public boolean tokenPerRun() {
        return false;
    }

    /** Tells whether a resource is still there for a while after its deletion was accepted. */
    public boolean deletionTakesTime() {
        return false;
    }

    /** Returns the outputs that have another value once the given properties are changed. */
    public Set<String> outputsChangedBy(List<String> properties) {
        return Set.of();
    }

    /** Tells whether one call creates the resource with all of its settings. */
    public boolean createdWhole() {
        return false;
    }

    /** Tells whether reading one resource of this kind costs as much as listing them all. */
    public boolean listedTogether() {
        return false;
    }

    /** Returns what the resource is up to. */
    public Phase phase(ResourceState state) {
        return Phase.READY;
    }

    /** Returns how long the work of a verb takes, how it is watched, and what it calls. */
    public abstract Work work(Verb verb);

    /** Returns the work of changing some properties in place. */
    public Work changing(Collection<String> properties, Properties wanted, ResourceState now) {
        return work(Verb.UPDATE);
    }

    /** Tells whether a resource of this kind can be deleted and made again without anything running or anyone noticing. */
    public boolean losesNothing() {
        return false;
    }

    /** Tells whether deleting a failed resource of this kind loses nothing that anyone could want. */
    public boolean failedIsWorthless() {
        return false;
    }

    /**
     * Tells whether a failed resource that was made a moment ago may well succeed when it is made again, because it needs what
     * AWS had not heard of everywhere.
     */
    public boolean failedTooEarly(ResourceState state) {
        return false;
    }

    /** Tells whether a degraded resource lacks nothing but what {@linkplain #healedBy others} bring. */
    public boolean awaitsHealing(ResourceState state) {
        return false;
    }

    /** Tells whether degraded resources of this kind become healthy by themselves when the other one is there. */
    public boolean healedBy(ResourceNode other) {
        return false;
    }

    /** Tells whether the order of a list means nothing. */
    public boolean unordered(String property) {
        return false;
    }

    /** Tells whether the wanted value of a property and the present one mean the same. */
    public boolean same(String property, Object wanted, Object present) {
        return (unordered(property) && wanted instanceof List<?> list && present instanceof List<?> there)
                ? new HashSet<>(list).equals(new HashSet<>(there))
                : Objects.equals(wanted, present);
    }

    /** Tells whether AWS may be moving the resource to new nodes, so that {@link #nodeUpdate} is worth a call. */
    public boolean updatesNodes(ResourceState state) {
        return false;
    }

    /**
     * Returns how far AWS is with moving the resource to new nodes, by one call; nothing where AWS does not show it.
     *
     * @param latest what was last seen of the same update
     */
    public Optional<NodeUpdate> nodeUpdate(Aws aws, ResourceState state, Optional<NodeUpdate> latest) {
        return Optional.empty();
    }

    /** Returns what the issues of a resource are about. */
    public List<String> affected(ResourceState state) {
        return List.of(state.physicalId());
    }

    /** Returns the resource among those listed: by its physical id where that is known, else by its id. */
    public static Optional<ResourceState> pick(List<ResourceState> listed, ResourceState known) {
        return listed.stream()
                .filter(state -> known.physicalId().isEmpty()
                        ? state.id().equals(known.id())
                        : state.physicalId().equals(known.physicalId()))
                .findFirst();
    }

    /** Tells whether a property that is there is taken away when it is not wanted; others are then left alone. */
    public boolean clears(String property) {
        return false;
    }

    /** Tells whether a property with its present value is taken away when it is not wanted. */
    public boolean clears(String property, Object present) {
        return clears(property);
    }

    /** Returns the names of the wanted properties that the present state does not have, and of those to be taken away. */
    public final List<String> differences(Properties wanted, Map<String, Object> present) {
        return Stream.concat(
                        wanted.asMap().entrySet().stream()
                                .filter(entry -> mutability(entry.getKey()) != Mutability.INITIAL)
                                .filter(entry -> !present.containsKey(entry.getKey())
                                        || !same(entry.getKey(), entry.getValue(), present.get(entry.getKey())))
                                .map(Map.Entry::getKey),
                        present.entrySet().stream()
                                .filter(entry ->
                                        !wanted.has(entry.getKey()) && clears(entry.getKey(), entry.getValue()))
                                .map(Map.Entry::getKey))
                .toList();
    }

    @Override
    public final String toString() {
        return name();
    }
}
