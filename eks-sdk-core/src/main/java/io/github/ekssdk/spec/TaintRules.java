package io.github.ekssdk.spec;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What EKS and Kubernetes ask of taints. */
final class TaintRules {

    private static final int MOST_TAINTS = 50;

    private TaintRules() {}

    static void check(List<Taint> taints, Problems problems) {
        if (taints.size() > MOST_TAINTS) {
            problems.add(
                    "There are " + taints.size() + " taints.", "EKS takes at most " + MOST_TAINTS + " for a group.");
        }
        Set<String> seen = new HashSet<>();
        for (Taint taint : taints) {
            Problems own = problems.element(taint);
            KubernetesNames.checkKey(taint.key(), own);
            if (!taint.value().isEmpty()) {
                KubernetesNames.checkValue(taint.value(), own);
            }
            if (!seen.add(taint.key() + ":" + taint.effect())) {
                own.add(
                        "The key " + taint.key() + " has the effect "
                                + taint.effect().kubernetesName() + " twice.",
                        "Keep one value for each key and effect.");
            }
        }
    }

    /** Reports a text of which {@link Taint#parse} could make nothing. */
    static void unreadable(String text, Problems problems) {
        String effect = text.substring(text.lastIndexOf(':') + 1);
        boolean missing = effect.isEmpty() || effect.equals(text);
        problems.at("taints")
                .element(text)
                .add(
                        missing ? "'" + text + "' names no effect." : "'" + effect + "' is not a taint effect.",
                        "Write key=value:Effect with NoSchedule, NoExecute or PreferNoSchedule.");
    }
}
