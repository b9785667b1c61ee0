package io.github.ekssdk.testing.internal.authorization;

import io.github.ekssdk.testing.internal.policy.Context;
import java.util.Map;
import java.util.Set;

/** What EKS's operations take. Most are about the cluster, some about what belongs to it. */
final class EksActions implements ServiceActions {
    private static final String EKS = "eks.amazonaws.com";
    private static final String PODS = "pods.eks.amazonaws.com";
    private static final Set<String> ABOUT_NOTHING = Set.of(
            "DescribeClusterVersions",
            "DescribeAddonVersions",
            "DescribeAddonConfiguration",
            "ListAccessPolicies",
            "RegisterCluster",
            "CreateEksAnywhereSubscription",
            "ListEksAnywhereSubscriptions");
    /** What kind of thing an operation ends with, and the member that names it. */
    private static final Map<String, String> PARTS = Map.of(
            "nodegroupName", "nodegroup",
            "fargateProfileName", "fargateprofile",
            "addonName", "addon",
            "capabilityName", "capability");

    @Override
    public void collect(Calling calling) {
        Members members = calling.members();
        Context context = conditions(calling, calling.tagged());
        calling.need(resource(calling), context);
        switch (calling.operation()) {
            case "CreateCluster" -> {
                calling.passRole(members.text("roleArn"), EKS);
                calling.passRole(members.inner("computeConfig", "nodeRoleArn"), EKS);
                calling.serviceLinkedRole(EKS);
            }
            case "UpdateClusterConfig" -> calling.passRole(members.inner("computeConfig", "nodeRoleArn"), EKS);
            case "CreateNodegroup" -> {
                calling.passRole(members.text("nodeRole"), EKS);
                calling.serviceLinkedRole("eks-nodegroup.amazonaws.com");
                nodegroup(calling);
            }
            case "UpdateNodegroupVersion" -> launchTemplate(calling);
            case "CreateFargateProfile" -> {
                calling.passRole(members.text("podExecutionRoleArn"), EKS);
                calling.serviceLinkedRole("eks-fargate.amazonaws.com");
            }
            case "CreateAddon", "UpdateAddon" -> addon(calling);
            case "CreatePodIdentityAssociation", "UpdatePodIdentityAssociation" ->
                calling.passRole(members.text("roleArn"), PODS);
            case "CreateCapability" -> calling.passRole(members.text("roleArn"), "capabilities.eks.amazonaws.com");
            default -> {}
        }
        if (!members.tags().isEmpty() && calling.operation().startsWith("Create")) {
            calling.need("eks:TagResource", created(calling), calling.tagged());
        }
        keys(calling);
    }

    /** What EKS looks at as the caller before it makes a node group. */
    private static void nodegroup(Calling calling) {
        calling.need("ec2:DescribeSubnets", "*", new Context());
        String role = calling.members().text("nodeRole");
        if (role != null) {
            calling.need("iam:GetRole", role, new Context());
            calling.need("iam:ListAttachedRolePolicies", role, new Context());
        }
        calling.need("iam:GetRole", calling.lookup().serviceLinkedRole("eks-nodegroup.amazonaws.com"), new Context());
        launchTemplate(calling);
    }

    /** Who gives EKS a launch template must be allowed to launch instances with it. */
    private static void launchTemplate(Calling calling) {
        if (calling.members().has("launchTemplate")) {
            String id = calling.members().inner("launchTemplate", "id");
            String arn = calling.account().arn("ec2", "launch-template/" + (id == null ? "*" : id));
            calling.need("ec2:RunInstances", arn, new Context());
        }
    }

    private static void addon(Calling calling) {
        calling.passRole(calling.members().text("serviceAccountRoleArn"), EKS);
        for (Members association : calling.members().items("podIdentityAssociations")) {
            calling.passRole(association.text("roleArn"), PODS);
        }
    }

    /** EKS checks by itself that the caller may hand it the key. */
    private static void keys(Calling calling) {
        if (!calling.lookup().complete()) {
            return;
        }
        for (Members config : calling.members().items("encryptionConfig")) {
            String key = config.inner("provider", "keyArn");
            if (key != null) {
                String arn = calling.lookup().key(key, calling.account().region());
                calling.need("kms:DescribeKey", arn, new Context());
                calling.need("kms:CreateGrant", arn, new Context().put("kms:GrantIsForAWSResource", "true"));
            }
        }
    }

    private static String resource(Calling calling) {
        Members members = calling.members();
        String operation = calling.operation();
        String named = members.text("resourceArn");
        if (named != null) {
            boolean changes = calling.lookup().complete() && named.indexOf('/') < named.lastIndexOf('/');
            return changes ? named.substring(0, named.lastIndexOf('/') + 1) + "*" : named;
        }
        if (ABOUT_NOTHING.contains(operation)) {
            return "*";
        }
        if (operation.equals("ListClusters")) {
            return calling.arn("cluster/*");
        }
        if (operation.endsWith("EksAnywhereSubscription")) {
            return calling.arn("eks-anywhere-subscription/" + members.text("id", "*"));
        }
        String cluster = members.text("clusterName", members.text("name", "*"));
        boolean aboutCluster = operation.startsWith("Create") || operation.startsWith("List");
        return aboutCluster && !operation.equals("ListAssociatedAccessPolicies")
                ? calling.arn("cluster/" + cluster)
                : existing(calling, cluster);
    }

    /** What there is already, by its whole ARN. */
    private static String existing(Calling calling, String cluster) {
        String part = part(calling, cluster);
        return part.endsWith("/*")
                ? calling.lookup().ofEks(part.substring(0, part.length() - 1), calling.account())
                : part;
    }

    /** What a call makes; the last part of its ARN nobody knows before. */
    private static String created(Calling calling) {
        String cluster = calling.members().text("clusterName", calling.members().text("name", "*"));
        return calling.operation().equals("CreatePodIdentityAssociation")
                ? calling.arn("podidentityassociation/" + cluster + "/*")
                : part(calling, cluster);
    }

    private static String part(Calling calling, String cluster) {
        Members members = calling.members();
        String principal = members.text("principalArn");
        if (principal != null) {
            String[] parts = principal.split(":", 6);
            String resource = parts.length < 6 ? principal : parts[5];
            String kind = resource.substring(0, Math.max(0, resource.indexOf('/')));
            String name = resource.substring(resource.lastIndexOf('/') + 1);
            String account = parts.length < 6 ? "*" : parts[4];
            return calling.arn("access-entry/" + cluster + "/" + kind + "/" + account + "/" + name + "/*");
        }
        String provider = members.inner("identityProviderConfig", "name");
        if (provider != null) {
            String type = members.inner("identityProviderConfig", "type");
            return calling.arn("identityproviderconfig/" + cluster + "/" + type + "/" + provider + "/*");
        }
        String association = members.text("associationId");
        if (association != null) {
            return calling.arn("podidentityassociation/" + cluster + "/" + association);
        }
        for (Map.Entry<String, String> part : PARTS.entrySet()) {
            String name = members.text(part.getKey());
            if (name != null) {
                return calling.arn(part.getValue() + "/" + cluster + "/" + name + "/*");
            }
        }
        return calling.arn("cluster/" + cluster);
    }

    private static Context conditions(Calling calling, Context context) {
        Members members = calling.members();
        context.put("eks:authenticationMode", members.inner("accessConfig", "authenticationMode"));
        context.put(
                "eks:bootstrapClusterCreatorAdminPermissions",
                members.inner("accessConfig", "bootstrapClusterCreatorAdminPermissions"));
        context.put("eks:bootstrapSelfManagedAddons", members.text("bootstrapSelfManagedAddons"));
        context.put("eks:supportType", members.inner("upgradePolicy", "supportType"));
        context.put("eks:computeConfigEnabled", members.inner("computeConfig", "enabled"));
        context.put("eks:deletionProtection", members.text("deletionProtection"));
        context.put("eks:principalArn", members.text("principalArn"));
        context.put(
                "eks:accessEntryType", calling.operation().equals("CreateAccessEntry") ? members.text("type") : null);
        context.put("eks:username", members.text("username"));
        context.put("eks:policyArn", members.text("policyArn"));
        context.put("eks:accessScope", members.inner("accessScope", "type"));
        if (members.has("kubernetesGroups")) {
            context.putAll("eks:kubernetesGroups", members.texts("kubernetesGroups"));
        }
        return context;
    }
}
