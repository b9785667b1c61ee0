package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.FargateProfile;
import software.amazon.awssdk.services.eks.model.Nodegroup;

/** Lists everything that EKS keeps. */
final class EksInventory {
    private EksInventory() {}

    static List<Resource> list(ClusterStore store, Subscriptions subscriptions) {
        List<Resource> found = new ArrayList<>();
        for (ClusterState cluster : store.clusters()) {
            found.add(cluster(cluster));
            cluster.nodegroups().values().forEach(group -> found.add(nodegroup(cluster, group)));
            cluster.fargateProfiles().values().forEach(profile -> found.add(fargateProfile(cluster, profile)));
            cluster.accessEntries().values().forEach(entry -> found.add(accessEntry(cluster, entry)));
            found.addAll(ClusterPartsInventory.list(cluster));
        }
        store.connected().values().forEach(cluster -> found.add(connected(cluster)));
        subscriptions.all().forEach(subscription -> found.add(subscription(subscription)));
        return found;
    }

    private static Resource cluster(ClusterState state) {
        Cluster cluster = state.model();
        EndpointAccess access = EndpointAccess.of(cluster.resourcesVpcConfig());
        Map<String, String> attributes = new TreeMap<>();
        attributes.put("version", cluster.version());
        attributes.put("roleArn", cluster.roleArn());
        attributes.put("subnetIds", sorted(cluster.resourcesVpcConfig().subnetIds()));
        attributes.put("securityGroupIds", sorted(cluster.resourcesVpcConfig().securityGroupIds()));
        attributes.put("endpointPublicAccess", String.valueOf(access.publicAccess()));
        attributes.put("endpointPrivateAccess", String.valueOf(access.privateAccess()));
        attributes.put("publicAccessCidrs", sorted(access.publicCidrs()));
        attributes.put("logging", LoggingConfig.enabled(cluster.logging()).toString());
        attributes.put("authenticationMode", state.authenticationMode().toString());
        attributes.put("deletionProtection", String.valueOf(cluster.deletionProtection()));
        attributes.put(
                "nodePools",
                AutoMode.isOn(state) ? sorted(cluster.computeConfig().nodePools()) : "");
        attributes.put("supportType", cluster.upgradePolicy().supportTypeAsString());
        String status = String.valueOf(state.status());
        return new Resource(
                "eks:cluster", state.name(), status, attributes, state.tags().asMap());
    }

    private static Resource nodegroup(ClusterState cluster, NodegroupState state) {
        Nodegroup group = state.model();
        Map<String, String> attributes = new TreeMap<>();
        attributes.put("cluster", cluster.name());
        attributes.put("version", group.version());
        attributes.put("nodeRole", group.nodeRole());
        attributes.put("subnets", sorted(group.subnets()));
        attributes.put("amiType", group.amiTypeAsString());
        attributes.put("capacityType", group.capacityTypeAsString());
        attributes.put("instanceTypes", String.join(",", group.instanceTypes()));
        attributes.put(
                "scaling",
                group.scalingConfig().minSize() + "/" + group.scalingConfig().desiredSize() + "/"
                        + group.scalingConfig().maxSize());
        attributes.put("labels", Json.of(group.labels()));
        attributes.put("taints", Json.ofTaints(group.taints()));
        state.template().ifPresent(template -> {
            attributes.put("launchTemplate", template.name());
            attributes.put("launchTemplateVersion", template.version());
        });
        String id = cluster.name() + "/" + state.name();
        return new Resource(
                "eks:nodegroup",
                id,
                group.statusAsString(),
                attributes,
                state.tags().asMap());
    }

    private static Resource fargateProfile(ClusterState cluster, FargateProfileState state) {
        FargateProfile profile = state.model();
        Map<String, String> attributes = new TreeMap<>();
        attributes.put("cluster", cluster.name());
        attributes.put("podExecutionRole", profile.podExecutionRoleArn());
        attributes.put("subnets", sorted(profile.subnets()));
        attributes.put(
                "selectors",
                profile.selectors().stream()
                        .map(selector -> selector.namespace() + Json.of(selector.labels()))
                        .collect(Collectors.joining(",")));
        String id = cluster.name() + "/" + state.name();
        return new Resource(
                "eks:fargate-profile",
                id,
                profile.statusAsString(),
                attributes,
                state.tags().asMap());
    }

    private static Resource accessEntry(ClusterState cluster, AccessEntryState state) {
        Map<String, String> attributes = new TreeMap<>();
        attributes.put("cluster", cluster.name());
        attributes.put("principalArn", state.principalArn());
        attributes.put("type", state.type());
        attributes.put("madeBy", state.isMadeByEks() ? "eks" : "");
        attributes.put("policies", String.join(",", state.policies().keySet()));
        String id = cluster.name() + "/" + state.principalArn();
        return new Resource("eks:access-entry", id, "", attributes, state.tags().asMap());
    }

    private static Resource connected(ConnectedCluster state) {
        Map<String, String> attributes = new TreeMap<>();
        attributes.put("provider", state.model().connectorConfig().provider());
        attributes.put("roleArn", state.model().connectorConfig().roleArn());
        return new Resource(
                "eks:connected-cluster",
                state.model().name(),
                state.model().statusAsString(),
                attributes,
                state.tags().asMap());
    }

    private static Resource subscription(Subscription state) {
        Map<String, String> attributes = new TreeMap<>();
        attributes.put("name", state.name());
        attributes.put("licenseQuantity", String.valueOf(state.model().licenseQuantity()));
        attributes.put("autoRenew", String.valueOf(state.model().autoRenew()));
        return new Resource(
                "eks:anywhere-subscription",
                state.model().id(),
                state.model().status(),
                attributes,
                state.tags().asMap());
    }

    private static String sorted(List<String> words) {
        return String.join(",", new TreeSet<>(words));
    }
}
