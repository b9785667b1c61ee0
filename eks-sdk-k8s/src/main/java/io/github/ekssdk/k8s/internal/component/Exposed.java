package io.github.ekssdk.k8s.internal.component;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.ResourceKind;
import io.github.ekssdk.internal.graph.Verb;
import io.github.ekssdk.internal.graph.Work;
import io.github.ekssdk.internal.resource.ControllerMade;
import io.github.ekssdk.state.ResourceState;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * One kind of object for which controllers make load balancers, whoever made the object. When a cluster is deleted these go before all
 * else, while the controllers still run and may still do so: Kubernetes shows an object until they have removed what belongs to it.
 */
final class Exposed extends ControllerMade {

    private static final String PATH = "path";

    private static final List<Exposed> ALL = List.of(
            new Exposed("service", "/api/v1", "services", Exposed::balanced),
            new Exposed("ingress", "/apis/networking.k8s.io/v1", "ingresses", object -> true),
            new Exposed("gateway", "/apis/gateway.networking.k8s.io/v1", "gateways", object -> true));

    private static final Set<String> NAMES = ALL.stream().map(Exposed::name).collect(Collectors.toSet());

    private final String name;
    private final String groupVersion;
    private final String plural;
    private final Predicate<Map<String, Object>> exposed;

    private Exposed(String name, String groupVersion, String plural, Predicate<Map<String, Object>> exposed) {
        this.name = name;
        this.groupVersion = groupVersion;
        this.plural = plural;
        this.exposed = exposed;
    }

    /** Returns all kinds of such objects. */
    static List<? extends ResourceKind> kinds() {
        return ALL;
    }

    private static boolean balanced(Map<String, Object> service) {
        return Tree.text(service, "spec", "type").equals("LoadBalancer");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<ResourceState> list(Aws aws, Owner owner, Optional<ResourceState> cluster) {
        return ApiAddress.of(cluster)
                .map(address -> objects(address.api(aws, owner), address))
                .orElse(List.of());
    }

    private List<ResourceState> objects(KubernetesApi api, ApiAddress address) {
        return served(api).stream()
                .filter(exposed)
                .map(object -> state(object, address))
                .toList();
    }

    /** The API does not know Gateways where nobody has installed what defines them. */
    private List<Map<String, Object>> served(KubernetesApi api) {
        try {
            return api.list(groupVersion + "/" + plural, "");
        } catch (AwsFault fault) {
            if (fault.error().statusCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return List.of();
            }
            throw fault;
        }
    }

    private ResourceState state(Map<String, Object> object, ApiAddress address) {
        String namespace = Tree.text(object, "metadata", "namespace");
        String named = Tree.text(object, "metadata", "name");
        Map<String, String> outputs = address.outputs();
        outputs.put(PATH, groupVersion + "/namespaces/" + namespace + "/" + plural + "/" + named);
        return new ResourceState(
                name + "/" + namespace + "/" + named,
                Tree.text(object, "metadata", "uid"),
                Tree.text(object, "metadata", "deletionTimestamp").isEmpty() ? AVAILABLE : "Terminating",
                Map.of(),
                outputs,
                List.of());
    }

    @Override
    public Optional<ResourceState> read(Aws aws, Owner owner, ResourceState known) {
        ApiAddress address = ApiAddress.of(known);
        return address.api(aws, owner).get(known.output(PATH).orElseThrow()).map(object -> state(object, address));
    }

    @Override
    public void delete(Aws aws, Owner owner, ResourceState now) {
        ApiAddress.of(now).api(aws, owner).delete(now.output(PATH).orElseThrow(), now.physicalId());
    }

    @Override
    public boolean deletionTakesTime() {
        return true;
    }

    @Override
    public Phase phase(ResourceState state) {
        return state.status().equals(AVAILABLE) ? Phase.READY : Phase.DELETING;
    }

    @Override
    public Predicate<ResourceState> goingBefore(ResourceState held) {
        boolean other = !NAMES.contains(held.kind());
        return state -> other;
    }

    @Override
    public Optional<String> leftStanding(ResourceState state) {
        return Optional.of("No controller has removed what it made for it, so it stays until the cluster goes. A load"
                + " balancer that AWS tags show to be the cluster's is deleted when the control plane is gone.");
    }

    @Override
    public Optional<String> withoutListing(AwsFault fault) {
        return Optional.of("Services, Ingresses and Gateways inside the cluster are not deleted first: "
                + fault.error().message()
                + " Their load balancers are found by AWS tags and deleted once the control plane"
                + " is gone and can make none again.");
    }

    @Override
    public Work work(Verb verb) {
        return Work.brief("kubernetes:Delete").lasting(30, 2, 3, 10).disrupting();
    }
}
