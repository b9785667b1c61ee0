package io.github.ekssdk.spec;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What EKS asks of a cluster and all its parts. */
final class ClusterRules {

    private static final int LONGEST_NAME = 100;
    private static final int MOST_GROUPS = 30;
    private static final List<Integer> RETENTION_DAYS = List.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653);

    private static final Pattern VERSION = Pattern.compile("[1-9]\\d*\\.(?:0|[1-9]\\d*)");

    private ClusterRules() {}

    static void check(ClusterSpec cluster, Problems problems) {
        NameRules.check(cluster.name(), "cluster", LONGEST_NAME, problems.at("name"));
        cluster.version().ifPresent(version -> checkVersion(version, problems.at("version")));
        VpcRules.check(cluster.vpc(), problems.at("vpc"));
        TagRules.check(cluster.tags(), cluster.vpc().tags(), problems.at("vpc").at("tags"));
        Map<String, String> inherited = new LinkedHashMap<>(cluster.tags());
        inherited.putAll(cluster.vpc().tags());
        VpcRules.checkTags(cluster.vpc(), inherited, problems.at("vpc"));
        EndpointServiceRules.checkNodes(cluster, problems);
        EndpointRules.check(cluster.endpointAccess(), problems.at("endpointAccess"));
        checkRetention(cluster, problems.at("logRetentionDays"));
        cluster.logKmsKeyArn().ifPresent(key -> checkLogKey(cluster, key, problems.at("logKmsKeyArn")));
        if (cluster.logGroupClass().isPresent() && cluster.logging().isEmpty()) {
            problems.at("logGroupClass")
                    .add(
                            "There are no control plane logs to keep.",
                            "Say with logging(...) which logs to send, or leave it out.");
        }
        checkCreator(cluster, problems.at("creatorAdmin"));
        ControlPlaneRules.check(cluster, problems);
        HybridRules.check(cluster, problems);
        IamRules.check(cluster.iam(), problems.at("iam"));
        cluster.autoMode().ifPresent(autoMode -> AutoModeRules.check(cluster, autoMode, problems.at("autoMode")));
        cluster.secretsEncryption()
                .flatMap(SecretsEncryption::keyArn)
                .ifPresent(key ->
                        KmsKeyRules.check(key, problems.at("secretsEncryption").at("keyArn")));
        checkGroups(cluster, problems.at("managedNodeGroups"));
        SelfManagedNodeGroupRules.checkAll(cluster, problems.at("selfManagedNodeGroups"));
        FargateRules.checkAll(cluster, problems.at("fargateProfiles"));
        AccessEntryRules.checkAll(cluster, problems.at("accessEntries"));
        CapabilityRules.checkAll(cluster, problems.at("capabilities"));
        cluster.identityProvider()
                .ifPresent(provider ->
                        IdentityProviderRules.check(provider, cluster.tags(), problems.at("identityProvider")));
        AddonRules.checkAll(cluster, problems.at("addons"));
        WorkloadRules.checkAll(cluster, problems);
        AddonRules.checkOmitted(cluster, problems.at("omittedAddons"));
        TagRules.check(cluster.tags(), problems.at("tags"));
        checkComponents(cluster, problems.at("components"));
    }

    private static void checkComponents(ClusterSpec cluster, Problems problems) {
        Set<String> names = new HashSet<>();
        cluster.components().stream().map(Component::name).forEach(name -> {
            if (!names.add(name)) {
                problems.element(name)
                        .add(
                                "There are two components of this name.",
                                "Give each a name of its own, or add one of them only.");
            }
        });
        cluster.components()
                .forEach(component -> component.after().stream()
                        .filter(name -> !names.contains(name))
                        .forEach(name -> problems.element(component.name())
                                .add(
                                        "It comes after a component '" + name + "', which is not there.",
                                        "Add that component too.")));
    }

    private static void checkVersion(String version, Problems problems) {
        if (!VERSION.matcher(version).matches()) {
            problems.add(
                    "'" + version + "' is not a Kubernetes version as EKS names them.",
                    "Write the major and the minor number, for example 1.35.");
        }
    }

    private static void checkRetention(ClusterSpec cluster, Problems problems) {
        if (cluster.logRetentionDays().isEmpty()) {
            return;
        }
        int days = cluster.logRetentionDays().getAsInt();
        if (!RETENTION_DAYS.contains(days)) {
            problems.add(
                    "CloudWatch Logs does not keep logs for " + days + " days.",
                    "It allows "
                            + String.join(
                                    ", ",
                                    RETENTION_DAYS.stream().map(String::valueOf).toList())
                            + "; leave it out to keep them for ever.");
        }
        if (cluster.logging().isEmpty()) {
            problems.add(
                    "There are no control plane logs to keep.",
                    "Say with logging(...) which logs to send, or leave it out.");
        }
    }

    private static void checkLogKey(ClusterSpec cluster, String key, Problems problems) {
        KmsKeyRules.check(key, problems);
        if (cluster.logging().isEmpty()) {
            problems.add(
                    "There are no control plane logs to encrypt.",
                    "Say with logging(...) which logs to send, or leave it out.");
        }
    }

    private static void checkCreator(ClusterSpec cluster, Problems problems) {
        if (!cluster.creatorAdmin() && cluster.authenticationMode() == AuthenticationMode.CONFIG_MAP) {
            problems.add(
                    "Nobody could enter a cluster with the authentication mode CONFIG_MAP whose creator is no"
                            + " administrator.",
                    "Leave creatorAdmin on, or use the authentication mode API or API_AND_CONFIG_MAP.");
        }
    }

    private static void checkGroups(ClusterSpec cluster, Problems problems) {
        List<ManagedNodeGroupSpec> groups = cluster.managedNodeGroups();
        if (groups.size() > MOST_GROUPS) {
            problems.add(
                    "There are " + groups.size() + " managed node groups.",
                    "EKS runs at most " + MOST_GROUPS
                            + " in a cluster; give a group several instance types or more nodes.");
        }
        Set<String> names = new HashSet<>();
        for (ManagedNodeGroupSpec group : groups) {
            Problems own = problems.element(group.name());
            if (!group.name().isEmpty() && !names.add(group.name())) {
                own.at("name")
                        .add(
                                "Two managed node groups are called '" + group.name() + "'.",
                                "Give each its own name, or use changeManagedNodeGroup to change the one that is"
                                        + " there.");
            }
            ManagedNodeGroupRules.check(group, cluster.tags(), own);
            NodeVersionRules.check(cluster, group, own.at("version"));
            NodeImageRules.check(cluster, group, group.version().or(cluster::version), own.at("amiType"));
            checkPlace(cluster, group, own);
        }
    }

    /** Checks that the nodes of a group have a place in the network. */
    static void checkPlace(ClusterSpec cluster, NodeGroupSpec group, Problems problems) {
        checkZones(cluster, group, problems.at("availabilityZones"));
        checkSubnets(group, cluster.vpc(), problems.at("subnets"));
    }

    private static void checkZones(ClusterSpec cluster, NodeGroupSpec group, Problems problems) {
        if (cluster.vpc().existing().isPresent() && !group.availabilityZones().isEmpty()) {
            problems.add(
                    "Zones are named for the nodes of a cluster in an existing VPC.",
                    "Name the subnets with subnetIds(...).");
        }
    }

    private static void checkSubnets(NodeGroupSpec group, VpcSpec vpc, Problems problems) {
        if (group.publicSubnets() && !vpc.publicSubnets()) {
            problems.add(
                    "The nodes are to go to public subnets, and the VPC has none.",
                    "Leave it out, or use publicSubnets(true) in the VPC.");
        }
        if (!vpc.nodesInPrivateSubnets() && group.subnets().equals(Optional.of(NodeSubnets.PRIVATE))) {
            problems.add(
                    "The nodes are to go to private subnets, from where they cannot reach EKS without a NAT gateway.",
                    "Use publicSubnets(true) or nothing at all, or give the VPC NAT gateways.");
        }
    }
}
