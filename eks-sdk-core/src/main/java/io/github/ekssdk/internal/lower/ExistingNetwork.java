package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.resource.ec2.ExistingVpc;
import io.github.ekssdk.internal.resource.ec2.ExistingVpc.Subnet;
import io.github.ekssdk.internal.resource.ec2.ExistingVpc.WayOut;
import io.github.ekssdk.internal.resource.ec2.SubnetTags;
import io.github.ekssdk.spec.ExistingVpcSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Which VPC of somebody else's a cluster is to live in, and whether EKS could use it. */
final class ExistingNetwork implements Question {

    static final String PATH = "vpc.existing";
    static final String VPC_ID = PATH + ".vpcId";
    static final String CIDRS = PATH + ".cidrs";
    static final String PUBLIC_SUBNETS = PATH + ".publicSubnetIds";
    static final String PRIVATE_SUBNETS = PATH + ".privateSubnetIds";
    static final String CONTROL_PLANE_SUBNETS = PATH + ".controlPlaneSubnetIds";
    static final String SECURITY_GROUPS = PATH + ".securityGroupIds";

    /** Where subnets of nodes are, each as the id and the zone with a blank between them. */
    static final String ZONES = PATH + ".zones";

    /** Tags to add, each as the id of a subnet and a key with a blank between them. */
    static final String TAGS = PATH + ".addMissingTags";

    /** Tags that subnets lack and that are not to be added, each as the id of a subnet and a key with a blank between them. */
    static final String MISSING_TAGS = PATH + ".missingTags";

    private static final int FEWEST_ZONES = 2;

    @Override
    public void ask(Inquiry inquiry) {
        inquiry.spec().vpc().existing().ifPresent(wanted -> find(inquiry, wanted));
    }

    private static void find(Inquiry inquiry, ExistingVpcSpec wanted) {
        new VpcSearch(inquiry, wanted).run().ifPresent(found -> {
            VpcInUse vpc = divide(inquiry, wanted, found);
            new ExistingVpcChecks(inquiry, wanted, vpc).run();
            resolve(inquiry, wanted, vpc);
        });
    }

    private static VpcInUse divide(Inquiry inquiry, ExistingVpcSpec wanted, VpcSearch.Found found) {
        Map<String, WayOut> ways = found.vpc().waysOut(inquiry.aws(), found.subnets());
        List<Subnet> open = new ArrayList<>();
        List<Subnet> closed = new ArrayList<>();
        List<Subnet> others = new ArrayList<>();
        for (Subnet subnet : found.subnets()) {
            if (wanted.publicSubnetIds().contains(subnet.id())) {
                open.add(subnet);
            } else if (wanted.privateSubnetIds().contains(subnet.id())) {
                closed.add(subnet);
            } else if (onlyForControlPlane(wanted, subnet)) {
                others.add(subnet);
            } else {
                (ways.get(subnet.id()) == WayOut.INTERNET_GATEWAY ? open : closed).add(subnet);
            }
        }
        return new VpcInUse(
                found.vpc(), open, closed, controlPlane(wanted, open, closed, others), found.securityGroups(), ways);
    }

    private static boolean onlyForControlPlane(ExistingVpcSpec wanted, Subnet subnet) {
        return wanted.controlPlaneSubnetIds().contains(subnet.id())
                && !wanted.subnetIds().contains(subnet.id());
    }

    private static List<Subnet> controlPlane(
            ExistingVpcSpec wanted, List<Subnet> open, List<Subnet> closed, List<Subnet> others) {
        List<Subnet> all = Stream.of(open, closed, others).flatMap(List::stream).toList();
        if (!wanted.controlPlaneSubnetIds().isEmpty()) {
            return all.stream()
                    .filter(subnet -> wanted.controlPlaneSubnetIds().contains(subnet.id()))
                    .toList();
        }
        return zones(closed) >= FEWEST_ZONES ? closed : all;
    }

    /** Counts the zones that subnets are in. */
    static long zones(Collection<Subnet> subnets) {
        return subnets.stream().map(Subnet::zone).distinct().count();
    }

    private static void resolve(Inquiry inquiry, ExistingVpcSpec wanted, VpcInUse vpc) {
        inquiry.resolve(VPC_ID, List.of(vpc.vpc().id()));
        inquiry.resolve(CIDRS, vpc.vpc().cidrs());
        inquiry.resolve(PUBLIC_SUBNETS, VpcInUse.ids(vpc.publicSubnets()));
        inquiry.resolve(PRIVATE_SUBNETS, VpcInUse.ids(vpc.privateSubnets()));
        inquiry.resolve(
                ZONES,
                Stream.concat(vpc.publicSubnets().stream(), vpc.privateSubnets().stream())
                        .map(subnet -> subnet.id() + " " + subnet.zone())
                        .toList());
        inquiry.resolve(CONTROL_PLANE_SUBNETS, VpcInUse.ids(vpc.controlPlaneSubnets()));
        inquiry.resolve(SECURITY_GROUPS, vpc.securityGroups());
        List<String> missing = missingTags(inquiry, vpc);
        if (!wanted.addMissingTags() && !inquiry.spec().components().isEmpty()) {
            inquiry.resolve(MISSING_TAGS, missing);
        }
        if (wanted.addMissingTags()) {
            inquiry.resolve(TAGS, missing);
        } else if (!missing.isEmpty() && vpc.isNewTo(inquiry)) {
            inquiry.warning("Tags by which load balancers and Karpenter find subnets are missing: "
                    + String.join(", ", missing) + ". Add them, or let the SDK do so with addMissingTags(true).");
        }
    }

    /** A tag that a cluster has added counts as missing: each cluster that needs it says so, and the last one takes it away. */
    private static List<String> missingTags(Inquiry inquiry, VpcInUse vpc) {
        String name = inquiry.spec().name();
        return Stream.of(
                        missingTags(name, vpc.publicSubnets(), ExistingVpc.PUBLIC_ROLE, "1"),
                        missingTags(name, vpc.privateSubnets(), ExistingVpc.PRIVATE_ROLE, "1"),
                        inquiry.spec().vpc().karpenterDiscovery()
                                ? missingTags(name, vpc.privateSubnets(), SubnetLowering.KARPENTER, name)
                                : Stream.<String>empty())
                .flatMap(tags -> tags)
                .toList();
    }

    private static Stream<String> missingTags(String cluster, List<Subnet> subnets, String key, String value) {
        return subnets.stream()
                .filter(subnet -> !subnet.tags().containsKey(key)
                        || SubnetTags.addedBy(cluster, subnet.tags(), key)
                        || (value.equals(subnet.tags().get(key)) && SubnetTags.added(subnet.tags(), key)))
                .map(subnet -> subnet.id() + " " + key);
    }
}
