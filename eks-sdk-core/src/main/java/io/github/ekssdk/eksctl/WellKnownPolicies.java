package io.github.ekssdk.eksctl;

import io.github.ekssdk.spec.WellKnownPolicy;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What eksctl calls the policies of the usual controllers. */
final class WellKnownPolicies {

    static final Map<String, WellKnownPolicy> BY_NAME = new TreeMap<>(Map.of(
            "autoScaler", WellKnownPolicy.CLUSTER_AUTOSCALER,
            "awsLoadBalancerController", WellKnownPolicy.AWS_LOAD_BALANCER_CONTROLLER,
            "certManager", WellKnownPolicy.CERT_MANAGER,
            "ebsCSIController", WellKnownPolicy.EBS_CSI,
            "efsCSIController", WellKnownPolicy.EFS_CSI,
            "externalDNS", WellKnownPolicy.EXTERNAL_DNS,
            "imageBuilder", WellKnownPolicy.IMAGE_BUILDER));

    private WellKnownPolicies() {}

    /** Returns eksctl's name of a policy, if it has one. */
    static Optional<String> name(WellKnownPolicy policy) {
        return BY_NAME.entrySet().stream()
                .filter(entry -> entry.getValue() == policy)
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
