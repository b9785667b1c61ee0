package io.github.ekssdk.spec;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a taint does to Pods that do not tolerate it. The constants are named as in the EKS API.
 *
 * @since 0.1
 */
public enum TaintEffect {
    /** They are not placed on the node. */
    NO_SCHEDULE("NoSchedule"),
    /** They are not placed on the node, and those that run there are evicted. */
    NO_EXECUTE("NoExecute"),
    /** They are placed on the node only when there is no room elsewhere. */
    PREFER_NO_SCHEDULE("PreferNoSchedule");

    private final String kubernetesName;

    TaintEffect(String kubernetesName) {
        this.kubernetesName = kubernetesName;
    }

    /** The name in Kubernetes, for example {@code NoSchedule}. */
    public String kubernetesName() {
        return kubernetesName;
    }

    static Optional<TaintEffect> of(String text) {
        return Arrays.stream(values())
                .filter(effect -> effect.name().equals(text) || effect.kubernetesName.equals(text))
                .findFirst();
    }
}
