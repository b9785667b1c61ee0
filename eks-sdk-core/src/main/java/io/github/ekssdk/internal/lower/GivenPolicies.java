package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.resource.iam.PolicyFacts;
import io.github.ekssdk.internal.resource.iam.Role;
import io.github.ekssdk.spec.WorkloadRoleSpec;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether the managed policies are there that roles are to get for the first time, and the permissions boundary. */
final class GivenPolicies implements Question {

    @Override
    public void ask(Inquiry inquiry) {
        Map<String, String> paths = named(inquiry);
        paths.keySet().removeAll(attached(inquiry));
        try {
            paths.forEach((arn, path) -> ask(inquiry, arn, path));
        } catch (AwsFault fault) {
            if (!fault.denied()) {
                throw fault;
            }
            inquiry.warning("IAM does not let the caller look at " + String.join(", ", paths.keySet())
                    + ", so that the plan does not know whether they are there.");
        }
    }

    private static void ask(Inquiry inquiry, String arn, String path) {
        if (!PolicyFacts.exists(inquiry.aws(), arn)) {
            inquiry.problem(
                    path,
                    "IAM has no policy " + arn + ".",
                    "See aws iam list-policies for those that there are; names of AWS's are written with their path, as"
                            + " in service-role/AmazonEBSCSIDriverPolicy.");
        }
    }

    /** Returns the settings that name policies, by the ARNs of these. */
    private static Map<String, String> named(Inquiry inquiry) {
        Map<String, String> paths = new LinkedHashMap<>();
        inquiry.spec()
                .iam()
                .permissionsBoundary()
                .ifPresent(boundary -> paths.put(boundary, "iam.permissionsBoundary"));
        name(inquiry, inquiry.spec().iam().nodeManagedPolicies(), "iam.nodeManagedPolicies", paths);
        inquiry.spec()
                .podIdentities()
                .forEach(pods -> name(
                        inquiry,
                        pods.role(),
                        "podIdentities[" + pods.namespace() + "/" + pods.serviceAccount() + "].role",
                        paths));
        inquiry.spec()
                .iamServiceAccounts()
                .forEach(account -> name(
                        inquiry,
                        account.role(),
                        "iamServiceAccounts[" + account.namespace() + "/" + account.name() + "].role",
                        paths));
        inquiry.spec()
                .addons()
                .forEach(addon -> addon.podIdentities()
                        .forEach((account, role) -> name(
                                inquiry, role, "addons[" + addon.name() + "].podIdentities[" + account + "]", paths)));
        inquiry.spec()
                .capabilities()
                .forEach(capability -> name(
                        inquiry,
                        capability.managedPolicyArns(),
                        "capabilities[" + capability.name() + "].managedPolicyArns",
                        paths));
        return paths;
    }

    private static void name(Inquiry inquiry, WorkloadRoleSpec role, String path, Map<String, String> paths) {
        name(inquiry, role.managedPolicies(), path, paths);
    }

    private static void name(Inquiry inquiry, List<String> policies, String path, Map<String, String> paths) {
        policies.forEach(policy ->
                paths.putIfAbsent(RoleLowering.policyArn(inquiry.owner().partition(), policy), path));
    }

    /** Returns what roles of the cluster have already. */
    private static Set<String> attached(Inquiry inquiry) {
        Set<String> attached = new HashSet<>();
        inquiry.observed(Kinds.IAM_ROLE)
                .map(role -> Properties.of(role.properties()))
                .forEach(role -> {
                    attached.addAll(role.stringsOrNone(Role.MANAGED_POLICIES));
                    attached.addAll(role.stringsOrNone(Role.BOUNDARY));
                });
        return attached;
    }
}
