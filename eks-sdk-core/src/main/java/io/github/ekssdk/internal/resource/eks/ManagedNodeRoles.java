package io.github.ekssdk.internal.resource.eks;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.graph.Owner;
import java.util.Set;
import java.util.stream.Collectors;

/** The roles of the managed node groups of a cluster, whoever made the groups. */
public final class ManagedNodeRoles {

    private ManagedNodeRoles() {}

    /** Asks EKS for their ARNs. */
    public static Set<String> of(Aws aws, Owner owner) {
        return aws.eks().listNodegroupsPaginator(request -> request.clusterName(owner.cluster())).nodegroups().stream()
                .flatMap(name -> AwsFault.found(() -> aws.eks()
                                .describeNodegroup(request ->
                                        request.clusterName(owner.cluster()).nodegroupName(name))
                                .nodegroup()
                                .nodeRole())
                        .stream())
                .collect(Collectors.toSet());
    }
}
