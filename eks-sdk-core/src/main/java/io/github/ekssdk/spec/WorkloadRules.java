package io.github.ekssdk.spec;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What EKS and IAM ask of the roles of Pods. */
final class WorkloadRules {

    private static final int MOST_POLICIES = 10;
    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern ACCOUNT = Pattern.compile("[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?");
    private static final Pattern NAMESPACES = Pattern.compile("[a-z0-9*?-]{1,63}");
    private static final Pattern ACCOUNTS = Pattern.compile("[a-z0-9*?.-]{1,253}");
    private static final Pattern POLICY_NAME = Pattern.compile("(?:[\\w+=,.@-]+/)?[\\w+=,.@-]{1,128}");
    private static final Pattern POLICY_ARN = Pattern.compile("arn:[a-z-]+:iam::(?:aws|\\d{12}):policy/\\S+");
    private static final String AGENT = "eks-pod-identity-agent";

    private WorkloadRules() {}

    /** Checks the associations and the roles of service accounts of a cluster. */
    static void checkAll(ClusterSpec cluster, Problems problems) {
        Set<String> accounts = new HashSet<>();
        for (PodIdentityAssociationSpec association : cluster.podIdentities()) {
            String account = association.namespace() + "/" + association.serviceAccount();
            Problems own = problems.at("podIdentities").element(account);
            if (!accounts.add(account)) {
                own.add(
                        "The service account has two Pod Identity associations.",
                        "EKS allows one; give its role all policies.");
            }
            check(association, cluster, own);
        }
        for (IamServiceAccountSpec account : cluster.iamServiceAccounts()) {
            String name = account.namespace() + "/" + account.name();
            Problems own = problems.at("iamServiceAccounts").element(name);
            if (!accounts.add(name)) {
                own.add(
                        "The service account gets a role twice.",
                        "Describe it once, by podIdentity(...) or by iamServiceAccount(...).");
            }
            check(account, cluster, own);
        }
        if (!cluster.podIdentities().isEmpty()) {
            checkAgent(cluster, problems.at("podIdentities"));
        }
    }

    /** Without the agent, which Auto Mode has inside, nobody answers the Pods. */
    static void checkAgent(ClusterSpec cluster, Problems problems) {
        boolean fargateOnly = !cluster.fargateProfiles().isEmpty() && !cluster.hasNodes();
        boolean byDefault = cluster.defaultAddons() && !cluster.omittedAddons().contains(AGENT) && !fargateOnly;
        boolean described =
                cluster.addons().stream().anyMatch(addon -> addon.name().equals(AGENT));
        if (!byDefault && !described && cluster.autoMode().isEmpty()) {
            problems.add(
                    "Pod Identity needs the add-on " + AGENT + ", which this cluster does not get.",
                    fargateOnly
                            ? "Pods on Fargate cannot use it: use iamServiceAccount(...)."
                            : "Add addon(\"" + AGENT + "\"), or use iamServiceAccount(...).");
        }
    }

    private static void check(PodIdentityAssociationSpec association, ClusterSpec cluster, Problems problems) {
        checkName(association.namespace(), NAMESPACE, "a namespace", problems.at("namespace"));
        checkName(association.serviceAccount(), ACCOUNT, "a service account", problems.at("serviceAccount"));
        check(association.role(), problems.at("role"));
        association.targetRoleArn().ifPresent(arn -> ArnRules.checkRole(arn, problems.at("targetRoleArn")));
        association.policy().ifPresent(json -> AddonRules.checkJson(json, problems.at("policy")));
        if (association.policy().isPresent() && !association.disableSessionTags()) {
            problems.at("policy")
                    .add("EKS takes a session policy only without session tags.", "Add disableSessionTags(true).");
        }
        TagRules.check(cluster.tags(), association.tags(), problems.at("tags"));
    }

    private static void check(IamServiceAccountSpec account, ClusterSpec cluster, Problems problems) {
        checkName(account.namespace(), NAMESPACES, "a namespace", problems.at("namespace"));
        checkName(account.name(), ACCOUNTS, "a service account", problems.at("name"));
        if (account.namespace().matches("[*?]+") && account.name().matches("[*?]+")) {
            problems.add(
                    "Every Pod of the cluster could take the role.",
                    "Name the namespace or the service account, at least in part.");
        }
        check(account.role(), problems.at("role"));
        account.role()
                .roleArn()
                .ifPresent(arn -> problems.at("role")
                        .add(
                                "There is nothing to make for a role that is there.",
                                "Leave it out here, and annotate the service account with its ARN."));
        TagRules.check(cluster.tags(), account.tags(), problems.at("tags"));
    }

    /** Checks a role. */
    static void check(WorkloadRoleSpec role, Problems problems) {
        Optional<String> given = role.roleArn();
        given.ifPresent(arn -> ArnRules.checkRole(arn, problems));
        boolean hasPolicies = !role.wellKnownPolicies().isEmpty()
                || !role.managedPolicies().isEmpty()
                || role.permissionPolicy().isPresent();
        if (given.isPresent() && hasPolicies) {
            problems.add("A role that is given gets no policies.", "Leave out the role's ARN or the policies.");
        }
        int policies = role.managedPolicies().size() + role.wellKnownPolicies().size();
        if (policies > MOST_POLICIES) {
            problems.add(
                    "There are " + policies + " managed policies.",
                    "IAM attaches " + MOST_POLICIES + " to a role; put some into permissionPolicy(...).");
        }
        checkPolicies(role.managedPolicies(), problems);
        role.permissionPolicy().ifPresent(json -> AddonRules.checkJson(json, problems.at("permissionPolicy")));
    }

    /** Checks the names and ARNs of managed policies. */
    static void checkPolicies(List<String> policies, Problems problems) {
        policies.stream()
                .filter(policy -> !POLICY_NAME.matcher(policy).matches()
                        && !POLICY_ARN.matcher(policy).matches())
                .forEach(policy -> problems.add(
                        "'" + policy + "' is neither the name of a managed policy of AWS nor the ARN of a policy.",
                        "Write AmazonS3ReadOnlyAccess or arn:aws:iam::123456789012:policy/team."));
    }

    private static void checkName(String name, Pattern form, String what, Problems problems) {
        if (!form.matcher(name).matches()) {
            problems.add(
                    "'" + name + "' is not " + what + ".",
                    "Use lower-case letters, digits and hyphens, as Kubernetes does.");
        }
    }
}
