package io.github.ekssdk.internal.resource.eks;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.ResourceKind;
import io.github.ekssdk.internal.graph.Wanted;
import io.github.ekssdk.state.ResourceState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the kinds of resources inside an EKS cluster share: EKS lists their names, and describes them one by one. */
abstract class EksKind extends ResourceKind {

    static final String CLUSTER = "cluster";
    public static final String TAGS = EksTags.TAGS;

    /** Returns what identifies each resource of this kind in the cluster, whoever made it. */
    abstract Stream<String> keys(Aws aws, Owner owner);

    /** Returns the present state of the resource with that key. */
    abstract Optional<ResourceState> describe(Aws aws, Owner owner, String key);

    @Override
    public List<ResourceState> list(Aws aws, Owner owner) {
        return keysIfAny(aws, owner).stream().map(this::named).toList();
    }

    @Override
    public Optional<String> listedIn() {
        return Optional.of(CLUSTER);
    }

    @Override
    public List<ResourceState> list(Aws aws, Owner owner, Optional<ResourceState> whole) {
        return whole.isEmpty() ? List.of() : list(aws, owner);
    }

    /** While a cluster is being made or has failed, and in one that knows no such thing, EKS refuses to list. */
    private List<String> keysIfAny(Aws aws, Owner owner) {
        try {
            return keys(aws, owner).toList();
        } catch (AwsFault fault) {
            if (fault.notFound() || fault.code().equals("InvalidRequestException")) {
                return List.of();
            }
            throw fault;
        }
    }

    /** Returns what is known of a resource by its key. */
    ResourceState named(String key) {
        return new ResourceState(name() + "/" + key, "", "", Map.of(), Map.of(), List.of());
    }

    @Override
    public Optional<ResourceState> read(Aws aws, Owner owner, ResourceState known) {
        return describe(aws, owner, key(known));
    }

    /** Returns the part of a resource's id after the kind. */
    static String key(ResourceState state) {
        return state.id().substring(state.id().indexOf('/') + 1);
    }

    @Override
    public boolean readOneByOne() {
        return true;
    }

    @Override
    public Set<String> after() {
        return Set.of(CLUSTER);
    }

    @Override
    public Optional<String> within() {
        return Optional.of(CLUSTER);
    }

    @Override
    public boolean foreign(ResourceState state) {
        return EksTags.foreign(state);
    }

    @Override
    public boolean createdWhole() {
        return true;
    }

    @Override
    public boolean tokenPerRun() {
        return true;
    }

    /** Tells from a status what a resource with a life of its own is up to; DEGRADED ones can be used and changed. */
    static Phase phaseOf(String status) {
        return switch (status) {
            case "ACTIVE", "DEGRADED" -> Phase.READY;
            case "CREATE_FAILED", "DELETE_FAILED", Updates.UPDATE_FAILED -> Phase.FAILED;
            case "DELETING" -> Phase.DELETING;
            default -> Phase.BUSY;
        };
    }

    /** Returns the state with some properties changed to what is wanted. */
    static ResourceState with(ResourceState now, Wanted wanted, Set<String> changed) {
        Map<String, Object> properties = wanted.properties().over(now, changed);
        return new ResourceState(
                now.id(),
                now.physicalId(),
                now.status(),
                properties,
                EksTags.outputs(now, wanted, changed),
                now.issues());
    }
}
