package io.github.ekssdk.spec;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What EKS and EC2 ask of security groups that a spec names. */
final class SecurityGroupRules {

    private static final int MOST_GROUPS = 5;

    /** EC2 allows 60 rules in a direction; some are the SDK's own. */
    private static final int MOST_SOURCES = 50;

    private static final Pattern GROUP = Pattern.compile("sg-[0-9a-f]{8}(?:[0-9a-f]{9})?");
    private static final Pattern PREFIX_LIST = Pattern.compile("pl-[0-9a-f]{8}(?:[0-9a-f]{9})?");

    private SecurityGroupRules() {}

    static void check(VpcSpec vpc, Problems problems) {
        checkGroups(vpc.controlPlaneSecurityGroupIds(), problems.at("controlPlaneSecurityGroupIds"));
        checkSources(vpc.controlPlaneIngress(), problems.at("controlPlaneIngress"));
        if (!vpc.controlPlaneSecurityGroupIds().isEmpty()
                && !vpc.controlPlaneIngress().isEmpty()) {
            problems.at("controlPlaneIngress")
                    .add(
                            "The security groups of the control plane are given, and the SDK does not change those.",
                            "Add the rules to these groups yourself, or leave controlPlaneSecurityGroupIds out.");
        }
    }

    private static void checkGroups(List<String> ids, Problems problems) {
        if (ids.size() > MOST_GROUPS) {
            problems.add(
                    "There are " + ids.size() + " security groups.",
                    "EKS takes at most " + MOST_GROUPS + " for a control plane.");
        }
        Set<String> seen = new HashSet<>();
        for (int index = 0; index < ids.size(); index++) {
            String id = ids.get(index);
            if (!GROUP.matcher(id).matches()) {
                problems.element(index)
                        .add(
                                "'" + id + "' is not the id of a security group.",
                                "Write, for example, sg-0a1b2c3d4e5f60718.");
            }
            if (!seen.add(id)) {
                problems.element(index).add(id + " is named twice.", "Name each security group once.");
            }
        }
    }

    private static void checkSources(List<String> sources, Problems problems) {
        if (sources.size() > MOST_SOURCES) {
            problems.add(
                    "There are " + sources.size() + " sources.",
                    "At most " + MOST_SOURCES + " fit into a security group; join neighbours, or use a prefix list.");
        }
        Set<String> seen = new HashSet<>();
        for (int index = 0; index < sources.size(); index++) {
            String source = sources.get(index);
            Problems own = problems.element(index);
            if (!GROUP.matcher(source).matches() && !PREFIX_LIST.matcher(source).matches()) {
                Cidr.parse(source)
                        .ifPresentOrElse(
                                cidr -> CidrRules.checkHostBits(cidr, own),
                                () -> own.add(
                                        "'" + source
                                                + "' is neither an IPv4 CIDR block nor a security group nor a prefix"
                                                + " list.",
                                        "Write, for example, 10.1.0.0/16, sg-0a1b2c3d4e5f60718 or"
                                                + " pl-0a1b2c3d4e5f60718."));
            }
            if (!seen.add(source)) {
                own.add(source + " is named twice.", "Name each source once.");
            }
        }
    }
}
