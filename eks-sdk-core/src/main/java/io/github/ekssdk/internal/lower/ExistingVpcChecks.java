package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.resource.ec2.AvailabilityZones;
import io.github.ekssdk.internal.resource.ec2.ExistingVpc;
import io.github.ekssdk.internal.resource.ec2.ExistingVpc.Subnet;
import io.github.ekssdk.internal.resource.ec2.ExistingVpc.WayOut;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.ExistingVpcSpec;
import io.github.ekssdk.spec.IpFamily;
import io.github.ekssdk.spec.NodeGroupSpec;
import io.github.ekssdk.state.ResourceState;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What EKS and nodes need of a VPC that somebody else made; looked at when the cluster, or a part of it, comes to it anew. */
final class ExistingVpcChecks {

    /** EKS puts network interfaces into each subnet, and needs as many again when it upgrades the control plane. */
    private static final int FEWEST_FREE = 6;

    private static final int ENOUGH_FREE = 16;
    private static final int FEWEST_ZONES = 2;

    /** Of an instance of the size large. */
    private static final int USUAL_PER_NODE = 20;

    /** What a node cannot do without before it has joined, as the last parts of the services' names. */
    private static final List<String> SERVICES_OF_NODES = List.of("ec2", "ecr.api", "ecr.dkr", "s3", "sts");

    private final Inquiry inquiry;
    private final ExistingVpcSpec wanted;
    private final VpcInUse vpc;
    private final ClusterSpec spec;
    private final Optional<ResourceState> cluster;
    private final Set<String> used;

    ExistingVpcChecks(Inquiry inquiry, ExistingVpcSpec wanted, VpcInUse vpc) {
        this.inquiry = inquiry;
        this.wanted = wanted;
        this.vpc = vpc;
        this.spec = inquiry.spec();
        this.cluster = VpcInUse.cluster(inquiry);
        this.used = VpcInUse.usedSubnets(inquiry);
    }

    void run() {
        checkMove();
        checkZones();
        checkZoneIds();
        checkSides();
        checkControlPlane();
        if (cluster.isEmpty()) {
            checkNames();
            checkServices();
        }
        checkSecurityGroups();
        checkPlaces();
        checkNodes();
    }

    private void checkMove() {
        cluster.map(state -> state.outputs().get("vpcId"))
                .filter(home -> !home.equals(vpc.vpc().id()))
                .ifPresent(home -> problem(
                        "",
                        "The cluster lives in " + home + ", and EKS does not move it to "
                                + vpc.vpc().id() + ".",
                        "Name " + home + ", or make another cluster."));
    }

    private void checkZones() {
        if (ExistingNetwork.zones(vpc.controlPlaneSubnets()) < FEWEST_ZONES) {
            Set<String> zones = new TreeSet<>();
            vpc.controlPlaneSubnets().forEach(subnet -> zones.add(subnet.zone()));
            problem(
                    "",
                    zones.isEmpty()
                            ? "There is no subnet for the control plane."
                            : "All subnets for the control plane are in one zone, " + String.join(", ", zones) + ".",
                    "EKS needs subnets in two zones at least.");
        }
    }

    private void checkZoneIds() {
        Set<Subnet> all = new LinkedHashSet<>(vpc.controlPlaneSubnets());
        all.addAll(vpc.publicSubnets());
        all.addAll(vpc.privateSubnets());
        for (Subnet subnet : all) {
            if (used.contains(subnet.id())) {
                continue;
            }
            if (subnet.onOutpost()) {
                problem(
                        subnet,
                        "The subnet is on an Outpost; this SDK makes no clusters and nodes there.",
                        "Name subnets in the region.");
            } else if (AvailabilityZones.isLocal(subnet.zoneId())) {
                problem(
                        subnet,
                        "The subnet is in " + subnet.zone()
                                + ", which is no Availability Zone but a Local or Wavelength Zone.",
                        "Name subnets in Availability Zones: control planes and managed node groups run nowhere else.");
            } else if (vpc.controlPlaneSubnets().contains(subnet) && !AvailabilityZones.hasEks(subnet.zoneId())) {
                problem(
                        subnet,
                        "The subnet is in " + subnet.zone() + " (" + subnet.zoneId()
                                + "), where EKS runs no control planes.",
                        "Name others with controlPlaneSubnetIds; nodes may be there.");
            }
        }
    }

    private void checkSides() {
        fresh(vpc.publicSubnets()).forEach(subnet -> {
            if (wanted.publicSubnetIds().contains(subnet.id()) && way(subnet) != WayOut.INTERNET_GATEWAY) {
                problem(
                        subnet,
                        "The subnet is named as a public one, but its route table does not lead to an internet"
                                + " gateway.",
                        "Name it with privateSubnetIds, or add the route.");
            }
        });
        fresh(vpc.privateSubnets()).forEach(subnet -> {
            if (wanted.privateSubnetIds().contains(subnet.id()) && way(subnet) == WayOut.INTERNET_GATEWAY) {
                problem(
                        subnet,
                        "The subnet is named as a private one, but its route table leads to an internet gateway.",
                        "Name it with publicSubnetIds.");
            }
        });
    }

    private void checkControlPlane() {
        List<String> scarce = new ArrayList<>();
        for (Subnet subnet : fresh(vpc.controlPlaneSubnets())) {
            if (subnet.freeAddresses() < FEWEST_FREE) {
                problem(
                        subnet,
                        "The subnet has " + subnet.freeAddresses() + " free addresses.",
                        "EKS needs " + FEWEST_FREE + " at least in each subnet of the control plane, and recommends "
                                + ENOUGH_FREE + ".");
            } else if (subnet.freeAddresses() < ENOUGH_FREE) {
                scarce.add(subnet.id() + " (" + subnet.freeAddresses() + ")");
            }
        }
        if (!scarce.isEmpty()) {
            inquiry.warning("Subnets of the control plane have few free addresses: " + String.join(", ", scarce)
                    + ". EKS recommends " + ENOUGH_FREE + " in each; upgrades need up to five.");
        }
    }

    private void checkNames() {
        ExistingVpc there = vpc.vpc();
        if (!there.dnsSupport(inquiry.aws())) {
            problem(
                    "",
                    "DNS resolution is off in " + there.id() + " (enableDnsSupport).",
                    "Switch it on: without it nodes do not find the control plane.");
        }
        if (!there.dnsHostnames(inquiry.aws())) {
            problem(
                    "",
                    "DNS host names are off in " + there.id() + " (enableDnsHostnames).",
                    "Switch them on: without them nodes do not register.");
        }
    }

    private void checkServices() {
        spec.serviceIpv4Cidr()
                .ifPresent(range -> vpc.vpc()
                        .overlapped(range)
                        .ifPresent(cidr -> inquiry.problem(
                                "serviceIpv4Cidr",
                                range + " overlaps " + cidr + " of " + vpc.vpc().id() + ".",
                                "Choose a range apart from it.")));
    }

    private void checkSecurityGroups() {
        Set<String> fresh = new LinkedHashSet<>(vpc.securityGroups());
        cluster.map(state -> state.properties().get("securityGroupIds")).ifPresent(present -> {
            if (present instanceof List<?> known) {
                fresh.removeIf(known::contains);
            }
        });
        if (fresh.isEmpty()) {
            return;
        }
        Map<String, String> homes = ExistingVpc.securityGroups(inquiry.aws(), fresh);
        for (String id : fresh) {
            String home = homes.get(id);
            if (home == null) {
                inquiry.problem(
                        "vpc.controlPlaneSecurityGroupIds",
                        "There is no security group " + id + " in "
                                + inquiry.owner().region() + ".",
                        "Name security groups of this account and region.");
            } else if (!home.equals(vpc.vpc().id())) {
                inquiry.problem(
                        "vpc.controlPlaneSecurityGroupIds",
                        id + " is a security group of " + home + ", not of "
                                + vpc.vpc().id() + ".",
                        "Name security groups of the cluster's VPC.");
            }
        }
    }

    /** What goes to subnets of one sort needs such subnets. */
    private void checkPlaces() {
        if (vpc.privateSubnets().isEmpty() && !spec.fargateProfiles().isEmpty()) {
            problem(
                    "",
                    "None of the subnets is private, and Pods on Fargate run in private subnets only.",
                    "Name private subnets too.");
        }
        if (vpc.publicSubnets().isEmpty() && groups().anyMatch(NodeGroupSpec::publicSubnets)) {
            problem(
                    "",
                    "None of the subnets is public, but nodes are to go to public subnets.",
                    "Name public subnets too, or leave publicSubnets out of the node groups.");
        }
    }

    private void checkNodes() {
        boolean anew = cluster.isEmpty();
        boolean outside = vpc.privateSubnets().isEmpty();
        boolean inPublic = groups().filter(group -> outside || group.publicSubnets())
                .anyMatch(group -> anew || isNew(group.name()));
        boolean inPrivate = !outside
                && (groups().filter(group -> !group.publicSubnets()).anyMatch(group -> anew || isNew(group.name()))
                        || (anew && !spec.fargateProfiles().isEmpty()));
        if (inPublic) {
            vpc.publicSubnets().stream()
                    .filter(subnet -> !subnet.assignsPublicAddresses())
                    .forEach(subnet -> problem(
                            subnet,
                            "The subnet is public but gives instances no public address, so that nodes in it reach"
                                    + " nothing.",
                            "Switch on MapPublicIpOnLaunch, or use private subnets."));
        }
        if (inPrivate) {
            checkWaysOut();
        }
        checkRoom(vpc.publicSubnets(), outside, NodeGroupSpec::publicSubnets);
        if (!outside) {
            checkRoom(vpc.privateSubnets(), false, group -> !group.publicSubnets());
        }
        if (spec.ipFamily() == IpFamily.IPV6) {
            Stream.concat(
                            inPublic ? vpc.publicSubnets().stream() : Stream.<Subnet>empty(),
                            inPrivate ? vpc.privateSubnets().stream() : Stream.<Subnet>empty())
                    .filter(subnet -> !subnet.assignsIpv6Addresses())
                    .forEach(subnet -> problem(
                            subnet,
                            "The cluster is to be an IPv6 one, but instances in the subnet get no IPv6 address.",
                            "Give the subnet an IPv6 range and switch on AssignIpv6AddressOnCreation."));
        }
    }

    /** The CNI plugin keeps two network interfaces' worth of addresses on a node, for Pods to come. */
    private void checkRoom(List<Subnet> subnets, boolean all, Predicate<NodeGroupSpec> goThere) {
        int nodes = groups().filter(group -> all || goThere.test(group))
                .filter(group -> cluster.isEmpty() || isNew(group.name()))
                .mapToInt(group -> group.scaling().desired())
                .sum();
        int free = subnets.stream().mapToInt(Subnet::freeAddresses).sum();
        String ids = subnets.stream().map(Subnet::id).collect(Collectors.joining(", "));
        if (nodes > free) {
            problem(
                    "",
                    nodes + " new nodes are to go to " + ids + ", with " + free + " free addresses in all.",
                    "Each node takes one at least, and each Pod another: name larger subnets, or ask for fewer"
                            + " nodes.");
        } else if (spec.ipFamily() == IpFamily.IPV4 && nodes * USUAL_PER_NODE > free) {
            inquiry.warning(nodes + " new nodes are to go to " + ids + ", with " + free
                    + " free addresses in all. The VPC CNI plugin usually takes some " + USUAL_PER_NODE
                    + " for each node: name larger subnets, or configure vpc-cni with smaller warm targets or prefix"
                    + " delegation.");
        }
    }

    /** Those that go to the subnets of the cluster, and not to some of their own. */
    private Stream<NodeGroupSpec> groups() {
        return Stream.<NodeGroupSpec>concat(spec.managedNodeGroups().stream(), spec.selfManagedNodeGroups().stream())
                .filter(group -> group.subnetIds().isEmpty());
    }

    private boolean isNew(String group) {
        return Stream.of(Kinds.MANAGED_NODE_GROUP, Kinds.AUTO_SCALING_GROUP)
                .allMatch(kind -> inquiry.observed(kind.name() + "/" + group).isEmpty());
    }

    private void checkWaysOut() {
        List<String> closed = vpc.privateSubnets().stream()
                .filter(subnet -> way(subnet) == WayOut.NONE)
                .map(Subnet::id)
                .toList();
        if (closed.isEmpty()) {
            return;
        }
        Set<String> present = vpc.vpc().endpointServices(inquiry.aws());
        List<String> missing = SERVICES_OF_NODES.stream()
                .filter(service -> present.stream().noneMatch(name -> name.endsWith("." + service)))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        String what = "There is no way out of " + String.join(", ", closed) + " and no VPC endpoint for "
                + String.join(", ", missing);
        if (spec.endpointAccess().publicEndpoint()) {
            problem(
                    "",
                    what + ", so that nodes there could not join.",
                    "Give the subnets a route to a NAT gateway, or the VPC these endpoints.");
        } else {
            inquiry.warning(what + "; nodes join only if they reach these services in another way.");
        }
    }

    private List<Subnet> fresh(List<Subnet> subnets) {
        return subnets.stream().filter(subnet -> !used.contains(subnet.id())).toList();
    }

    private WayOut way(Subnet subnet) {
        return vpc.waysOut().getOrDefault(subnet.id(), WayOut.NONE);
    }

    private void problem(Subnet subnet, String message, String hint) {
        problem("[" + subnet.id() + "]", message, hint);
    }

    private void problem(String part, String message, String hint) {
        inquiry.problem(ExistingNetwork.PATH + part, message, hint);
    }
}
