package io.github.ekssdk.spec;

import java.util.regex.Pattern;

/** What IAM asks of roles, their names, paths and boundaries. */
final class IamRules {

    private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/[\\w+=,.@/-]+");
    private static final Pattern POLICY = Pattern.compile("arn:aws[a-z-]*:iam::(?:\\d{12}|aws):policy/[\\w+=,.@/-]+");
    private static final Pattern PATH = Pattern.compile("/(?:[\\w+=,.@-]+/)*");
    private static final Pattern PREFIX = Pattern.compile("[\\w+=,.@-]*");
    private static final int LONGEST_PATH = 256;
    private static final int LONGEST_PREFIX = 32;
    private static final int MOST_NODE_POLICIES = 7;

    private IamRules() {}

    static void check(IamSpec iam, Problems problems) {
        if (!PATH.matcher(iam.path()).matches() || iam.path().length() > LONGEST_PATH) {
            problems.at("path")
                    .add(
                            "'" + iam.path() + "' is not the beginning of a path in IAM.",
                            "Begin and end with a slash, as in /team/, with letters, digits and _+=,.@- between, at"
                                    + " most "
                                    + LONGEST_PATH + " characters.");
        }
        if (!PREFIX.matcher(iam.rolePrefix()).matches() || iam.rolePrefix().length() > LONGEST_PREFIX) {
            problems.at("rolePrefix")
                    .add(
                            "Names of roles cannot begin with '" + iam.rolePrefix() + "'.",
                            "Use letters, digits and _+=,.@-, at most " + LONGEST_PREFIX + " characters.");
        }
        iam.permissionsBoundary()
                .filter(arn -> !POLICY.matcher(arn).matches())
                .ifPresent(arn -> problems.at("permissionsBoundary")
                        .add(
                                "'" + arn + "' is not the ARN of a policy.",
                                "Write it as in arn:aws:iam::123456789012:policy/boundary."));
        checkNodes(iam, problems.at("nodeManagedPolicies"));
        iam.clusterRoleArn().ifPresent(arn -> checkRole(arn, problems.at("clusterRoleArn")));
        iam.fargatePodExecutionRoleArn().ifPresent(arn -> checkRole(arn, problems.at("fargatePodExecutionRoleArn")));
    }

    private static void checkNodes(IamSpec iam, Problems problems) {
        WorkloadRules.checkPolicies(iam.nodeManagedPolicies(), problems);
        if (iam.nodeManagedPolicies().size() > MOST_NODE_POLICIES) {
            problems.add(
                    "There are " + iam.nodeManagedPolicies().size() + " further policies for nodes.",
                    "IAM attaches 10 to a role, of which nodes need 3: give at most " + MOST_NODE_POLICIES + ".");
        }
    }

    static void checkRole(String arn, Problems problems) {
        if (!ROLE.matcher(arn).matches()) {
            problems.add(
                    "'" + arn + "' is not the ARN of a role.", "Write it as in arn:aws:iam::123456789012:role/name.");
        }
    }
}
