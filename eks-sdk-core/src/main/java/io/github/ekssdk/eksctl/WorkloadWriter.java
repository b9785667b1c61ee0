package io.github.ekssdk.eksctl;

import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.IamServiceAccountSpec;
import io.github.ekssdk.spec.PodIdentityAssociationSpec;
import io.github.ekssdk.spec.WorkloadRoleSpec;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Writes the IAM roles of workloads in eksctl's format. */
final class WorkloadWriter {

    private final BiConsumer<String, String> lose;

    WorkloadWriter(BiConsumer<String, String> lose) {
        this.lose = lose;
    }

    void write(ClusterSpec spec, Document iam) {
        iam.set(
                        "podIdentityAssociations",
                        spec.podIdentities().stream().map(this::association).toList())
                .set(
                        "serviceAccounts",
                        spec.iamServiceAccounts().stream().map(this::account).toList());
    }

    private Document association(PodIdentityAssociationSpec pod) {
        String path = "podIdentities[" + pod.namespace() + "/" + pod.serviceAccount() + "].role";
        return podRole(pod.role(), path)
                .set("namespace", pod.namespace())
                .set("serviceAccountName", pod.serviceAccount())
                .set("disableSessionTags", pod.disableSessionTags())
                .set("targetRoleARN", pod.targetRoleArn())
                .set("policy", pod.policy())
                .set("tags", pod.tags());
    }

    /** Returns an association that says what its role may do. */
    Document podRole(WorkloadRoleSpec role, String path) {
        return new Document()
                .set("roleARN", role.roleArn())
                .set("permissionPolicyARNs", arns(role, path))
                .set("permissionPolicy", policy(role))
                .set("wellKnownPolicies", wellKnown(role, path));
    }

    private Document account(IamServiceAccountSpec account) {
        String path = "iamServiceAccounts[" + account.namespace() + "/" + account.name() + "].role";
        return new Document()
                .set("metadata", new Document().set("name", account.name()).set("namespace", account.namespace()))
                .set("roleOnly", true)
                .set("attachRoleARN", account.role().roleArn())
                .set("attachPolicyARNs", arns(account.role(), path))
                .set("attachPolicy", policy(account.role()))
                .set("wellKnownPolicies", wellKnown(account.role(), path))
                .set("tags", account.tags());
    }

    private static Optional<Object> policy(WorkloadRoleSpec role) {
        return role.permissionPolicy().flatMap(Plain::read);
    }

    private List<String> arns(WorkloadRoleSpec role, String path) {
        role.managedPolicies().stream()
                .filter(policy -> !policy.startsWith("arn:"))
                .forEach(policy -> lose.accept(
                        path + ".managedPolicies",
                        "eksctl's format names policies by ARN; write that of " + policy + "."));
        return role.managedPolicies();
    }

    private Document wellKnown(WorkloadRoleSpec role, String path) {
        Document policies = new Document();
        role.wellKnownPolicies()
                .forEach(policy -> WellKnownPolicies.name(policy)
                        .ifPresentOrElse(
                                name -> policies.set(name, true),
                                () -> lose.accept(
                                        path + ".wellKnownPolicies", "eksctl's format does not know " + policy + ".")));
        return policies;
    }
}
