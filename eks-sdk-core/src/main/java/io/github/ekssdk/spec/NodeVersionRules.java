package io.github.ekssdk.spec;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How far nodes may stay behind their control plane. */
final class NodeVersionRules {

    private static final int MOST_BEHIND = 3;
    private static final Pattern VERSION = Pattern.compile("1\\.(\\d{1,3})");

    private NodeVersionRules() {}

    static void check(ClusterSpec cluster, ManagedNodeGroupSpec group, Problems problems) {
        if (group.version().isEmpty() || group.imageId().isPresent()) {
            return;
        }
        String nodes = group.version().get();
        if (cluster.version().isEmpty()) {
            problems.add(
                    "The nodes have a Kubernetes version of their own, but the cluster is given none.",
                    "Say the version of the cluster, too.");
            return;
        }
        Matcher theirs = VERSION.matcher(nodes);
        Matcher its = VERSION.matcher(cluster.version().get());
        if (!theirs.matches() || !its.matches()) {
            return;
        }
        int behind = Integer.parseInt(its.group(1)) - Integer.parseInt(theirs.group(1));
        if (behind < 0) {
            problems.add(
                    "The nodes are to have " + nodes + ", newer than the control plane's "
                            + cluster.version().get() + ".",
                    "Upgrade the cluster first: raise its version.");
        } else if (behind > MOST_BEHIND) {
            problems.add(
                    "The nodes are to stay at " + nodes + ", " + behind + " minor versions behind the control plane.",
                    "Kubernetes allows " + MOST_BEHIND + ": raise the version of the group.");
        }
    }
}
