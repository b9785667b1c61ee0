package io.github.ekssdk.spec;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What EKS asks of access entries. */
final class AccessEntryRules {

    private static final Pattern PRINCIPAL = Pattern.compile("arn:[a-z-]+:iam::\\d{12}:(?:role|user)/\\S+");
    private static final Pattern POLICY = Pattern.compile("[A-Za-z0-9]+");
    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9*](?:[a-z0-9*-]{0,61}[a-z0-9*])?");
    private static final List<String> RESERVED = List.of("system:", "eks:", "aws:", "amazon:", "iam:");

    private AccessEntryRules() {}

    /** Checks the entries of a cluster, each also by itself. */
    static void checkAll(ClusterSpec cluster, Problems problems) {
        if (!cluster.accessEntries().isEmpty() && cluster.authenticationMode() == AuthenticationMode.CONFIG_MAP) {
            problems.add(
                    "The authentication mode CONFIG_MAP knows no access entries.",
                    "Use the authentication mode API or API_AND_CONFIG_MAP.");
        }
        Set<String> principals = new HashSet<>();
        for (AccessEntrySpec entry : cluster.accessEntries()) {
            Problems own = problems.element(entry.principalArn());
            if (!principals.add(entry.principalArn())) {
                own.add("The principal has two entries.", "EKS allows one; give it all its policies and groups.");
            }
            check(entry, cluster.tags(), own);
        }
    }

    static void check(AccessEntrySpec entry, Map<String, String> clusterTags, Problems problems) {
        checkPrincipal(entry.principalArn(), problems.at("principalArn"));
        entry.username().ifPresent(name -> checkReserved(name, "user name", problems.at("username")));
        entry.kubernetesGroups().forEach(group -> checkReserved(group, "group", problems.at("kubernetesGroups")));
        checkPolicies(entry.policies(), problems.at("policies"));
        if (entry.type() != AccessEntryType.STANDARD
                && (entry.username().isPresent()
                        || !entry.kubernetesGroups().isEmpty()
                        || !entry.policies().isEmpty())) {
            problems.at("type")
                    .add(
                            "An entry of the type " + entry.type()
                                    + " has no user name, groups or access policies of its own.",
                            "EKS sets them; leave them out, or use the type STANDARD.");
        }
        TagRules.check(clusterTags, entry.tags(), problems.at("tags"));
    }

    private static void checkPrincipal(String arn, Problems problems) {
        if (arn.contains(":assumed-role/")) {
            problems.add(
                    "'" + arn + "' is a session of a role.",
                    "Name the role itself: arn:aws:iam::<account>:role/<path and name>.");
        } else if (arn.contains(":role/AWSReservedSSO_")) {
            problems.add(
                    "'" + arn + "' lacks the path that roles of IAM Identity Center have, so that nobody would be let"
                            + " in.",
                    "Write role/aws-reserved/sso.amazonaws.com/<region>/AWSReservedSSO_..., as in its ARN in IAM;"
                            + " without the region where Identity Center is in us-east-1.");
        } else if (!PRINCIPAL.matcher(arn).matches()) {
            problems.add(
                    "'" + arn + "' is not the ARN of an IAM role or user.",
                    "Write, for example, arn:aws:iam::123456789012:role/platform-team.");
        }
    }

    private static void checkReserved(String name, String what, Problems problems) {
        if (name.isBlank()) {
            problems.add("The " + what + " is empty.", "Leave it out.");
        }
        RESERVED.stream()
                .filter(name::startsWith)
                .forEach(prefix -> problems.add(
                        "The " + what + " '" + name + "' starts with " + prefix + ", which EKS refuses.",
                        "Use another name, and bind it to roles of your own."));
    }

    private static void checkPolicies(List<AccessPolicyAssociation> policies, Problems problems) {
        Set<AccessPolicy> seen = new HashSet<>();
        for (AccessPolicyAssociation association : policies) {
            Problems own = problems.element(association.policy().name());
            if (!POLICY.matcher(association.policy().name()).matches()) {
                own.add(
                        "'" + association.policy().name() + "' is not the name of an access policy.",
                        "Write the name without the rest of its ARN, for example AmazonEKSViewPolicy.");
            }
            if (!seen.add(association.policy())) {
                own.add("The policy is associated twice.", "Name all its namespaces at once.");
            }
            association.namespaces().stream()
                    .filter(namespace -> !NAMESPACE.matcher(namespace).matches())
                    .forEach(namespace -> own.add(
                            "'" + namespace + "' is not a namespace.",
                            "Use lower-case letters, digits and hyphens, at most 63, and * for any of them."));
        }
    }
}
