package io.github.ekssdk.spec;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What EKS asks of the addresses and networks of a control plane. */
final class ControlPlaneRules {

    private static final int WIDEST_SERVICES = 12;
    private static final int NARROWEST_SERVICES = 24;
    private static final int MOST_REMOTE = 15;
    private static final Duration SHORTEST_ROLLBACK = Duration.ofHours(2);
    private static final Duration LONGEST_ROLLBACK = Duration.ofDays(7);
    private static final List<Cidr> PRIVATE = Stream.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")
            .map(Cidr::of)
            .toList();
    private static final Cidr SHARED = Cidr.of("100.64.0.0/10");

    private ControlPlaneRules() {}

    static void check(ClusterSpec cluster, Problems problems) {
        List<Block> taken = new ArrayList<>();
        if (cluster.vpc().existing().isEmpty()) {
            Stream.concat(Stream.of(cluster.vpc().cidr()), cluster.vpc().secondaryCidrs().stream())
                    .flatMap(text -> Cidr.parse(text).stream())
                    .forEach(vpc -> taken.add(new Block("the VPC's " + vpc, vpc)));
        }
        cluster.serviceIpv4Cidr()
                .ifPresent(text -> checkServices(cluster, text, taken, problems.at("serviceIpv4Cidr")));
        checkRemoteNetworks(cluster, taken, problems);
        cluster.rollbackTimeout().ifPresent(timeout -> checkRollback(cluster, timeout, problems.at("rollbackTimeout")));
    }

    private static void checkRollback(ClusterSpec cluster, Duration timeout, Problems problems) {
        if (timeout.compareTo(SHORTEST_ROLLBACK) < 0 || timeout.compareTo(LONGEST_ROLLBACK) > 0) {
            problems.add("EKS does not take " + timeout + " for a rollback.", "Give 2 hours to 7 days.");
        }
        if (!cluster.versionRollback()) {
            problems.add(
                    "There is a time for a rollback that is not allowed.",
                    "Say versionRollback(true), or leave it out.");
        }
    }

    private static void checkServices(ClusterSpec cluster, String text, List<Block> taken, Problems problems) {
        if (cluster.ipFamily() == IpFamily.IPV6) {
            problems.add(
                    "EKS chooses the range of the Services of an IPv6 cluster.",
                    "Leave serviceIpv4Cidr out, or use the IP family IPV4.");
        }
        Optional<Cidr> parsed = Cidr.parse(text);
        if (parsed.isEmpty()) {
            CidrRules.unreadable(text, "172.20.0.0/16", problems);
            return;
        }
        Cidr services = parsed.get();
        CidrRules.checkHostBits(services, problems);
        if (services.prefix() < WIDEST_SERVICES || services.prefix() > NARROWEST_SERVICES) {
            problems.add(
                    services + " has a prefix of /" + services.prefix() + ".",
                    "EKS takes /" + WIDEST_SERVICES + " to /" + NARROWEST_SERVICES + " for Services.");
        }
        if (PRIVATE.stream().noneMatch(range -> range.contains(services))) {
            problems.add(
                    services + " is not a range for Services.",
                    "EKS takes ranges in 10.0.0.0/8, 172.16.0.0/12 and 192.168.0.0/16.");
        }
        refuseOverlap(services, taken, problems);
        taken.add(new Block("the Services' " + services, services));
    }

    private static void checkRemoteNetworks(ClusterSpec cluster, List<Block> taken, Problems problems) {
        List<String> nodes = cluster.remoteNodeNetworks();
        List<String> pods = cluster.remotePodNetworks();
        if (nodes.isEmpty() && pods.isEmpty()) {
            return;
        }
        Problems nodeProblems = problems.at("remoteNodeNetworks");
        if (nodes.isEmpty()) {
            nodeProblems.add(
                    "There are remote networks for Pods, but none for the nodes that they run on.",
                    "Name the ranges of the nodes, or leave remotePodNetworks out.");
        }
        if (cluster.authenticationMode() == AuthenticationMode.CONFIG_MAP) {
            nodeProblems.add(
                    "Hybrid nodes join by access entries, which the authentication mode CONFIG_MAP does not know.",
                    "Use the authentication mode API or API_AND_CONFIG_MAP.");
        }
        if (cluster.ipFamily() == IpFamily.IPV6) {
            nodeProblems.add("EKS has no hybrid nodes in IPv6 clusters.", "Use the IP family IPV4.");
        }
        checkRanges(nodes, taken, nodeProblems);
        checkRanges(pods, taken, problems.at("remotePodNetworks"));
    }

    private static void checkRanges(List<String> texts, List<Block> taken, Problems problems) {
        if (texts.size() > MOST_REMOTE) {
            problems.add(
                    "There are " + texts.size() + " ranges.",
                    "EKS takes at most " + MOST_REMOTE + "; join neighbours.");
        }
        for (String text : texts) {
            Problems own = problems.element(text);
            Optional<Cidr> parsed = Cidr.parse(text);
            if (parsed.isEmpty()) {
                CidrRules.unreadable(text, "10.80.0.0/16", own);
                continue;
            }
            Cidr range = parsed.get();
            CidrRules.checkHostBits(range, own);
            if (Stream.concat(PRIVATE.stream(), Stream.of(SHARED)).noneMatch(allowed -> allowed.contains(range))) {
                own.add(
                        range + " is not private.",
                        "EKS takes ranges in 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 and 100.64.0.0/10.");
            }
            refuseOverlap(range, taken, own);
            taken.add(new Block("the remote network " + range, range));
        }
    }

    private static void refuseOverlap(Cidr range, List<Block> taken, Problems problems) {
        taken.stream()
                .filter(block -> block.cidr.overlaps(range))
                .findFirst()
                .ifPresent(block ->
                        problems.add(range + " overlaps " + block.name + ".", "Choose a range apart from it."));
    }

    /** A range that is taken, and what by. */
    private record Block(String name, Cidr cidr) {}
}
