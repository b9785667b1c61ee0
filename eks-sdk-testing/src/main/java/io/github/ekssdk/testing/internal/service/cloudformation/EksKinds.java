package io.github.ekssdk.testing.internal.service.cloudformation;

import io.github.ekssdk.testing.internal.AwsRefusal;
import io.github.ekssdk.testing.internal.service.cloudformation.Kind.Order;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Clusters and what belongs to them. */
final class EksKinds {
    private static final List<String> LOG_TYPES =
            List.of("api", "audit", "authenticator", "controllerManager", "scheduler");

    private EksKinds() {}

    static List<Kind> all() {
        return List.of(cluster(), nodegroup(), fargateProfile(), addon(), accessEntry(), podIdentity());
    }

    private static Kind cluster() {
        return Kind.of("AWS::EKS::Cluster", EksKinds::makeCluster)
                .readyWhen((made, aws) ->
                        isReady(cluster(made, aws), "ACTIVE", "FAILED") && !EksChanges.isUpdating(made, aws))
                .changing(EksChanges::cluster, EksChanges.OF_CLUSTERS)
                .delete("eks", "DeleteCluster", "name")
                .goneWhen((made, aws) -> isMissing(() -> cluster(made, aws)))
                .attribute("Arn", "eks", "DescribeCluster", "name", "cluster.arn")
                .attribute("Id", "eks", "DescribeCluster", "name", "cluster.id")
                .attribute("Endpoint", "eks", "DescribeCluster", "name", "cluster.endpoint")
                .attribute(
                        "CertificateAuthorityData",
                        "eks",
                        "DescribeCluster",
                        "name",
                        "cluster.certificateAuthority.data")
                .attribute(
                        "ClusterSecurityGroupId",
                        "eks",
                        "DescribeCluster",
                        "name",
                        "cluster.resourcesVpcConfig.clusterSecurityGroupId")
                .attribute("OpenIdConnectIssuerUrl", "eks", "DescribeCluster", "name", "cluster.identity.oidc.issuer");
    }

    private static String makeCluster(Order order, Aws aws) {
        Map<String, Object> members = order.without("Logging", "Tags", "Force", "RollbackConfig");
        String name = order.name("Name", aws);
        members.put("Name", name);
        members.put("Tags", Kinds.tagMap(order));
        if (!logTypes(order).isEmpty()) {
            members.put("Logging", logging(order));
        }
        aws.call("eks", "CreateCluster", members);
        return name;
    }

    private static List<String> logTypes(Order order) {
        return Values.list(Values.at(order.properties(), "Logging.ClusterLogging.EnabledTypes")).stream()
                .map(type -> Values.text(Values.at(type, "Type")))
                .toList();
    }

    /** Control plane logging as EKS takes it, each type on or off. */
    static Map<String, Object> logging(Order order) {
        List<String> on = logTypes(order);
        List<String> off = LOG_TYPES.stream().filter(type -> !on.contains(type)).toList();
        return Map.of(
                "clusterLogging",
                Stream.of(
                                Map.<String, Object>of("types", on, "enabled", "true"),
                                Map.<String, Object>of("types", off, "enabled", "false"))
                        .filter(setup -> !Values.list(setup.get("types")).isEmpty())
                        .toList());
    }

    private static Object cluster(Made made, Aws aws) {
        return Values.text(
                Values.at(aws.call("eks", "DescribeCluster", Map.of("name", made.physicalId())), "cluster.status"));
    }

    private static Kind nodegroup() {
        Child child = new Child("Nodegroup", "nodegroupName", "nodegroup");
        return Kind.of("AWS::EKS::Nodegroup", (order, aws) -> {
                    Map<String, Object> members = order.without("NodegroupName", "ForceUpdateEnabled");
                    if (Values.isMap(order.properties().get("LaunchTemplate"))) {
                        members.put("LaunchTemplate", order.value("LaunchTemplate"));
                    }
                    return child.make(order, aws, members);
                })
                .readyWhen((made, aws) -> isReady(child.status(made, aws), "ACTIVE", "CREATE_FAILED"))
                .changing(
                        (made, after, aws) -> {
                            EksChanges.nodegroup(child.key(made), made, after, aws);
                            Retag.eks(made, after, aws, child.member(made, aws, "nodegroupArn"));
                        },
                        EksChanges.OF_NODEGROUPS)
                .delete(child::delete)
                .goneWhen((made, aws) -> isMissing(() -> child.status(made, aws)))
                .attribute("Arn", (made, aws) -> child.member(made, aws, "nodegroupArn"))
                .attribute("Id", (made, aws) -> made.physicalId())
                .attribute("ClusterName", (made, aws) -> child.cluster(made))
                .attribute("NodegroupName", (made, aws) -> child.name(made));
    }

    private static Kind fargateProfile() {
        Child child = new Child("FargateProfile", "fargateProfileName", "fargateProfile");
        return Kind.of("AWS::EKS::FargateProfile", (order, aws) -> {
                    Map<String, Object> members = order.without("FargateProfileName", "Selectors", "Tags");
                    members.put("Tags", Kinds.tagMap(order));
                    members.put(
                            "Selectors",
                            Values.list(order.properties().get("Selectors")).stream()
                                    .map(EksKinds::selector)
                                    .toList());
                    return child.make(order, aws, members);
                })
                .readyWhen((made, aws) -> isReady(child.status(made, aws), "ACTIVE", "CREATE_FAILED"))
                .delete(child::delete)
                .goneWhen((made, aws) -> isMissing(() -> child.status(made, aws)))
                .changing(
                        (made, after, aws) -> Retag.eks(made, after, aws, child.member(made, aws, "fargateProfileArn")),
                        "Tags")
                .attribute("Arn", (made, aws) -> child.member(made, aws, "fargateProfileArn"));
    }

    private static Map<String, Object> selector(Object selector) {
        Map<String, Object> labels = new LinkedHashMap<>();
        Values.list(Values.at(selector, "Labels"))
                .forEach(label ->
                        labels.put(Values.text(Values.at(label, "Key")), Values.text(Values.at(label, "Value"))));
        return Map.of("namespace", Values.text(Values.at(selector, "Namespace")), "labels", labels);
    }

    private static Kind addon() {
        Child child = new Child("Addon", "addonName", "addon");
        return Kind.of("AWS::EKS::Addon", (order, aws) -> {
                    Map<String, Object> members = order.without("AddonName", "PreserveOnDelete", "Tags");
                    members.put("Tags", Kinds.tagMap(order));
                    return child.make(order, aws, members);
                })
                .readyWhen((made, aws) -> isReady(child.status(made, aws), "ACTIVE", "CREATE_FAILED"))
                .delete(child::delete)
                .goneWhen((made, aws) -> isMissing(() -> child.status(made, aws)))
                .changing(
                        (made, after, aws) -> {
                            EksChanges.addon(child.key(made), made, after, aws);
                            Retag.eks(made, after, aws, child.member(made, aws, "addonArn"));
                        },
                        EksChanges.OF_ADDONS)
                .attribute("Arn", (made, aws) -> child.member(made, aws, "addonArn"));
    }

    private static Kind accessEntry() {
        return Kind.of("AWS::EKS::AccessEntry", (order, aws) -> {
                    Map<String, Object> members = order.without("AccessPolicies", "Tags");
                    members.put("Tags", Kinds.tagMap(order));
                    aws.call("eks", "CreateAccessEntry", members);
                    for (Object policy : Values.list(order.properties().get("AccessPolicies"))) {
                        Map<String, Object> association = Values.map(policy);
                        association.put("clusterName", order.text("ClusterName"));
                        association.put("principalArn", order.text("PrincipalArn"));
                        aws.call("eks", "AssociateAccessPolicy", association);
                    }
                    return order.text("PrincipalArn") + "|" + order.text("ClusterName");
                })
                .attribute(
                        "AccessEntryArn",
                        (made, aws) -> Values.text(Values.at(
                                aws.call("eks", "DescribeAccessEntry", principal(made)), "accessEntry.accessEntryArn")))
                .changing(
                        (made, after, aws) -> EksChanges.accessEntry(principal(made), made, after, aws),
                        "AccessPolicies",
                        "KubernetesGroups",
                        "Username")
                .delete((made, aws) -> aws.call("eks", "DeleteAccessEntry", principal(made)));
    }

    private static Map<String, Object> principal(Made made) {
        return Map.of(
                "clusterName", Values.text(made.properties().get("ClusterName")),
                "principalArn", Values.text(made.properties().get("PrincipalArn")));
    }

    private static Kind podIdentity() {
        return Kind.of("AWS::EKS::PodIdentityAssociation", (order, aws) -> {
                    Map<String, Object> members = order.without("Tags");
                    members.put("Tags", Kinds.tagMap(order));
                    return Values.text(Values.at(
                            aws.call("eks", "CreatePodIdentityAssociation", members), "association.associationArn"));
                })
                .changing(
                        (made, after, aws) -> aws.call(
                                "eks",
                                "UpdatePodIdentityAssociation",
                                Map.of(
                                        "clusterName", after.text("ClusterName"),
                                        "associationId", associationId(made),
                                        "roleArn", after.text("RoleArn"))),
                        "RoleArn")
                .attribute("AssociationArn", (made, aws) -> made.physicalId())
                .attribute("AssociationId", (made, aws) -> associationId(made))
                .delete((made, aws) -> aws.call(
                        "eks",
                        "DeletePodIdentityAssociation",
                        Map.of(
                                "clusterName", Values.text(made.properties().get("ClusterName")),
                                "associationId", associationId(made))));
    }

    private static String associationId(Made made) {
        return made.physicalId().substring(made.physicalId().lastIndexOf('/') + 1);
    }

    private static boolean isReady(Object status, String wanted, String hopeless) {
        if (status.equals(hopeless)) {
            throw new AwsRefusal(400, "NotStabilized", "Resource is in the status " + hopeless);
        }
        return status.equals(wanted);
    }

    private static boolean isMissing(Supplier<Object> status) {
        try {
            return status.get().equals("");
        } catch (AwsRefusal refusal) {
            if (refusal.status() == 404) {
                return true;
            }
            throw refusal;
        }
    }

    /** Something that belongs to a cluster and has a name there; its physical id is both with a stroke between. */
    private record Child(String word, String nameMember, String root) {
        String make(Order order, Aws aws, Map<String, Object> members) {
            String property = nameMember.substring(0, 1).toUpperCase(Locale.ROOT) + nameMember.substring(1);
            String name = order.name(property, aws);
            members.put(nameMember, name);
            aws.call("eks", "Create" + word, members);
            return order.text("ClusterName") + "|" + name;
        }

        String cluster(Made made) {
            return made.physicalId().substring(0, made.physicalId().indexOf('|'));
        }

        String name(Made made) {
            return made.physicalId().substring(made.physicalId().indexOf('|') + 1);
        }

        void delete(Made made, Aws aws) {
            aws.call("eks", "Delete" + word, key(made));
        }

        Object status(Made made, Aws aws) {
            return member(made, aws, "status");
        }

        String member(Made made, Aws aws, String name) {
            return Values.text(Values.at(aws.call("eks", "Describe" + word, key(made)), root + "." + name));
        }

        Map<String, Object> key(Made made) {
            return Map.of("clusterName", cluster(made), nameMember, name(made));
        }
    }
}
