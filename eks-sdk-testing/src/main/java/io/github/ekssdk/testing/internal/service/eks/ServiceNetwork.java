package io.github.ekssdk.testing.internal.service.eks;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.ElasticLoadBalancing;
import software.amazon.awssdk.services.eks.model.IpFamily;
import software.amazon.awssdk.services.eks.model.KubernetesNetworkConfigRequest;
import software.amazon.awssdk.services.eks.model.KubernetesNetworkConfigResponse;

/** Addresses of Kubernetes services. */
final class ServiceNetwork {
    private static final Pattern PRIVATE_BLOCK =
            Pattern.compile("(10\\.\\d{1,3}|172\\.(1[6-9]|2\\d|3[01])|192\\.168)(\\.\\d{1,3}){2}/(1[2-9]|2[0-4])");

    private static final Pattern PRIVATE = Pattern.compile(
            "(10\\.\\d{1,3}|172\\.(1[6-9]|2\\d|3[01])|192\\.168|100\\.(6[4-9]|[7-9]\\d|1[01]\\d|12[0-7]))(\\.\\d{1,3}){2}/([89]|[12]\\d|3[0-2])");

    private ServiceNetwork() {}

    static KubernetesNetworkConfigResponse ofNewCluster(
            @Nullable KubernetesNetworkConfigRequest asked, List<String> vpcCidrs) {
        if (asked != null) {
            EksInput.checkWord("ipFamily", asked.ipFamilyAsString(), IpFamily.knownValues());
        }
        KubernetesNetworkConfigResponse.Builder network = KubernetesNetworkConfigResponse.builder();
        if (asked == null || asked.elasticLoadBalancing() == null) {
            network.elasticLoadBalancing(
                    ElasticLoadBalancing.builder().enabled(false).build());
        } else {
            network.elasticLoadBalancing(asked.elasticLoadBalancing());
        }
        if (asked != null && asked.ipFamily() == IpFamily.IPV6) {
            return ipv6(asked, network);
        }
        String block = asked == null || asked.serviceIpv4Cidr() == null
                ? defaultBlock(vpcCidrs)
                : checked(asked.serviceIpv4Cidr(), vpcCidrs);
        return network.ipFamily(IpFamily.IPV4).serviceIpv4Cidr(block).build();
    }

    private static KubernetesNetworkConfigResponse ipv6(
            KubernetesNetworkConfigRequest asked, KubernetesNetworkConfigResponse.Builder network) {
        if (asked.serviceIpv4Cidr() != null) {
            throw EksRefusals.invalidParameter("serviceIpv4Cidr cannot be specified for a cluster with ipFamily ipv6");
        }
        return network.ipFamily(IpFamily.IPV6).build();
    }

    private static String defaultBlock(List<String> vpcCidrs) {
        return vpcCidrs.stream().anyMatch(cidr -> cidr.startsWith("10.")) ? "172.20.0.0/16" : "10.100.0.0/16";
    }

    private static String checked(String block, List<String> vpcCidrs) {
        if (!PRIVATE_BLOCK.matcher(block).matches()) {
            throw EksRefusals.invalidParameter("The service CIDR " + block
                    + " must be within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16 and between /12 and /24");
        }
        for (String vpc : vpcCidrs) {
            if (overlap(block, vpc)) {
                throw EksRefusals.invalidParameter(
                        "The service CIDR " + block + " must not overlap with the CIDR " + vpc + " of the VPC");
            }
        }
        return block;
    }

    /** Whether a block is one that private networks may have. */
    static boolean isPrivate(String block) {
        return PRIVATE.matcher(block).matches();
    }

    static boolean overlap(String one, String other) {
        int bits = Math.min(bits(one), bits(other));
        return address(one) >>> (32 - bits) == address(other) >>> (32 - bits);
    }

    private static int bits(String cidr) {
        return Integer.parseInt(cidr.substring(cidr.indexOf('/') + 1));
    }

    private static long address(String cidr) {
        long address = 0;
        for (String part : cidr.substring(0, cidr.indexOf('/')).split("\\.", -1)) {
            address = address << 8 | Integer.parseInt(part);
        }
        return address;
    }
}
