package io.github.ekssdk.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** What EKS asks of a managed node group. */
final class ManagedNodeGroupRules {

    private static final int MOST_PERCENT = 100;
    private static final Pattern VERSION = Pattern.compile("[1-9]\\d*\\.(?:0|[1-9]\\d*)");
    private static final Pattern TEMPLATE_ID = Pattern.compile("lt-[0-9a-f]{8,17}");
    private static final Pattern TEMPLATE_NAME = Pattern.compile("[a-zA-Z0-9().\\-/_]{3,128}");
    private static final Pattern TEMPLATE_VERSION = Pattern.compile("[1-9]\\d{0,8}|latest|default");

    private ManagedNodeGroupRules() {}

    /** Checks a group that also gets these tags from its cluster. */
    static void check(ManagedNodeGroupSpec group, Map<String, String> clusterTags, Problems problems) {
        NodeGroupRules.check(group, "managed node group", clusterTags, problems);
        LabelRules.check(group.labels(), problems.at("labels"));
        TaintRules.check(group.taints(), problems.at("taints"));
        ScalingRules.check(group.updateConfig(), problems.at("updateConfig"));
        checkVersion(group, problems.at("version"));
        checkCapacity(group, problems);
        group.launchTemplate().ifPresent(template -> {
            checkTemplate(template, problems.at("launchTemplate"));
            refuseBoth(group, problems);
        });
        group.nodeRepair().ifPresent(repair -> checkRepair(repair, problems.at("nodeRepair")));
        group.warmPool().ifPresent(pool -> checkWarmPool(group, pool, problems.at("warmPool")));
    }

    private static void checkVersion(ManagedNodeGroupSpec group, Problems problems) {
        group.version()
                .filter(version -> !VERSION.matcher(version).matches())
                .ifPresent(version -> problems.add(
                        "'" + version + "' is not a Kubernetes version as EKS names them.",
                        "Write the major and the minor number, for example 1.35."));
        if (group.version().isPresent() && group.imageId().isPresent()) {
            problems.add("The Kubernetes version of a custom AMI is the one that is in it.", "Leave the version out.");
        }
    }

    private static void checkCapacity(ManagedNodeGroupSpec group, Problems problems) {
        if (group.capacityType() == CapacityType.SPOT
                && group.capacityReservation().isPresent()) {
            problems.at("capacityReservation")
                    .add("Spot instances do not run in capacity reservations.", "Leave one of the two out.");
        }
        if (group.capacityType() != CapacityType.CAPACITY_BLOCK
                || group.launchTemplate().isPresent()) {
            return;
        }
        if (group.capacityReservation().filter(id -> id.startsWith("cr-")).isEmpty()) {
            problems.at("capacityReservation")
                    .add("A Capacity Block is not named.", "Give its id with capacityReservation(\"cr-...\").");
        }
        if (group.instanceTypes().size() != 1) {
            problems.at("instanceTypes")
                    .add(
                            "A Capacity Block has one instance type, not "
                                    + group.instanceTypes().size() + ".",
                            "Name the one that was reserved.");
        }
    }

    private static void checkTemplate(LaunchTemplateChoice template, Problems problems) {
        Pattern form = template.byId() ? TEMPLATE_ID : TEMPLATE_NAME;
        if (!form.matcher(template.idOrName()).matches()) {
            problems.add(
                    "'" + template.idOrName() + "' is neither the id nor the name of a launch template.",
                    "Write it like lt-0abc1234def567890, or give the name: 3 to 128 letters, digits and ( ) . - / _.");
        }
        if (!TEMPLATE_VERSION.matcher(template.version()).matches()) {
            problems.at("version")
                    .add("'" + template.version() + "' is not a version.", "Give a number, latest or default.");
        }
    }

    /** EKS takes these from the group or from the launch template, never from both. */
    private static void refuseBoth(ManagedNodeGroupSpec group, Problems problems) {
        List<String> twice = new ArrayList<>();
        add(twice, "instanceSelector", group.instanceSelector().isPresent());
        add(twice, "volume", !group.volume().equals(new VolumeSpec.Builder().build()));
        add(twice, "additionalVolumes", !group.additionalVolumes().isEmpty());
        add(twice, "enclavesEnabled", group.enclavesEnabled());
        add(twice, "imageId", group.imageId().isPresent());
        add(twice, "ec2SshKey", group.ec2SshKey().isPresent());
        add(twice, "securityGroupIds", !group.securityGroupIds().isEmpty());
        add(twice, "metadataHopLimit", group.metadataHopLimit() != 2);
        add(twice, "detailedMonitoring", group.detailedMonitoring());
        add(twice, "efaEnabled", group.efaEnabled());
        add(twice, "placementGroup", group.placementGroup().isPresent());
        add(twice, "capacityReservation", group.capacityReservation().isPresent());
        add(twice, "userData", group.userData().isPresent());
        twice.forEach(setting -> problems.at(setting)
                .add(
                        "It is set beside a launch template of your own.",
                        "Say it in the launch template, or leave the launch template to the SDK."));
    }

    private static void add(List<String> names, String name, boolean set) {
        if (set) {
            names.add(name);
        }
    }

    private static void checkRepair(NodeRepairSpec repair, Problems problems) {
        either(
                "maxUnhealthyNodeThreshold",
                repair.maxUnhealthyNodeThresholdCount(),
                repair.maxUnhealthyNodeThresholdPercentage(),
                problems);
        either(
                "maxParallelNodesRepaired",
                repair.maxParallelNodesRepairedCount(),
                repair.maxParallelNodesRepairedPercentage(),
                problems);
        for (NodeRepairOverride override : repair.overrides()) {
            Problems own = problems.at("overrides").element(override.nodeMonitoringCondition());
            if (override.nodeMonitoringCondition().isBlank()
                    || override.nodeUnhealthyReason().isBlank()) {
                own.add(
                        "The condition or the reason is missing.",
                        "Give both, as the node monitoring agent reports them.");
            }
            if (override.minRepairWaitTimeMins() < 1) {
                own.at("minRepairWaitTimeMins")
                        .add("The wait is " + override.minRepairWaitTimeMins() + " minutes.", "Give 1 at least.");
            }
        }
    }

    private static void either(String name, OptionalInt count, OptionalInt percentage, Problems problems) {
        if (count.isPresent() && percentage.isPresent()) {
            problems.at(name + "Count")
                    .add("Both " + name + "Count and " + name + "Percentage are set.", "Keep one of them.");
        }
        if (count.isPresent() && count.getAsInt() < 1) {
            problems.at(name + "Count").add("The number is " + count.getAsInt() + ".", "Give 1 at least.");
        }
        if (percentage.isPresent() && (percentage.getAsInt() < 1 || percentage.getAsInt() > MOST_PERCENT)) {
            problems.at(name + "Percentage")
                    .add("The share is " + percentage.getAsInt() + " percent.", "Give 1 to 100.");
        }
    }

    private static void checkWarmPool(ManagedNodeGroupSpec group, WarmPoolSpec pool, Problems problems) {
        if (group.capacityType() == CapacityType.SPOT) {
            problems.add(
                    "Spot instances do not wait in a warm pool.",
                    "Use on-demand instances, or leave the warm pool out.");
        }
        if (group.imageId().isPresent()) {
            problems.add("EKS has no warm pools with custom AMIs.", "Leave out the custom AMI or the warm pool.");
        }
        if (group.amiType().bottlerocket() && pool.poolState() == WarmPoolState.HIBERNATED) {
            problems.at("poolState").add("Bottlerocket does not hibernate.", "Use STOPPED or RUNNING.");
        }
        if (group.amiType().bottlerocket() && pool.reuseOnScaleIn()) {
            problems.at("reuseOnScaleIn").add("Nodes with Bottlerocket do not go back to the pool.", "Leave it out.");
        }
        if (pool.minSize() < 0) {
            problems.at("minSize")
                    .add("The minimum of " + pool.minSize() + " instances is negative.", "Give 0 or more.");
        }
        pool.maxGroupPreparedCapacity()
                .ifPresent(most -> checkPrepared(group, pool, most, problems.at("maxGroupPreparedCapacity")));
    }

    private static void checkPrepared(ManagedNodeGroupSpec group, WarmPoolSpec pool, int most, Problems problems) {
        if (most < group.scaling().min() || most < pool.minSize()) {
            problems.add(
                    "Pool and group together are to have at most " + most
                            + " instances, fewer than the minimum of one of them.",
                    "Give " + Math.max(group.scaling().min(), pool.minSize()) + " at least.");
        }
    }
}
