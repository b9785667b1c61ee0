package io.github.ekssdk.testing.internal.service.eks;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.AuthenticationMode;
import software.amazon.awssdk.services.eks.model.IpFamily;
import software.amazon.awssdk.services.eks.model.RemoteNetworkConfigRequest;
import software.amazon.awssdk.services.eks.model.RemoteNetworkConfigResponse;

/** The networks outside of AWS in which hybrid nodes and their pods run. */
final class RemoteNetworks {
    private RemoteNetworks() {}

    /**
     * Reads the networks of a cluster, or refuses them.
     *
     * @param taken blocks of the VPC and of the services, which they must not overlap
     */
    static @Nullable RemoteNetworkConfigResponse checked(
            @Nullable RemoteNetworkConfigRequest asked,
            AuthenticationMode mode,
            @Nullable IpFamily family,
            List<String> taken) {
        if (asked == null) {
            return null;
        }
        if (asked.remoteNodeNetworks().size() > 1 || asked.remotePodNetworks().size() > 1) {
            throw EksRefusals.invalidParameter(
                    "At most one remote node network and one remote pod network can be specified.");
        }
        List<String> nodes = asked.remoteNodeNetworks().stream()
                .flatMap(network -> network.cidrs().stream())
                .toList();
        List<String> pods = asked.remotePodNetworks().stream()
                .flatMap(network -> network.cidrs().stream())
                .toList();
        if (nodes.isEmpty() && pods.isEmpty()) {
            return null;
        }
        if (nodes.isEmpty()) {
            throw EksRefusals.invalidParameter("Remote pod networks need a remote node network.");
        }
        if (mode == AuthenticationMode.CONFIG_MAP) {
            throw EksRefusals.invalidParameter("Remote networks require the authenticationMode API or"
                    + " API_AND_CONFIG_MAP, but it is CONFIG_MAP.");
        }
        if (family == IpFamily.IPV6) {
            throw EksRefusals.invalidParameter("Remote networks are not supported for clusters with ipFamily ipv6.");
        }
        checkBlocks(nodes, pods, taken);
        return RemoteNetworkConfigResponse.builder()
                .remoteNodeNetworks(asked.remoteNodeNetworks())
                .remotePodNetworks(asked.remotePodNetworks())
                .build();
    }

    private static void checkBlocks(List<String> nodes, List<String> pods, List<String> taken) {
        List<String> seen = new ArrayList<>(taken);
        List<String> all = new ArrayList<>(nodes);
        all.addAll(pods);
        for (String block : all) {
            if (!ServiceNetwork.isPrivate(block)) {
                throw EksRefusals.invalidParameter("The remote network " + block
                        + " must be within 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10");
            }
            for (String other : seen) {
                if (other.indexOf(':') < 0 && ServiceNetwork.overlap(block, other)) {
                    throw EksRefusals.invalidParameter(
                            "The remote network " + block + " must not overlap with " + other);
                }
            }
            seen.add(block);
        }
    }
}
