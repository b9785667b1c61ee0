package io.github.ekssdk.k8s.internal.component;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.graph.Sensitive;
import io.github.ekssdk.internal.graph.Verb;
import io.github.ekssdk.internal.graph.Wanted;
import io.github.ekssdk.internal.graph.Work;
import io.github.ekssdk.k8s.internal.component.ApiResources.ApiResource;
import io.github.ekssdk.spec.ObjectOwnership;
import io.github.ekssdk.state.ResourceState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** An object inside the cluster, whatever its kind in Kubernetes; applied by the API server under the SDK's field manager. */
final class ObjectKind extends InsideKind {

    static final String NAME = "kubernetesObject";

    /** The whole object as it is sent; never shown or compared. */
    static final String MANIFEST = Field.control("manifest");

    static final String OWNERSHIP = Field.control("ownership");
    static final String FORCE = Field.control("force");
    static final String AWAITED = Field.control("awaited");

    private static final Set<String> TAKING_OVER =
            Set.of(ObjectOwnership.ADOPT.name(), ObjectOwnership.SHARE.name(), ObjectOwnership.KEEP.name());

    private static final Set<String> AFTER = Set.of(CLUSTER, "accessEntry", ApplySet.NAME);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    List<ResourceState> list(KubernetesApi api, ApiAddress address) {
        return ApplySet.groupKinds(api).stream()
                .flatMap(groupKind -> members(api, groupKind, address))
                .toList();
    }

    private static Stream<ResourceState> members(KubernetesApi api, String groupKind, ApiAddress address) {
        int dot = groupKind.indexOf('.');
        String kind = dot < 0 ? groupKind : groupKind.substring(0, dot);
        Optional<ApiResource> served = api.resources().findInGroup(dot < 0 ? "" : groupKind.substring(dot + 1), kind);
        return served.stream()
                .flatMap(resource ->
                        api.list(resource.path(Optional.empty()), ApplySet.MEMBER_LABEL + "=" + ApplySet.id()).stream()
                                .map(item -> typed(item, resource.apiVersion(), kind))
                                .map(item -> state(item, resource, address)));
    }

    /** Items of a list do not say what they are. */
    private static Map<String, Object> typed(Map<String, Object> item, String apiVersion, String kind) {
        Map<String, Object> typed = new LinkedHashMap<>(item);
        typed.put("apiVersion", apiVersion);
        typed.put("kind", kind);
        return typed;
    }

    static ResourceState state(Map<String, Object> object, ApiResource resource, ApiAddress address) {
        ObjectName name = ObjectName.of(object);
        return ObjectState.of(object, resource.path(name.inNamespace(), name.name()), address);
    }

    @Override
    public Optional<ResourceState> read(Aws aws, Owner owner, ResourceState known) {
        ApiAddress address = ApiAddress.of(known);
        KubernetesApi api = address.api(aws, owner);
        String path = known.output(ObjectState.PATH).orElseGet(() -> ObjectWrites.path(api, Properties.of(known)));
        return api.get(path)
                .filter(object -> ObjectState.member(object)
                        || known.output(ObjectState.OWNERSHIP).isEmpty())
                .map(object -> ObjectState.of(object, path, address));
    }

    static Map<String, Object> manifest(Properties wanted) {
        Object manifest = wanted.get(MANIFEST);
        return Tree.map(manifest instanceof Sensitive secret ? secret.value() : manifest);
    }

    @Override
    public ResourceState create(Aws aws, Wanted wanted) {
        return apply(aws, wanted);
    }

    @Override
    public ResourceState update(Aws aws, Wanted wanted, ResourceState now, Set<String> differences) {
        return apply(aws, wanted);
    }

    private ResourceState apply(Aws aws, Wanted wanted) {
        ApiAddress address = ApiAddress.of(wanted.properties());
        return new ObjectWrites(this, address.api(aws, wanted.owner()), address).apply(wanted.properties());
    }

    @Override
    public void delete(Aws aws, Owner owner, ResourceState now) {
        ApiAddress address = ApiAddress.of(now);
        new ObjectWrites(this, address.api(aws, owner), address).delete(now);
    }

    @Override
    public boolean shown(String property) {
        return !Field.isControl(property) && !property.equals(Members.LABEL_PATH);
    }

    @Override
    public boolean same(String property, Object wanted, Object present) {
        if (present instanceof Others others) {
            return same(property, wanted, others.value());
        }
        if (wanted instanceof Sensitive one && present instanceof Sensitive other) {
            return same(property, one.value(), other.value());
        }
        return Field.same(wanted, present);
    }

    /** What the SDK has set and nobody wants any more is taken away; what others have set stays. */
    @Override
    public boolean clears(String property, Object present) {
        Object value = present instanceof Sensitive secret ? secret.value() : present;
        return !Field.isControl(property) && !(value instanceof Others);
    }

    @Override
    public Optional<String> refusal(String property, Properties wanted, Object present) {
        Object there = present instanceof Sensitive secret ? secret.value() : present;
        if (there instanceof Others others && !others.managers().isEmpty() && !wanted.bool(FORCE)) {
            return Optional.of(
                    "its " + property + " is set to " + shown(present, others.value()) + " by the field manager "
                            + Field.names(others.managers()) + "; leave it out, or take it over with forced()");
        }
        return Immutable.refusal(ObjectName.of(manifest(wanted)).groupKind(), property);
    }

    private static Object shown(Object present, Object value) {
        return present instanceof Sensitive ? present : value;
    }

    @Override
    public boolean foreign(ResourceState state) {
        return state.output(ObjectState.OWNERSHIP).isEmpty();
    }

    @Override
    public boolean takesOver(ResourceState state, Properties wanted) {
        return TAKING_OVER.contains(wanted.string(OWNERSHIP));
    }

    @Override
    public Optional<String> givenUp(ResourceState state) {
        return switch (state.output(ObjectState.OWNERSHIP).orElse("")) {
            case "KEEP" -> Optional.of("is no longer wanted; it stays as it is, and is nobody's");
            case "SHARE" -> Optional.of("is no longer wanted; the SDK's fields are given up, the object stays");
            default -> Optional.empty();
        };
    }

    @Override
    public boolean namesUnlisted() {
        return true;
    }

    @Override
    public Optional<String> unready(ResourceState state, Properties wanted) {
        return wanted.bool(AWAITED) ? state.output(ObjectState.READY) : Optional.empty();
    }

    @Override
    public Optional<String> hopeless(ResourceState state, Properties wanted) {
        return wanted.bool(AWAITED) ? state.output(ObjectState.BROKEN) : Optional.empty();
    }

    @Override
    public Phase phase(ResourceState state) {
        return state.status().equals("Terminating") ? Phase.DELETING : Phase.READY;
    }

    @Override
    public Predicate<ResourceState> goingBefore(ResourceState held) {
        return Members.goingBefore(held);
    }

    @Override
    public Set<String> after() {
        return AFTER;
    }

    /** Clusters come with objects of their own. */
    @Override
    public boolean comesAlong() {
        return true;
    }

    @Override
    public boolean deletionTakesTime() {
        return true;
    }

    @Override
    public Work work(Verb verb) {
        return switch (verb) {
            case CREATE, UPDATE -> Work.brief("kubernetes:Apply").lasting(15, 1, 3, 30);
            case DELETE -> Work.brief("kubernetes:Delete").lasting(5, 1, 2, 15).disrupting();
        };
    }
}
