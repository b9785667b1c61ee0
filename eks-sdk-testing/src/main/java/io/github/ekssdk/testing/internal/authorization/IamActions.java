package io.github.ekssdk.testing.internal.authorization;

import io.github.ekssdk.testing.internal.policy.Context;
import java.util.Map;

/** What IAM's operations take. */
final class IamActions implements ServiceActions {
    private static final Map<String, String> TAGGING = Map.of(
            "CreateRole", "TagRole",
            "CreateUser", "TagUser",
            "CreatePolicy", "TagPolicy",
            "CreateInstanceProfile", "TagInstanceProfile",
            "CreateOpenIDConnectProvider", "TagOpenIDConnectProvider");

    @Override
    public void collect(Calling calling) {
        Members members = calling.members();
        Context context = calling.tagged()
                .put("iam:PermissionsBoundary", members.text("PermissionsBoundary"))
                .put("iam:AWSServiceName", members.text("AWSServiceName"));
        if (members.has("RoleName") || members.has("UserName")) {
            context.put("iam:PolicyARN", members.text("PolicyArn"));
        }
        String resource = resource(calling);
        calling.need(resource, context);
        String tagging = TAGGING.get(calling.operation());
        if (tagging != null && !members.tags().isEmpty()) {
            calling.need("iam:" + tagging, resource, calling.tagged());
        }
        if (calling.operation().equals("AddRoleToInstanceProfile")) {
            calling.passRole(calling.lookup().role(members.text("RoleName", "*")), "ec2.amazonaws.com");
        }
    }

    private static String resource(Calling calling) {
        Members members = calling.members();
        String path = members.text("Path", "/");
        return switch (calling.operation()) {
            case "CreateRole" -> calling.iamArn("role" + path + members.text("RoleName", ""));
            case "CreateUser" -> calling.iamArn("user" + path + members.text("UserName", ""));
            case "CreateGroup" -> calling.iamArn("group" + path + members.text("GroupName", ""));
            case "ListGroups" -> calling.iamArn("group" + members.text("PathPrefix", "/"));
            case "CreatePolicy" -> calling.iamArn("policy" + path + members.text("PolicyName", ""));
            case "CreateInstanceProfile" ->
                calling.iamArn("instance-profile" + path + members.text("InstanceProfileName", ""));
            case "CreateOpenIDConnectProvider" ->
                calling.iamArn("oidc-provider/" + members.text("Url", "").replaceFirst("^https://", ""));
            case "ListOpenIDConnectProviders" -> calling.iamArn("oidc-provider/*");
            case "CreateServiceLinkedRole" -> calling.lookup().serviceLinkedRole(members.text("AWSServiceName", ""));
            case "GetServiceLinkedRoleDeletionStatus" -> calling.iamArn("role/" + roleOfTask(members));
            case "ListRoles" -> calling.iamArn("role" + members.text("PathPrefix", "/"));
            case "ListUsers" -> calling.iamArn("user" + members.text("PathPrefix", "/"));
            case "ListInstanceProfiles" -> calling.iamArn("instance-profile" + members.text("PathPrefix", "/"));
            case "ListPolicies" -> calling.iamArn("policy" + members.text("PathPrefix", "/"));
            default -> named(calling);
        };
    }

    private static String roleOfTask(Members members) {
        String task = members.text("DeletionTaskId", "").replaceFirst("^task/", "");
        return task.contains("/") ? task.substring(0, task.lastIndexOf('/')) : task;
    }

    private static String named(Calling calling) {
        Members members = calling.members();
        String profile = members.text("InstanceProfileName");
        if (profile != null) {
            return calling.lookup().instanceProfile(profile);
        }
        String role = members.text("RoleName");
        if (role != null) {
            return calling.lookup().role(role);
        }
        String group = members.text("GroupName");
        if (group != null) {
            return calling.iamArn("group/" + group);
        }
        String user = members.text("UserName");
        if (user != null) {
            return calling.lookup().user(user);
        }
        return members.text(
                "PolicyArn", members.text("OpenIDConnectProviderArn", members.text("PolicySourceArn", "*")));
    }
}
