package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.resource.ec2.ElasticIp;
import io.github.ekssdk.internal.resource.eks.ControlPlane;
import io.github.ekssdk.spec.EndpointAccess;
import io.github.ekssdk.state.ResourceState;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether the caller and the nodes would still reach the Kubernetes API. Nobody is asked: AWS does not know where callers are. */
final class EndpointReach implements Question {

    private static final List<String> EVERYONE = List.of("0.0.0.0/0");

    @Override
    public void ask(Inquiry inquiry) {
        EndpointAccess wanted = inquiry.spec().endpointAccess();
        Optional<Map<String, Object>> present = VpcInUse.cluster(inquiry).map(ResourceState::properties);
        if (present.filter(cluster -> same(wanted, cluster)).isPresent()) {
            return;
        }
        boolean wasOpen = present.filter(cluster -> Boolean.TRUE.equals(cluster.get(ControlPlane.PUBLIC_ENDPOINT)))
                .isPresent();
        if (!wanted.publicEndpoint()) {
            inquiry.warning((wasOpen
                            ? "The public endpoint is switched off while the cluster runs. From then on the"
                            : "The public endpoint is off. The")
                    + " Kubernetes API answers only in the VPC and in networks connected to it: run kubectl, and"
                    + " whatever else calls it, from there.");
        } else if (!wanted.publicAccessCidrs().equals(EVERYONE)) {
            inquiry.warning("The public endpoint answers to " + String.join(", ", wanted.publicAccessCidrs())
                    + " only. The SDK does not know the address from which you call: see that it is among them.");
        }
        nodes(inquiry, wanted);
    }

    private static boolean same(EndpointAccess wanted, Map<String, Object> cluster) {
        return Boolean.valueOf(wanted.publicEndpoint()).equals(cluster.get(ControlPlane.PUBLIC_ENDPOINT))
                && Boolean.valueOf(wanted.privateEndpoint()).equals(cluster.get(ControlPlane.PRIVATE_ENDPOINT))
                && (!wanted.publicEndpoint()
                        || (cluster.get(ControlPlane.PUBLIC_ACCESS_CIDRS) instanceof Collection<?> cidrs
                                && new HashSet<>(cidrs).equals(new HashSet<>(wanted.publicAccessCidrs()))));
    }

    /** Without the private endpoint nodes call the public one, from the addresses of NAT gateways or from their own. */
    private static void nodes(Inquiry inquiry, EndpointAccess wanted) {
        if (wanted.privateEndpoint()
                || wanted.publicAccessCidrs().equals(EVERYONE)
                || (!inquiry.spec().hasNodes()
                        && inquiry.spec().fargateProfiles().isEmpty())) {
            return;
        }
        List<String> addresses = inquiry.observed(Kinds.ELASTIC_IP)
                .map(address -> address.outputs().getOrDefault(ElasticIp.PUBLIC_IP, ""))
                .filter(address -> !address.isEmpty())
                .sorted()
                .toList();
        List<String> outside = addresses.stream()
                .filter(address -> !ElasticIp.inside(address, wanted.publicAccessCidrs()))
                .toList();
        if (addresses.isEmpty() || !outside.isEmpty()) {
            inquiry.warning("The private endpoint is off, so nodes call the public one, which answers to "
                    + String.join(", ", wanted.publicAccessCidrs()) + " only. Nodes join only if their addresses"
                    + (outside.isEmpty()
                            ? ", or those of their NAT gateways, are"
                            : ", which are those of the NAT gateways, " + String.join(", ", outside) + ", are")
                    + " among these; or switch the private endpoint on.");
        }
    }
}
