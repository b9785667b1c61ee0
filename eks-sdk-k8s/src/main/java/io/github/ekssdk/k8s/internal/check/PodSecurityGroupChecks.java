package io.github.ekssdk.k8s.internal.check;

import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.ManagedNodeGroupSpec;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether nodes can give Pods security groups of their own.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/security-groups-for-pods.html">Security groups for Pods</a>
 */
final class PodSecurityGroupChecks {

    private static final Pattern ENABLED = Pattern.compile("\"ENABLE_POD_ENI\"\\s*:\\s*\"true\"");

    /** Types that no branch network interfaces can be attached to; EKS takes one of them where none is named. */
    private static final Pattern WITHOUT = Pattern.compile("t[0-9].*");

    private final ObjectSet objects;
    private final ClusterSpec spec;
    private final Findings findings;

    PodSecurityGroupChecks(ObjectSet objects, ClusterSpec spec, Findings findings) {
        this.objects = objects;
        this.spec = spec;
        this.findings = findings;
    }

    void run() {
        if (spec.managedNodeGroups().isEmpty()) {
            return;
        }
        objects.of("vpcresources.k8s.aws", "SecurityGroupPolicy").forEach(this::check);
    }

    private void check(Described policy) {
        if (!isEnabled()) {
            findings.warning(
                    policy,
                    "Pods on nodes keep the security groups of their node, because the VPC CNI plugin has no"
                            + " ENABLE_POD_ENI. Add the component VpcCni.create().podSecurityGroups().");
        }
        List<String> unable = spec.managedNodeGroups().stream()
                .filter(PodSecurityGroupChecks::isUnable)
                .map(ManagedNodeGroupSpec::name)
                .toList();
        if (!unable.isEmpty()) {
            findings.warning(
                    policy,
                    "Instances of the t family give Pods no security groups of their own, and there are no others in "
                            + String.join(", ", unable) + ". Name others with instanceTypes(...).");
        }
    }

    private boolean isEnabled() {
        return spec.addons().stream()
                .filter(addon -> addon.name().equals("vpc-cni"))
                .flatMap(addon -> addon.configurationValues().stream())
                .anyMatch(json -> ENABLED.matcher(json).find());
    }

    private static boolean isUnable(ManagedNodeGroupSpec group) {
        return group.instanceTypes().stream()
                        .allMatch(type -> WITHOUT.matcher(type).matches())
                && group.instanceSelector().isEmpty()
                && group.launchTemplate().isEmpty();
    }
}
