package io.github.ekssdk.testing.internal.service.cloudformation;

import io.github.ekssdk.testing.internal.service.cloudformation.Kind.Order;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What changes of roles, profiles and policies without another one being made. */
final class IamChanges {
    private static final int MOST_VERSIONS = 5;

    private IamChanges() {}

    static void role(Made made, Order after, Aws aws) {
        String name = made.physicalId();
        if (after.differs(made, "AssumeRolePolicyDocument")) {
            String document = Json.of(after.properties().get("AssumeRolePolicyDocument"));
            aws.call("iam", "UpdateAssumeRolePolicy", Map.of("RoleName", name, "PolicyDocument", document));
        }
        if (after.differs(made, "Description") || after.differs(made, "MaxSessionDuration")) {
            Map<String, Object> members =
                    new HashMap<>(Map.of("RoleName", name, "Description", after.text("Description")));
            members.put(
                    "MaxSessionDuration", after.has("MaxSessionDuration") ? after.text("MaxSessionDuration") : "3600");
            aws.call("iam", "UpdateRole", members);
        }
        if (after.differs(made, "PermissionsBoundary")) {
            boundary(name, after, aws);
        }
        difference(
                made,
                after,
                "ManagedPolicyArns",
                arn -> aws.call("iam", "AttachRolePolicy", Map.of("RoleName", name, "PolicyArn", arn)),
                arn -> aws.call("iam", "DetachRolePolicy", Map.of("RoleName", name, "PolicyArn", arn)));
        inlinePolicies(made, after, aws);
        Retag.role(made, after, aws);
    }

    private static void boundary(String role, Order after, Aws aws) {
        if (after.has("PermissionsBoundary")) {
            String arn = after.text("PermissionsBoundary");
            aws.call("iam", "PutRolePermissionsBoundary", Map.of("RoleName", role, "PermissionsBoundary", arn));
        } else {
            aws.call("iam", "DeleteRolePermissionsBoundary", Map.of("RoleName", role));
        }
    }

    private static void inlinePolicies(Made made, Order after, Aws aws) {
        List<Object> wanted = Values.list(after.properties().get("Policies"));
        List<Object> before = Values.list(made.properties().get("Policies"));
        List<String> names = wanted.stream()
                .map(policy -> Values.text(Values.at(policy, "PolicyName")))
                .toList();
        before.stream()
                .map(policy -> Values.text(Values.at(policy, "PolicyName")))
                .filter(name -> !names.contains(name))
                .forEach(name ->
                        aws.call("iam", "DeleteRolePolicy", Map.of("RoleName", made.physicalId(), "PolicyName", name)));
        wanted.stream()
                .filter(policy -> !before.contains(policy))
                .forEach(policy -> IamKinds.put(made.physicalId(), Values.map(policy), aws));
    }

    static void instanceProfile(Made made, Order after, Aws aws) {
        String name = made.physicalId();
        difference(
                made,
                after,
                "Roles",
                role -> aws.call(
                        "iam", "AddRoleToInstanceProfile", Map.of("InstanceProfileName", name, "RoleName", role)),
                role -> aws.call(
                        "iam", "RemoveRoleFromInstanceProfile", Map.of("InstanceProfileName", name, "RoleName", role)));
    }

    static void inlinePolicy(Made made, Order after, Aws aws) {
        difference(
                made,
                after,
                "Roles",
                role -> {},
                role -> aws.call("iam", "DeleteRolePolicy", Map.of("RoleName", role, "PolicyName", made.physicalId())));
        Values.texts(after.properties().get("Roles")).forEach(role -> IamKinds.put(role, after.properties(), aws));
    }

    static void managedPolicy(Made made, Order after, Aws aws) {
        String arn = made.physicalId();
        if (after.differs(made, "PolicyDocument")) {
            version(arn, Json.of(after.properties().get("PolicyDocument")), aws);
        }
        difference(
                made,
                after,
                "Roles",
                role -> aws.call("iam", "AttachRolePolicy", Map.of("RoleName", role, "PolicyArn", arn)),
                role -> aws.call("iam", "DetachRolePolicy", Map.of("RoleName", role, "PolicyArn", arn)));
    }

    /** A policy has five versions at most; the oldest one makes room. */
    private static void version(String arn, String document, Aws aws) {
        List<Object> versions =
                Values.list(Values.at(aws.call("iam", "ListPolicyVersions", Map.of("PolicyArn", arn)), "Versions"));
        if (versions.size() >= MOST_VERSIONS) {
            String oldest = Values.text(Values.at(versions.get(versions.size() - 1), "VersionId"));
            aws.call("iam", "DeletePolicyVersion", Map.of("PolicyArn", arn, "VersionId", oldest));
        }
        aws.call(
                "iam",
                "CreatePolicyVersion",
                Map.of("PolicyArn", arn, "PolicyDocument", document, "SetAsDefault", "true"));
    }

    static void oidcProvider(Made made, Order after, Aws aws) {
        String arn = made.physicalId();
        difference(
                made,
                after,
                "ClientIdList",
                client -> aws.call(
                        "iam",
                        "AddClientIDToOpenIDConnectProvider",
                        Map.of("OpenIDConnectProviderArn", arn, "ClientID", client)),
                client -> aws.call(
                        "iam",
                        "RemoveClientIDFromOpenIDConnectProvider",
                        Map.of("OpenIDConnectProviderArn", arn, "ClientID", client)));
        if (after.differs(made, "ThumbprintList")) {
            aws.call(
                    "iam",
                    "UpdateOpenIDConnectProviderThumbprint",
                    Map.of("OpenIDConnectProviderArn", arn, "ThumbprintList", after.value("ThumbprintList")));
        }
    }

    private static void difference(
            Made made, Order after, String property, Consumer<String> add, Consumer<String> remove) {
        List<String> before = Values.texts(made.properties().get(property));
        List<String> wanted = Values.texts(after.properties().get(property));
        before.stream().filter(item -> !wanted.contains(item)).forEach(remove);
        wanted.stream().filter(item -> !before.contains(item)).forEach(add);
    }
}
