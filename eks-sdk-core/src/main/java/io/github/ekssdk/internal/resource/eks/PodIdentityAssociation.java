package io.github.ekssdk.internal.resource.eks;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.graph.Owner;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads which roles add-ons give to their service accounts. */
final class PodIdentityAssociation {

    private PodIdentityAssociation() {}

    /** Returns the role of each service account of some associations. */
    static Map<String, Object> roles(Aws aws, Owner owner, List<String> arns) {
        Map<String, Object> roles = new TreeMap<>();
        arns.forEach(arn -> AwsFault.found(() -> aws.eks()
                        .describePodIdentityAssociation(request -> request.clusterName(owner.cluster())
                                .associationId(arn.substring(arn.lastIndexOf('/') + 1)))
                        .association())
                .ifPresent(association -> roles.put(association.serviceAccount(), association.roleArn())));
        return roles;
    }
}
