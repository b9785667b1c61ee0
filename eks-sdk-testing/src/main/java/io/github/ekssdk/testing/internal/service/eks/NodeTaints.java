package io.github.ekssdk.testing.internal.service.eks;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.eks.model.Taint;
import software.amazon.awssdk.services.eks.model.TaintEffect;

/** What EKS accepts as taints of nodes. */
final class NodeTaints {
    private static final int MOST = 50;

    private NodeTaints() {}

    static void check(List<Taint> taints) {
        if (taints.size() > MOST) {
            throw EksRefusals.invalidParameter("At most " + MOST + " taints can be specified, not " + taints.size());
        }
        Set<String> seen = new HashSet<>();
        for (Taint taint : taints) {
            check(taint);
            if (!seen.add(identity(taint))) {
                throw EksRefusals.invalidParameter(
                        "Duplicate taint with key " + taint.key() + " and effect " + taint.effect());
            }
        }
    }

    /** Two taints are one to Kubernetes when their keys and effects are equal. */
    static String identity(Taint taint) {
        return taint.key() + ":" + taint.effectAsString();
    }

    private static void check(Taint taint) {
        NodeLabels.checkKey(EksInput.required("taint.key", taint.key()), "taint");
        String effect = EksInput.required("taint.effect", taint.effectAsString());
        EksInput.checkWord("taint.effect", effect, TaintEffect.knownValues());
        String value = taint.value();
        if (value != null && !value.isEmpty() && !NodeLabels.isValue(value)) {
            throw EksRefusals.invalidParameter("The value '" + value + "' of taint " + taint.key() + " is invalid");
        }
    }
}
