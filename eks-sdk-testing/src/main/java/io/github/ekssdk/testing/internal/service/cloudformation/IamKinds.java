package io.github.ekssdk.testing.internal.service.cloudformation;

import io.github.ekssdk.testing.internal.service.cloudformation.Kind.Order;
import java.util.List;
import java.util.Map;

/** Roles, instance profiles, policies and OIDC providers. */
final class IamKinds {
    private IamKinds() {}

    static List<Kind> all() {
        return List.of(role(), instanceProfile(), inlinePolicy(), managedPolicy(), oidcProvider());
    }

    private static Kind role() {
        return Kind.of("AWS::IAM::Role", IamKinds::makeRole)
                .attribute("Arn", "iam", "GetRole", "RoleName", "Role.Arn")
                .attribute("RoleId", "iam", "GetRole", "RoleName", "Role.RoleId")
                .changing(
                        IamChanges::role,
                        "AssumeRolePolicyDocument",
                        "Description",
                        "ManagedPolicyArns",
                        "MaxSessionDuration",
                        "PermissionsBoundary",
                        "Policies",
                        "Tags")
                .delete(IamKinds::deleteRole);
    }

    private static String makeRole(Order order, Aws aws) {
        String name = order.name("RoleName", aws);
        Map<String, Object> members =
                order.without("AssumeRolePolicyDocument", "ManagedPolicyArns", "Policies", "RoleName");
        members.put("RoleName", name);
        members.put("AssumeRolePolicyDocument", Json.of(order.properties().get("AssumeRolePolicyDocument")));
        aws.call("iam", "CreateRole", members);
        for (String arn : Values.texts(order.properties().get("ManagedPolicyArns"))) {
            aws.call("iam", "AttachRolePolicy", Map.of("RoleName", name, "PolicyArn", arn));
        }
        for (Object policy : Values.list(order.properties().get("Policies"))) {
            put(name, Values.map(policy), aws);
        }
        return name;
    }

    static void put(String roleName, Map<String, Object> policy, Aws aws) {
        aws.call(
                "iam",
                "PutRolePolicy",
                Map.of(
                        "RoleName", roleName,
                        "PolicyName", Values.text(policy.get("PolicyName")),
                        "PolicyDocument", Json.of(policy.get("PolicyDocument"))));
    }

    private static void deleteRole(Made made, Aws aws) {
        String name = made.physicalId();
        for (String arn : Values.texts(made.properties().get("ManagedPolicyArns"))) {
            aws.call("iam", "DetachRolePolicy", Map.of("RoleName", name, "PolicyArn", arn));
        }
        for (Object policy : Values.list(made.properties().get("Policies"))) {
            String policyName = Values.text(Values.at(policy, "PolicyName"));
            aws.call("iam", "DeleteRolePolicy", Map.of("RoleName", name, "PolicyName", policyName));
        }
        aws.call("iam", "DeleteRole", Map.of("RoleName", name));
    }

    private static Kind instanceProfile() {
        return Kind.of("AWS::IAM::InstanceProfile", (order, aws) -> {
                    String name = order.name("InstanceProfileName", aws);
                    Map<String, Object> members = order.without("Roles", "InstanceProfileName");
                    members.put("InstanceProfileName", name);
                    aws.call("iam", "CreateInstanceProfile", members);
                    for (String role : Values.texts(order.properties().get("Roles"))) {
                        aws.call(
                                "iam",
                                "AddRoleToInstanceProfile",
                                Map.of("InstanceProfileName", name, "RoleName", role));
                    }
                    return name;
                })
                .attribute("Arn", "iam", "GetInstanceProfile", "InstanceProfileName", "InstanceProfile.Arn")
                .changing(IamChanges::instanceProfile, "Roles")
                .delete((made, aws) -> {
                    String name = made.physicalId();
                    for (String role : Values.texts(made.properties().get("Roles"))) {
                        aws.call(
                                "iam",
                                "RemoveRoleFromInstanceProfile",
                                Map.of("InstanceProfileName", name, "RoleName", role));
                    }
                    aws.call("iam", "DeleteInstanceProfile", Map.of("InstanceProfileName", name));
                });
    }

    private static Kind inlinePolicy() {
        return Kind.of("AWS::IAM::Policy", (order, aws) -> {
                    Values.texts(order.properties().get("Roles")).forEach(role -> put(role, order.properties(), aws));
                    return order.text("PolicyName");
                })
                .changing(IamChanges::inlinePolicy, "PolicyDocument", "Roles")
                .delete((made, aws) -> Values.texts(made.properties().get("Roles"))
                        .forEach(role -> aws.call(
                                "iam", "DeleteRolePolicy", Map.of("RoleName", role, "PolicyName", made.physicalId()))));
    }

    private static Kind managedPolicy() {
        return Kind.of("AWS::IAM::ManagedPolicy", (order, aws) -> {
                    Map<String, Object> members =
                            order.without("ManagedPolicyName", "PolicyDocument", "Roles", "Users", "Groups");
                    members.put("PolicyName", order.name("ManagedPolicyName", aws));
                    members.put("PolicyDocument", Json.of(order.properties().get("PolicyDocument")));
                    String arn = Values.text(Values.at(aws.call("iam", "CreatePolicy", members), "Policy.Arn"));
                    for (String role : Values.texts(order.properties().get("Roles"))) {
                        aws.call("iam", "AttachRolePolicy", Map.of("RoleName", role, "PolicyArn", arn));
                    }
                    return arn;
                })
                .attribute("PolicyArn", (made, aws) -> made.physicalId())
                .changing(IamChanges::managedPolicy, "PolicyDocument", "Roles")
                .delete((made, aws) -> {
                    for (String role : Values.texts(made.properties().get("Roles"))) {
                        aws.call("iam", "DetachRolePolicy", Map.of("RoleName", role, "PolicyArn", made.physicalId()));
                    }
                    aws.call("iam", "DeletePolicy", Map.of("PolicyArn", made.physicalId()));
                });
    }

    private static Kind oidcProvider() {
        return Kind.of("AWS::IAM::OIDCProvider", (order, aws) -> {
                    Map<String, Object> members = order.without("ClientIdList");
                    if (order.has("ClientIdList")) {
                        members.put("ClientIDList", order.value("ClientIdList"));
                    }
                    return Values.text(Values.at(
                            aws.call("iam", "CreateOpenIDConnectProvider", members), "OpenIDConnectProviderArn"));
                })
                .attribute("Arn", (made, aws) -> made.physicalId())
                .changing(IamChanges::oidcProvider, "ClientIdList", "ThumbprintList")
                .delete("iam", "DeleteOpenIDConnectProvider", "OpenIDConnectProviderArn");
    }
}
