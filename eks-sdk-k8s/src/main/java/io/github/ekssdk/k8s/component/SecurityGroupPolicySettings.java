package io.github.ekssdk.k8s.component;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects the settings of a SecurityGroupPolicy, which gives Pods security groups of their own. It takes {@code ENABLE_POD_ENI} in the
 * VPC CNI plugin and instance types that can; EKS Auto Mode does not heed it. Pods get them when they are started.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/security-groups-for-pods.html">Security groups for Pods in the EKS
 *     user guide</a>
 * @since 0.1
 */
public final class SecurityGroupPolicySettings extends ObjectSettings<SecurityGroupPolicySettings> {

    private final Map<String, String> podLabels = new LinkedHashMap<>();
    private final Map<String, String> accountLabels = new LinkedHashMap<>();
    private List<String> securityGroupIds = List.of();

    SecurityGroupPolicySettings(String name) {
        super(name);
    }

    /** Is for Pods with a label; called again, they have to have both. */
    public SecurityGroupPolicySettings podLabel(String key, String value) {
        podLabels.put(key, value);
        return this;
    }

    /** Is for Pods whose service account has a label. */
    public SecurityGroupPolicySettings serviceAccountLabel(String key, String value) {
        accountLabels.put(key, value);
        return this;
    }

    /** Sets the security groups, one to five; that of the cluster unless set, so that Pods still reach CoreDNS. */
    public SecurityGroupPolicySettings securityGroupIds(String... ids) {
        securityGroupIds = List.of(ids);
        return this;
    }

    @Override
    Map<String, Object> manifest(Place place) {
        List<String> groups =
                securityGroupIds.isEmpty() ? List.of(place.context().clusterSecurityGroupId()) : securityGroupIds;
        Map<String, Object> spec = new LinkedHashMap<>();
        if (!podLabels.isEmpty() || accountLabels.isEmpty()) {
            spec.put("podSelector", Trees.tree("matchLabels", podLabels));
        }
        if (!accountLabels.isEmpty()) {
            spec.put("serviceAccountSelector", Map.of("matchLabels", accountLabels));
        }
        spec.put("securityGroups", Map.of("groupIds", groups));
        return Trees.of("vpcresources.k8s.aws/v1beta1", "SecurityGroupPolicy", spec);
    }
}
