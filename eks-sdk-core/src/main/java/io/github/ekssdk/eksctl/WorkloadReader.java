package io.github.ekssdk.eksctl;

import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.IamServiceAccountSpec;
import io.github.ekssdk.spec.PodIdentityAssociationSpec;
import io.github.ekssdk.spec.WellKnownPolicy;
import io.github.ekssdk.spec.WorkloadRoleSpec;
import java.util.Map;

/** Reads the IAM roles of workloads in eksctl's format. */
final class WorkloadReader {

    private static final Map<String, WellKnownPolicy> WELL_KNOWN = WellKnownPolicies.BY_NAME;

    private WorkloadReader() {}

    static void read(Section iam, ClusterSpec.Builder spec) {
        iam.sections("podIdentityAssociations")
                .forEach(pod -> spec.podIdentity(
                        pod.text("namespace").orElse(""),
                        pod.text("serviceAccountName").orElse(""),
                        settings -> association(pod, settings)));
        for (Section account : iam.sections("serviceAccounts")) {
            Section metadata = account.section("metadata");
            spec.iamServiceAccount(
                    metadata.text("namespace").orElse("default"),
                    metadata.text("name").orElse(""),
                    settings -> account(account, settings));
        }
    }

    private static void association(Section pod, PodIdentityAssociationSpec.Builder settings) {
        settings.role(role -> podRole(pod, role));
        pod.expect("createServiceAccount", false);
        pod.flag("disableSessionTags").ifPresent(settings::disableSessionTags);
        pod.text("targetRoleARN").ifPresent(settings::targetRole);
        pod.text("policy").ifPresent(settings::policy);
        pod.textMap("tags").forEach(settings::tag);
    }

    /** Reads what the role of an association may do. */
    static void podRole(Section pod, WorkloadRoleSpec.Builder role) {
        pod.text("roleARN").ifPresent(role::roleArn);
        pod.texts("permissionPolicyARNs").forEach(role::managedPolicy);
        pod.free("permissionPolicy").map(Plain::json).ifPresent(role::permissionPolicy);
        wellKnown(pod.section("wellKnownPolicies"), role);
    }

    private static void account(Section account, IamServiceAccountSpec.Builder settings) {
        account.expect("roleOnly", true);
        settings.role(role -> {
            account.text("attachRoleARN").ifPresent(role::roleArn);
            account.texts("attachPolicyARNs").forEach(role::managedPolicy);
            account.free("attachPolicy").map(Plain::json).ifPresent(role::permissionPolicy);
            wellKnown(account.section("wellKnownPolicies"), role);
        });
        account.textMap("tags").forEach(settings::tag);
    }

    private static void wellKnown(Section policies, WorkloadRoleSpec.Builder role) {
        WELL_KNOWN.forEach((name, policy) -> {
            if (policies.on(name)) {
                role.wellKnown(policy);
            }
        });
    }
}
