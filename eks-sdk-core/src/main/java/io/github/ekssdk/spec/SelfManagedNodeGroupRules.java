package io.github.ekssdk.spec;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What EC2 Auto Scaling and EKS ask of a self-managed node group. */
final class SelfManagedNodeGroupRules {

    private static final int MOST_PERCENT = 100;
    private static final int MOST_POOLS = 20;
    private static final Duration SHORTEST_LIFE = Duration.ofDays(1);
    private static final Duration LONGEST_LIFE = Duration.ofDays(365);
    private static final Duration LONGEST_WARMUP = Duration.ofHours(1);
    private static final Pattern TARGET_GROUP =
            Pattern.compile("arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:\\d{12}:targetgroup/.+");
    private static final Pattern PRICE = Pattern.compile("\\d{1,6}(?:\\.\\d{1,6})?");

    private SelfManagedNodeGroupRules() {}

    /** Checks the groups of a cluster, each also by itself. */
    static void checkAll(ClusterSpec cluster, Problems problems) {
        Set<String> names = new HashSet<>();
        cluster.managedNodeGroups().forEach(group -> names.add(group.name()));
        for (SelfManagedNodeGroupSpec group : cluster.selfManagedNodeGroups()) {
            Problems own = problems.element(group.name());
            if (!group.name().isEmpty() && !names.add(group.name())) {
                own.at("name").add("Two node groups are called '" + group.name() + "'.", "Give each its own name.");
            }
            check(group, cluster.tags(), own);
            NodeImageRules.check(cluster, group, cluster.version(), own.at("amiType"));
            ClusterRules.checkPlace(cluster, group, own);
            checkRole(cluster, group, own.at("nodeRoleArn"));
        }
    }

    /** EKS takes the access entry of a role away with the last managed node group that has it. */
    private static void checkRole(ClusterSpec cluster, SelfManagedNodeGroupSpec group, Problems problems) {
        cluster.managedNodeGroups().stream()
                .filter(managed -> managed.nodeRoleArn().isPresent()
                        && managed.nodeRoleArn().equals(group.nodeRoleArn()))
                .findFirst()
                .ifPresent(managed -> problems.add(
                        "The managed node group '" + managed.name()
                                + "' has the same role, and when it is deleted EKS lets nodes with that role in no"
                                + " more.",
                        "Give self-managed node groups a role of their own."));
    }

    /** Checks a group that also gets these tags from its cluster. */
    static void check(SelfManagedNodeGroupSpec group, Map<String, String> clusterTags, Problems problems) {
        NodeGroupRules.check(group, "self-managed node group", clusterTags, problems);
        LabelRules.check(group.labels(), problems.at("labels"));
        TaintRules.check(group.taints(), problems.at("taints"));
        checkMix(group, problems);
        group.targetGroupArns().stream()
                .filter(arn -> !TARGET_GROUP.matcher(arn).matches())
                .forEach(
                        arn -> problems.at("targetGroupArns")
                                .add(
                                        "'" + arn + "' is not the ARN of a target group.",
                                        "Write it like"
                                                + " arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/0abc."));
        group.maxInstanceLifetime()
                .filter(life -> life.compareTo(SHORTEST_LIFE) < 0 || life.compareTo(LONGEST_LIFE) > 0)
                .ifPresent(life -> problems.at("maxInstanceLifetime")
                        .add(
                                "The lifetime of an instance is " + life.toSeconds() + " seconds.",
                                "EC2 Auto Scaling takes 86400, a day, to 31536000, a year."));
        percent(group.minHealthyPercentage(), problems.at("minHealthyPercentage"));
        if (group.instanceWarmup().isNegative() || group.instanceWarmup().compareTo(LONGEST_WARMUP) > 0) {
            problems.at("instanceWarmup")
                    .add("The warm-up is " + group.instanceWarmup().toSeconds() + " seconds.", "Give 0 to 3600.");
        }
    }

    private static void checkMix(SelfManagedNodeGroupSpec group, Problems own) {
        InstancesDistribution mix = group.instancesDistribution();
        Problems problems = own.at("instancesDistribution");
        if (mix.onDemandBaseCapacity() < 0) {
            problems.at("onDemandBaseCapacity").add("The number of nodes on demand is negative.", "Give 0 or more.");
        }
        percent(mix.onDemandPercentageAboveBaseCapacity(), problems.at("onDemandPercentageAboveBaseCapacity"));
        mix.spotInstancePools().ifPresent(pools -> checkPools(mix, pools, problems.at("spotInstancePools")));
        mix.spotMaxPrice()
                .filter(price -> !PRICE.matcher(price).matches())
                .ifPresent(price -> problems.at("spotMaxPrice")
                        .add("'" + price + "' is no price.", "Write it like 0.05, in US dollars an hour."));
        if (group.capacityReservation().isPresent() && mix.onDemandPercentageAboveBaseCapacity() < MOST_PERCENT) {
            own.at("capacityReservation")
                    .add("Spot instances do not run in capacity reservations.", "Leave one of the two out.");
        }
    }

    private static void checkPools(InstancesDistribution mix, int pools, Problems problems) {
        if (mix.spotAllocationStrategy() != SpotAllocationStrategy.LOWEST_PRICE) {
            problems.add(
                    "The number of pools counts with lowest-price only.",
                    "Leave it out, or use the allocation strategy LOWEST_PRICE.");
        } else if (pools < 1 || pools > MOST_POOLS) {
            problems.add("The number of pools is " + pools + ".", "EC2 Auto Scaling takes 1 to " + MOST_POOLS + ".");
        }
    }

    private static void percent(int value, Problems problems) {
        if (value < 0 || value > MOST_PERCENT) {
            problems.add("The share is " + value + " percent.", "Give 0 to 100.");
        }
    }
}
