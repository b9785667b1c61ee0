package io.github.ekssdk.k8s.internal.component;

import io.github.ekssdk.internal.access.IdentityMapping;
import io.github.ekssdk.internal.access.PrincipalArn;
import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.graph.Verb;
import io.github.ekssdk.internal.graph.Wanted;
import io.github.ekssdk.internal.graph.Work;
import io.github.ekssdk.internal.resource.eks.ManagedNodeRoles;
import io.github.ekssdk.k8s.awsauth.IamMapping;
import io.github.ekssdk.state.ResourceState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What lets the nodes of a role in by the ConfigMap aws-auth, in a cluster that knows no access entries. Mappings of others stay, as do
 * those that EKS writes for managed node groups and Fargate; those of others that say enough serve as well.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/launch-workers.html">Create self-managed Amazon Linux nodes</a>
 */
final class NodeMapping extends InsideKind {

    static final String NAME = "awsAuthMapping";

    private static final String ROLE_ARN = "roleArn";
    private static final String USERNAME = "username";
    private static final String GROUPS = "groups";
    private static final String NODE_NAME = "system:node:{{EC2PrivateDNSName}}";
    private static final String BOOTSTRAPPERS = "system:bootstrappers";

    /** Returns the settings of a mapping, whose role may not be known yet. */
    static Properties properties(String cluster, Object roleArn, boolean windows) {
        List<String> groups = new ArrayList<>(List.of(BOOTSTRAPPERS, IdentityMapping.NODES));
        if (windows) {
            groups.add(IdentityMapping.WINDOWS);
        }
        return ApiAddress.settings(cluster)
                .set(ROLE_ARN, roleArn)
                .set(USERNAME, NODE_NAME)
                .set(GROUPS, groups)
                .build();
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Where access entries are known, they let nodes in, and whatever else stands in aws-auth is left to those who clean it up. */
    @Override
    boolean isIn(ResourceState cluster) {
        return "CONFIG_MAP".equals(cluster.properties().get("authenticationMode"));
    }

    @Override
    List<ResourceState> list(KubernetesApi api, ApiAddress address) {
        NodeMappings mappings = new NodeMappings(api);
        Set<String> own = mappings.own();
        if (own.isEmpty()) {
            return List.of();
        }
        return mappings.readable().stream()
                .filter(mapping -> own.contains(key(mapping.arn())))
                .map(mapping -> state(mapping, address))
                .toList();
    }

    private static String key(String arn) {
        return PrincipalArn.keyOf(arn);
    }

    private static ResourceState state(IamMapping mapping, ApiAddress address) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(ROLE_ARN, mapping.arn());
        properties.put(USERNAME, mapping.username());
        properties.put(GROUPS, mapping.groups());
        return new ResourceState(
                NAME + "/" + mapping.arn(), mapping.arn(), "available", properties, address.outputs(), List.of());
    }

    @Override
    public Optional<ResourceState> read(Aws aws, Owner owner, ResourceState known) {
        ApiAddress address = ApiAddress.of(known);
        String arn = known.id().substring(NAME.length() + 1);
        return new NodeMappings(address.api(aws, owner))
                .find(arn)
                .map(mapping -> state(new IamMapping(arn, mapping.username(), mapping.groups()), address));
    }

    /** Another's mapping is not to be taken for one of the SDK's own; one's own is marked before it is there. */
    @Override
    public ResourceState create(Aws aws, Wanted wanted) {
        NodeMappings mappings = mappings(aws, wanted);
        Optional<IamMapping> present = mappings.find(wanted.name());
        if (present.isEmpty()) {
            mappings.mark(wanted.name());
        }
        return write(mappings, wanted, present.map(IamMapping::groups).orElse(List.of()));
    }

    @Override
    public ResourceState update(Aws aws, Wanted wanted, ResourceState now, Set<String> differences) {
        return write(mappings(aws, wanted), wanted, Properties.of(now).strings(GROUPS));
    }

    private static NodeMappings mappings(Aws aws, Wanted wanted) {
        return new NodeMappings(ApiAddress.of(wanted.properties()).api(aws, wanted.owner()));
    }

    private static ResourceState write(NodeMappings mappings, Wanted wanted, List<String> present) {
        Set<String> groups = new LinkedHashSet<>(wanted.properties().strings(GROUPS));
        groups.addAll(present);
        IamMapping mapping = new IamMapping(wanted.name(), wanted.properties().string(USERNAME), List.copyOf(groups));
        mappings.map(mapping);
        return state(mapping, ApiAddress.of(wanted.properties()));
    }

    /** EKS has no mapping of its own where it found this one, so the nodes of managed node groups may live by it. */
    @Override
    public void delete(Aws aws, Owner owner, ResourceState now) {
        NodeMappings mappings = new NodeMappings(ApiAddress.of(now).api(aws, owner));
        String arn = now.physicalId();
        if (ManagedNodeRoles.of(aws, owner).stream().noneMatch(role -> key(role).equals(key(arn)))) {
            mappings.unmap(arn);
        }
        mappings.unmark(arn);
    }

    @Override
    public boolean same(String property, Object wanted, Object present) {
        return switch (property) {
            case ROLE_ARN -> key(wanted.toString()).equals(key(present.toString()));
            case GROUPS ->
                present instanceof List<?> there && wanted instanceof List<?> groups && there.containsAll(groups);
            default -> super.same(property, wanted, present);
        };
    }

    @Override
    public boolean namesUnlisted() {
        return true;
    }

    @Override
    public Set<String> after() {
        return Set.of(CLUSTER);
    }

    @Override
    public Work work(Verb verb) {
        return verb == Verb.DELETE
                ? Work.brief("kubernetes:Update", "eks:ListNodegroups", "eks:DescribeNodegroup")
                : Work.brief("kubernetes:Update");
    }
}
