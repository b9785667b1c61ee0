package io.github.ekssdk.k8s.internal.component;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.graph.ResourceKind;
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
import java.util.stream.Stream;

/** An object inside the cluster, whatever its kind in Kubernetes; applied by the API server under the SDK's field manager. */
final class ObjectKind extends ResourceKind {

    static final String NAME = "kubernetesObject";

    /** The whole object as it is sent; never shown or compared. */
    static final String MANIFEST = Field.control("manifest");

    static final String OWNERSHIP = Field.control("ownership");
    static final String FORCE = Field.control("force");
    static final String AWAITED = Field.control("awaited");

    private static final String CLUSTER = "cluster";
    private static final KubernetesSerialization JSON = new KubernetesSerialization();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<String> listedIn() {
        return Optional.of(CLUSTER);
    }

    @Override
    public List<ResourceState> list(Aws aws, Owner owner) {
        return List.of();
    }

    @Override
    public List<ResourceState> list(Aws aws, Owner owner, Optional<ResourceState> cluster) {
        return Inside.of(aws, owner, cluster)
                .map(api -> ApplySet.groupKinds(api).stream()
                        .flatMap(groupKind -> members(api, groupKind, cluster.orElseThrow()))
                        .toList())
                .orElse(List.of());
    }

    private static Stream<ResourceState> members(KubernetesApi api, String groupKind, ResourceState cluster) {
        int dot = groupKind.indexOf('.');
        String kind = dot < 0 ? groupKind : groupKind.substring(0, dot);
        Optional<ApiResource> served = api.resources().findInGroup(dot < 0 ? "" : groupKind.substring(dot + 1), kind);
        return served.stream()
                .flatMap(resource ->
                        api.list(resource.path(Optional.empty()), ApplySet.MEMBER_LABEL + "=" + ApplySet.id()).stream()
                                .map(item -> typed(item, resource.apiVersion(), kind))
                                .map(item -> state(item, resource, cluster)));
    }

    /** Items of a list do not say what they are. */
    private static Map<String, Object> typed(Map<String, Object> item, String apiVersion, String kind) {
        Map<String, Object> typed = new LinkedHashMap<>(item);
        typed.put("apiVersion", apiVersion);
        typed.put("kind", kind);
        return typed;
    }

    static ResourceState state(Map<String, Object> object, ApiResource resource, ResourceState cluster) {
        ObjectName name = ObjectName.of(object);
        return ObjectState.of(
                object,
                resource.path(name.inNamespace(), name.name()),
                cluster.output(KubernetesApis.ENDPOINT).orElse(""),
                cluster.output(KubernetesApis.CERTIFICATE_AUTHORITY).orElse(""));
    }

    @Override
    public Optional<ResourceState> read(Aws aws, Owner owner, ResourceState known) {
        String endpoint = Inside.endpoint(known);
        String authority = Inside.authority(known);
        KubernetesApi api = KubernetesApis.of(aws, owner, endpoint, authority);
        String path = known.output(ObjectState.PATH).orElseGet(() -> path(api, Properties.of(known)));
        return api.get(path)
                .filter(object -> ObjectState.member(object)
                        || known.output(ObjectState.OWNERSHIP).isEmpty())
                .map(object -> ObjectState.of(object, path, endpoint, authority));
    }

    private static String path(KubernetesApi api, Properties wanted) {
        Map<String, Object> manifest = manifest(wanted);
        ObjectName name = ObjectName.of(manifest);
        return api.resources()
                .get(Tree.text(manifest, "apiVersion"), name.kind())
                .path(name.inNamespace(), name.name());
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
        Properties settings = wanted.properties();
        KubernetesApi api = KubernetesApis.of(aws, wanted.owner(), settings);
        String path = path(api, settings);
        boolean force = settings.bool(FORCE);
        Map<String, Object> manifest = manifest(settings);
        ResourceState applied = state(api.apply(path, manifest, force), path, settings);
        Map<String, Object> otherwise = writtenOtherwise(settings, applied);
        return otherwise.isEmpty()
                ? applied
                : state(
                        api.apply(
                                path,
                                Tree.with(
                                        manifest,
                                        JSON.asJson(otherwise),
                                        "metadata",
                                        "annotations",
                                        ObjectState.AS_WRITTEN_ANNOTATION),
                                force),
                        path,
                        settings);
    }

    private static ResourceState state(Map<String, Object> object, String path, Properties settings) {
        return ObjectState.of(
                object,
                path,
                settings.string(Field.control(KubernetesApis.ENDPOINT)),
                settings.string(Field.control(KubernetesApis.CERTIFICATE_AUTHORITY)));
    }

    /** Returns the fields that are the SDK's now and have another value than it gave them: Kubernetes writes them in its own way. */
    private Map<String, Object> writtenOtherwise(Properties wanted, ResourceState applied) {
        Map<String, Object> otherwise = new LinkedHashMap<>();
        wanted.asMap().forEach((path, value) -> {
            Object present = applied.properties().get(path);
            if (mutability(path) == Mutability.IN_PLACE
                    && present != null
                    && !(present instanceof Others)
                    && !(present instanceof Sensitive)
                    && !same(path, value, present)) {
                otherwise.put(path, value);
            }
        });
        return otherwise;
    }

    @Override
    public void delete(Aws aws, Owner owner, ResourceState now) {
        KubernetesApi api = KubernetesApis.of(aws, owner, Inside.endpoint(now), Inside.authority(now));
        String path = now.output(ObjectState.PATH).orElseThrow();
        if (shared(now)) {
            AwsFault.unlessGone(() -> api.apply(path, bare(now), true));
        } else {
            api.delete(path, now.physicalId());
        }
    }

    /** An object of others without any field of ours; that it must be there already keeps it from being made. */
    private static Map<String, Object> bare(ResourceState now) {
        String[] id = now.id().split("/", -1);
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", id[id.length - 1]);
        metadata.put("uid", now.physicalId());
        if (id.length > 3) {
            metadata.put("namespace", id[2]);
        }
        int dot = id[1].indexOf('.');
        return Map.of(
                "apiVersion",
                now.output(ObjectState.API_VERSION).orElseThrow(),
                "kind",
                dot < 0 ? id[1] : id[1].substring(0, dot),
                "metadata",
                metadata);
    }

    private static boolean shared(ResourceState state) {
        return state.output(ObjectState.OWNERSHIP)
                .filter(ObjectOwnership.SHARE.name()::equals)
                .isPresent();
    }

    @Override
    public Mutability mutability(String property) {
        return Field.isControl(property) ? Mutability.INITIAL : Mutability.IN_PLACE;
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
        return Set.of(ObjectOwnership.ADOPT.name(), ObjectOwnership.SHARE.name())
                .contains(wanted.string(OWNERSHIP));
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
    public boolean goesBefore(ResourceState state, ResourceState other) {
        return Members.goesBefore(state, other);
    }

    @Override
    public Set<String> after() {
        return Set.of(CLUSTER, "accessEntry", ApplySet.NAME);
    }

    /** Clusters come with objects of their own. */
    @Override
    public boolean comesAlong() {
        return true;
    }

    @Override
    public Optional<String> within() {
        return Optional.of(CLUSTER);
    }

    @Override
    public boolean goesAlong() {
        return true;
    }

    @Override
    public boolean createdWhole() {
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
