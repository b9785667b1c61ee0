package io.github.ekssdk.eksctl;

import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.NatGateways;
import io.github.ekssdk.spec.VpcSpec;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the network of a cluster in eksctl's format. */
final class NetworkReader {

    private static final String DEFAULT_CIDR = "192.168.0.0/16";

    /** To which AWS services every private cluster of eksctl has endpoints. */
    private static final List<String> NODE_SERVICES = List.of("ec2", "ecr.api", "ecr.dkr", "s3", "sts");

    private NetworkReader() {}

    static void read(Section document, ClusterSpec.Builder spec) {
        Section vpc = document.section("vpc");
        Map<String, Section> publicSubnets = vpc.section("subnets").namedSections("public");
        Map<String, Section> privateSubnets = vpc.section("subnets").namedSections("private");
        boolean existing = vpc.has("id")
                || Stream.concat(publicSubnets.values().stream(), privateSubnets.values().stream())
                        .anyMatch(subnet -> subnet.has("id"));
        if (existing) {
            spec.vpc(settings -> settings.existing(found -> found.vpcId(vpc.text("id"))
                    .publicSubnetIds(ids(publicSubnets))
                    .privateSubnetIds(ids(privateSubnets))
                    .controlPlaneSubnetIds(vpc.texts("controlPlaneSubnetIDs"))));
            vpc.text("cidr");
            document.texts("availabilityZones");
        } else {
            spec.vpc(settings -> made(document, vpc, settings));
        }
        vpc.expect("controlPlaneOnPrivateSubnets", true);
        isolate(document.section("privateCluster"), vpc, existing, spec);
        List<String> groups = Stream.concat(
                        vpc.text("securityGroup").stream(), vpc.texts("controlPlaneSecurityGroupIDs").stream())
                .toList();
        spec.vpc(settings -> settings.controlPlaneSecurityGroupIds(groups));
        endpoints(vpc, spec);
    }

    /** eksctl makes the endpoints that nodes need, and those that are named besides. */
    private static void isolate(Section cluster, Section vpc, boolean existing, ClusterSpec.Builder spec) {
        if (!cluster.on("enabled")) {
            cluster.texts("additionalEndpointServices");
            return;
        }
        spec.endpointAccess(access -> access.publicEndpoint(false).privateEndpoint(true));
        if (!existing) {
            vpc.section("nat").expect("gateway", "Disable");
            cluster.expect("skipEndpointCreation", false);
            List<String> services = Stream.concat(
                            NODE_SERVICES.stream(), cluster.texts("additionalEndpointServices").stream())
                    .distinct()
                    .toList();
            spec.vpc(settings -> settings.isolated().endpoints(services));
        }
    }

    /** What is said of a subnet besides its id only repeats what the id says. */
    private static List<String> ids(Map<String, Section> subnets) {
        return subnets.values().stream()
                .flatMap(subnet -> {
                    subnet.text("az");
                    subnet.text("cidr");
                    return subnet.text("id").stream();
                })
                .toList();
    }

    private static void made(Section document, Section vpc, VpcSpec.Builder settings) {
        settings.cidr(vpc.text("cidr").orElse(DEFAULT_CIDR));
        List<String> zones = document.texts("availabilityZones");
        if (!zones.isEmpty()) {
            settings.availabilityZones(zones.toArray(String[]::new));
        }
        vpc.section("nat")
                .text("gateway")
                .map(word -> switch (word.toLowerCase(Locale.ROOT)) {
                    case "highlyavailable" -> NatGateways.ONE_PER_ZONE;
                    case "disable" -> NatGateways.NONE;
                    default -> NatGateways.SINGLE;
                })
                .ifPresent(settings::natGateways);
    }

    private static void endpoints(Section vpc, ClusterSpec.Builder spec) {
        Section endpoints = vpc.section("clusterEndpoints");
        List<String> cidrs = vpc.texts("publicAccessCIDRs");
        spec.endpointAccess(access -> {
            access.publicEndpoint(endpoints.flag("publicAccess").orElse(true))
                    .privateEndpoint(endpoints.flag("privateAccess").orElse(false));
            if (!cidrs.isEmpty()) {
                access.publicAccessCidrs(cidrs.toArray(String[]::new));
            }
        });
    }
}
