package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.graph.Output;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.resource.ec2.ExistingVpc;
import io.github.ekssdk.internal.resource.ec2.Subnet;
import io.github.ekssdk.internal.resource.ec2.Vpc;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.IpFamily;
import io.github.ekssdk.spec.SubnetCidrs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The subnets of a VPC that is made, by what they are for, a zone each. */
final class SubnetLowering {

    static final String KARPENTER = "karpenter.sh/discovery";
    private static final String PODS_ROLE = "kubernetes.io/role/cni";

    private final LoweringContext context;
    private final NetworkNames names;
    private final ClusterSpec spec;
    private final Output vpcId;
    private final List<String> zones;
    private int ipv6Number;

    SubnetLowering(LoweringContext context, Output vpcId, List<String> zones) {
        this.context = context;
        this.names = new NetworkNames(context);
        this.spec = context.spec();
        this.vpcId = vpcId;
        this.zones = zones;
    }

    /**
     * The subnets' ids.
     *
     * @param pods those for Pods, of all zones for the first secondary range, then for the next one
     */
    record Subnets(List<Output> open, List<Output> closed, List<Output> controlPlane, List<Output> pods) {}

    Subnets lower() {
        SubnetCidrs cidrs = spec.vpc().subnetCidrs(zones.size());
        return new Subnets(
                add("public", cidrs.publicSubnets()),
                add("private", cidrs.privateSubnets()),
                add("control-plane", cidrs.controlPlaneSubnets()),
                pods(cidrs.podSubnets()));
    }

    private List<Output> add(String purpose, List<String> cidrs) {
        List<Output> ids = new ArrayList<>();
        for (int i = 0; i < cidrs.size(); i++) {
            ids.add(subnet(purpose, zones.get(i), cidrs.get(i)));
        }
        return ids;
    }

    private List<Output> pods(List<String> cidrs) {
        List<Output> ids = new ArrayList<>();
        for (int i = 0; i < cidrs.size(); i++) {
            int range = i / zones.size() + 1;
            ids.add(subnet(range == 1 ? "pods" : "pods" + range, zones.get(i % zones.size()), cidrs.get(i)));
        }
        return ids;
    }

    private Output subnet(String purpose, String zone, String cidr) {
        boolean open = purpose.equals("public");
        String name = purpose + "-" + names.suffix(zone);
        Properties.Builder wanted = Properties.builder()
                .set(Subnet.VPC_ID, vpcId)
                .set(Subnet.CIDR, cidr)
                .set(Subnet.AVAILABILITY_ZONE, zone)
                .set(Subnet.MAP_PUBLIC_IP, open);
        if (spec.ipFamily() == IpFamily.IPV6) {
            wanted.set(Subnet.IPV6_OF_VPC, new Output(vpcId.resourceId(), Vpc.IPV6_CIDR))
                    .set(Subnet.IPV6_NUMBER, ipv6Number++)
                    .set(Subnet.ASSIGN_IPV6, true);
        }
        wanted.set("tags", tags(purpose, name));
        return context.graph().add(Kinds.SUBNET, name, wanted.build()).output("id");
    }

    private Map<String, String> tags(String purpose, String name) {
        Map<String, String> tags = names.tags(spec.name() + "-" + name);
        tags.put("kubernetes.io/cluster/" + spec.name(), "owned");
        switch (purpose) {
            case "public" -> {
                tags.put(ExistingVpc.PUBLIC_ROLE, "1");
                tags.putAll(spec.vpc().publicSubnetTags());
            }
            case "private" -> {
                tags.put(ExistingVpc.PRIVATE_ROLE, "1");
                if (spec.vpc().karpenterDiscovery()) {
                    tags.put(KARPENTER, spec.name());
                }
                tags.putAll(spec.vpc().privateSubnetTags());
            }
            case "control-plane" -> {}
            default -> tags.put(PODS_ROLE, "1");
        }
        return tags;
    }
}
