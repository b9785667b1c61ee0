package io.github.ekssdk.spec;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which families of images do not go with a cluster. */
final class NodeImageRules {

    private static final int WITHOUT_AMAZON_LINUX_2 = 33;
    private static final Pattern VERSION = Pattern.compile("1\\.(\\d{1,3})");

    private NodeImageRules() {}

    /**
     * Checks a group.
     *
     * @param version the Kubernetes version of its nodes, where it is said
     */
    static void check(ClusterSpec cluster, NodeGroupSpec group, Optional<String> version, Problems problems) {
        if (group.amiType().windows() && cluster.ipFamily() == IpFamily.IPV6) {
            problems.add("Windows does not run in IPv6 clusters of EKS.", "Use Linux, or the IP family IPV4.");
        }
        if (group.amiType().amazonLinux2()) {
            amazonLinux2(group, version, problems);
        }
    }

    private static void amazonLinux2(NodeGroupSpec group, Optional<String> version, Problems problems) {
        if (!(group instanceof ManagedNodeGroupSpec) || group.imageId().isPresent()) {
            problems.add(
                    "This SDK does not join nodes with Amazon Linux 2 to a cluster by itself.",
                    "Use Amazon Linux 2023, or a managed node group with the image of EKS.");
        }
        Matcher minor = VERSION.matcher(version.orElse(""));
        if (minor.matches() && Integer.parseInt(minor.group(1)) >= WITHOUT_AMAZON_LINUX_2) {
            problems.add(
                    "There is no Amazon Linux 2 for Kubernetes " + version.get() + ": 1.32 is the last.",
                    "Use Amazon Linux 2023 or Bottlerocket.");
        }
    }
}
