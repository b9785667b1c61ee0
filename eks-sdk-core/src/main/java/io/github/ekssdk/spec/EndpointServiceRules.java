package io.github.ekssdk.spec;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** What can be told of VPC endpoints without asking AWS. */
final class EndpointServiceRules {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(?:[.-][a-z0-9]+)*");

    private EndpointServiceRules() {}

    static void check(VpcSpec vpc, Problems problems) {
        Problems own = problems.at("endpoints");
        Set<String> seen = new HashSet<>();
        for (int index = 0; index < vpc.endpoints().size(); index++) {
            String service = vpc.endpoints().get(index);
            if (service.contains("com.amazonaws.")) {
                own.element(index)
                        .add(
                                "'" + service + "' is the whole name of a service.",
                                "Write what follows the region, for example ecr.api; the rest is asked from EC2.");
            } else if (!NAME.matcher(service).matches()) {
                own.element(index)
                        .add(
                                "'" + service + "' is not the name of a service with VPC endpoints.",
                                "Write, for example, ecr.api, s3 or sts.");
            }
            if (!seen.add(service)) {
                own.element(index).add(service + " is named twice.", "Name each service once.");
            }
        }
    }

    /** Nodes that go to private subnets need a way out of them, or endpoints for what they call. */
    static void checkNodes(ClusterSpec cluster, Problems problems) {
        VpcSpec vpc = cluster.vpc();
        if (vpc.existing().isPresent() || vpc.natGateways() != NatGateways.NONE || vpc.publicSubnets()) {
            return;
        }
        if (!cluster.endpointAccess().privateEndpoint()) {
            problems.at("endpointAccess")
                    .add(
                            "The VPC has no way to the internet, and the private endpoint of the Kubernetes API is"
                                    + " off: nodes could not reach it.",
                            "Switch privateEndpoint on.");
        }
        boolean nodes = cluster.hasNodes() || !cluster.fargateProfiles().isEmpty();
        if (nodes && !EndpointServices.missingForNodes(vpc.endpoints()).isEmpty()) {
            problems.at("vpc")
                    .at("endpoints")
                    .add(
                            "There is no way to the internet, and no endpoint for "
                                    + String.join(", ", EndpointServices.missingForNodes(vpc.endpoints()))
                                    + ", without which nodes do not join.",
                            "Add them, or use isolated(), which has all that is needed.");
        }
    }
}
