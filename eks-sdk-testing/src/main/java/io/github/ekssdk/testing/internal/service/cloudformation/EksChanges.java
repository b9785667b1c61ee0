package io.github.ekssdk.testing.internal.service.cloudformation;

import io.github.ekssdk.testing.internal.service.cloudformation.Kind.Order;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What changes of clusters and their parts without another one being made. */
final class EksChanges {
    static final String[] OF_CLUSTERS = {
        "AccessConfig", "DeletionProtection", "Logging", "ResourcesVpcConfig", "Tags", "UpgradePolicy", "Version"
    };
    static final String[] OF_NODEGROUPS = {
        "Labels", "LaunchTemplate", "ReleaseVersion", "ScalingConfig", "Tags", "Taints", "UpdateConfig", "Version"
    };
    static final String[] OF_ADDONS = {
        "AddonVersion", "ConfigurationValues", "ResolveConflicts", "ServiceAccountRoleArn", "Tags"
    };
    private static final List<String> SETTINGS =
            List.of("AccessConfig", "DeletionProtection", "Logging", "ResourcesVpcConfig", "UpgradePolicy", "Version");

    private EksChanges() {}

    /** EKS takes one update of a cluster at a time; so does this. */
    static void cluster(Made made, Order after, Aws aws) {
        List<String> changed =
                SETTINGS.stream().filter(name -> after.differs(made, name)).toList();
        if (changed.size() > 1) {
            throw CfnRefusals.validation("The fake CloudFormation changes one setting of a cluster in an update, not "
                    + changed + "; change one after the other.");
        }
        if (changed.contains("Version")) {
            aws.call(
                    "eks", "UpdateClusterVersion", Map.of("name", made.physicalId(), "version", after.text("Version")));
        } else if (!changed.isEmpty()) {
            String setting = changed.get(0);
            Object value = setting.equals("Logging") ? EksKinds.logging(after) : after.value(setting);
            aws.call("eks", "UpdateClusterConfig", Map.of("name", made.physicalId(), setting, value));
        }
        Object arn = Values.at(aws.call("eks", "DescribeCluster", Map.of("name", made.physicalId())), "cluster.arn");
        Retag.eks(made, after, aws, Values.text(arn));
    }

    /** Whether an update of a cluster is under way, which its status may not tell yet. */
    static boolean isUpdating(Made made, Aws aws) {
        Map<String, Object> found = aws.call("eks", "ListUpdates", Map.of("name", made.physicalId()));
        return Values.texts(Values.at(found, "updateIds")).stream()
                .map(id -> aws.call("eks", "DescribeUpdate", Map.of("name", made.physicalId(), "updateId", id)))
                .anyMatch(update ->
                        Values.text(Values.at(update, "update.status")).equals("InProgress"));
    }

    static void nodegroup(Map<String, Object> key, Made made, Order after, Aws aws) {
        Map<String, Object> version = some(after, "Version", "ReleaseVersion", "LaunchTemplate");
        boolean configChanges = Stream.of("ScalingConfig", "UpdateConfig", "Labels", "Taints")
                .anyMatch(name -> after.differs(made, name));
        if (Stream.of("Version", "ReleaseVersion", "LaunchTemplate").anyMatch(name -> after.differs(made, name))) {
            if (configChanges) {
                throw CfnRefusals.validation(
                        "The fake CloudFormation changes either the version or the settings of a node"
                                + " group in an update; change one after the other.");
            }
            version.putAll(key);
            aws.call("eks", "UpdateNodegroupVersion", version);
            return;
        }
        Map<String, Object> config = some(after, "ScalingConfig", "UpdateConfig");
        if (after.differs(made, "Labels")) {
            config.put("labels", labels(made, after));
        }
        if (after.differs(made, "Taints")) {
            config.put("taints", taints(made, after));
        }
        if (configChanges) {
            config.putAll(key);
            aws.call("eks", "UpdateNodegroupConfig", config);
        }
    }

    private static Map<String, Object> labels(Made made, Order after) {
        Map<String, Object> wanted = Values.map(after.properties().get("Labels"));
        List<String> removed = Values.map(made.properties().get("Labels")).keySet().stream()
                .filter(label -> !wanted.containsKey(label))
                .toList();
        return Map.of("addOrUpdateLabels", wanted, "removeLabels", removed);
    }

    private static Map<String, Object> taints(Made made, Order after) {
        List<Object> wanted = Values.list(after.properties().get("Taints"));
        List<Object> removed = Values.list(made.properties().get("Taints")).stream()
                .filter(taint -> !wanted.contains(taint))
                .toList();
        return Map.of("addOrUpdateTaints", wanted, "removeTaints", removed);
    }

    static void addon(Map<String, Object> key, Made made, Order after, Aws aws) {
        Map<String, Object> members =
                some(after, "AddonVersion", "ConfigurationValues", "ResolveConflicts", "ServiceAccountRoleArn");
        if (members.keySet().stream().anyMatch(name -> after.differs(made, name))) {
            members.putAll(key);
            aws.call("eks", "UpdateAddon", members);
        }
    }

    static void accessEntry(Map<String, Object> key, Made made, Order after, Aws aws) {
        if (after.differs(made, "KubernetesGroups") || after.differs(made, "Username")) {
            Map<String, Object> members = some(after, "KubernetesGroups", "Username");
            members.putAll(key);
            aws.call("eks", "UpdateAccessEntry", members);
        }
        List<Object> wanted = Values.list(after.properties().get("AccessPolicies"));
        List<Object> before = Values.list(made.properties().get("AccessPolicies"));
        before.stream().filter(policy -> !wanted.contains(policy)).forEach(policy -> {
            Map<String, Object> members = new HashMap<>(key);
            members.put("policyArn", Values.text(Values.at(policy, "PolicyArn")));
            aws.call("eks", "DisassociateAccessPolicy", members);
        });
        wanted.stream().filter(policy -> !before.contains(policy)).forEach(policy -> {
            Map<String, Object> members = Values.map(policy);
            members.putAll(key);
            aws.call("eks", "AssociateAccessPolicy", members);
        });
    }

    private static Map<String, Object> some(Order after, String... names) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (String name : names) {
            if (after.has(name)) {
                members.put(name, after.value(name));
            }
        }
        return members;
    }
}
