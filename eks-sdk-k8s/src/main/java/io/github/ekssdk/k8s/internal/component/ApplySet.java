package io.github.ekssdk.k8s.internal.component;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.graph.Verb;
import io.github.ekssdk.internal.graph.Wanted;
import io.github.ekssdk.internal.graph.Work;
import io.github.ekssdk.state.ResourceState;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The list of the kinds of objects that the SDK has in a cluster, so that it finds them again: the ConfigMap
 * {@code kube-system/eks-sdk}, in the form that Kubernetes gives ApplySets. Members carry a label with its id.
 *
 * @see <a href="https://kubernetes.io/docs/reference/labels-annotations-taints/#applyset-kubernetes-io-id">ApplySet labels</a>
 */
final class ApplySet extends InsideKind {

    static final String NAME = "applySet";
    static final String GROUP_KINDS = "groupKinds";
    static final String MEMBER_LABEL = "applyset.kubernetes.io/part-of";

    private static final String NAMESPACE = "kube-system";
    private static final String ID_LABEL = "applyset.kubernetes.io/id";
    private static final String GROUP_KINDS_ANNOTATION = "applyset.kubernetes.io/contains-group-kinds";
    private static final String TOOLING_ANNOTATION = "applyset.kubernetes.io/tooling";
    private static final String PATH = "/api/v1/namespaces/" + NAMESPACE + "/configmaps/" + KubernetesApi.MANAGER;
    private static final String ID = hashed();

    /** Returns the value of the members' label: it is made of the ConfigMap's name, as Kubernetes prescribes. */
    static String id() {
        return ID;
    }

    private static String hashed() {
        String hash = Owner.sha256(String.join(".", KubernetesApi.MANAGER, NAMESPACE, "ConfigMap", ""));
        byte[] digest = HexFormat.of().parseHex(hash);
        return "applyset-" + Base64.getUrlEncoder().withoutPadding().encodeToString(digest) + "-v1";
    }

    /** Returns the kinds that are listed, such as {@code Deployment.apps}; none where there is no list. */
    static Set<String> groupKinds(KubernetesApi api) {
        return api.get(PATH).map(ApplySet::groupKinds).orElse(Set.of());
    }

    private static Set<String> groupKinds(Map<String, Object> configMap) {
        String kinds = Tree.text(configMap, "metadata", "annotations", GROUP_KINDS_ANNOTATION);
        return kinds.isEmpty() ? Set.of() : new TreeSet<>(Arrays.asList(kinds.split(",", -1)));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    List<ResourceState> list(KubernetesApi api, ApiAddress address) {
        return api.get(PATH).map(found -> state(found, address)).stream().toList();
    }

    private static ResourceState state(Map<String, Object> configMap, ApiAddress address) {
        return new ResourceState(
                NAME + "/" + KubernetesApi.MANAGER,
                Tree.text(configMap, "metadata", "uid"),
                "available",
                Map.of(GROUP_KINDS, List.copyOf(groupKinds(configMap))),
                address.outputs(),
                List.of());
    }

    @Override
    public Optional<ResourceState> read(Aws aws, Owner owner, ResourceState known) {
        ApiAddress address = ApiAddress.of(known);
        return address.api(aws, owner).get(PATH).map(found -> state(found, address));
    }

    @Override
    public ResourceState create(Aws aws, Wanted wanted) {
        return write(aws, wanted, wanted.properties().strings(GROUP_KINDS));
    }

    /** Kinds stay in the list: an old process may still have objects of them. */
    @Override
    public ResourceState update(Aws aws, Wanted wanted, ResourceState now, Set<String> differences) {
        Set<String> kinds = new TreeSet<>(Properties.of(now).strings(GROUP_KINDS));
        kinds.addAll(wanted.properties().strings(GROUP_KINDS));
        return write(aws, wanted, kinds);
    }

    private static ResourceState write(Aws aws, Wanted wanted, Iterable<String> groupKinds) {
        Map<String, Object> configMap = Map.of(
                "apiVersion",
                "v1",
                "kind",
                "ConfigMap",
                "metadata",
                Map.of(
                        "name",
                        KubernetesApi.MANAGER,
                        "namespace",
                        NAMESPACE,
                        "labels",
                        Map.of(ID_LABEL, id()),
                        "annotations",
                        Map.of(
                                GROUP_KINDS_ANNOTATION,
                                String.join(",", groupKinds),
                                TOOLING_ANNOTATION,
                                KubernetesApi.MANAGER + "/v1")));
        ApiAddress address = ApiAddress.of(wanted.properties());
        return state(address.api(aws, wanted.owner()).apply(PATH, configMap, true), address);
    }

    @Override
    public boolean same(String property, Object wanted, Object present) {
        return (wanted instanceof List<?> kinds && present instanceof List<?> there)
                ? there.containsAll(kinds)
                : super.same(property, wanted, present);
    }

    @Override
    public void delete(Aws aws, Owner owner, ResourceState now) {
        ApiAddress.of(now).api(aws, owner).delete(PATH, now.physicalId());
    }

    @Override
    public Set<String> after() {
        return Set.of(CLUSTER, "accessEntry");
    }

    @Override
    public Work work(Verb verb) {
        return Work.brief(verb == Verb.DELETE ? "kubernetes:Delete" : "kubernetes:Apply");
    }
}
