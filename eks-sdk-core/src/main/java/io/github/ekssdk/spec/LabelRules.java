package io.github.ekssdk.spec;

import java.util.Map;
import java.util.regex.Pattern;

/** What EKS and Kubernetes ask of node labels. */
final class LabelRules {

    private static final Pattern RESERVED =
            Pattern.compile("(?:.*\\.)?(?:kubernetes\\.io|k8s\\.io|eks\\.amazonaws\\.com)");

    /** The prefixes that Kubernetes lets a kubelet set on its own node. */
    private static final Pattern OPEN = Pattern.compile("(?:.*\\.)?(?:node|kubelet)\\.kubernetes\\.io");

    private LabelRules() {}

    static void check(Map<String, String> labels, Problems problems) {
        labels.forEach((key, value) -> check(key, value, problems.element(key)));
    }

    private static void check(String key, String value, Problems problems) {
        KubernetesNames.checkKey(key, problems);
        checkOwner(key, problems);
        if (value.isEmpty()) {
            problems.add("The value is empty.", "EKS needs 1 to 63 characters, for example true.");
        } else {
            KubernetesNames.checkValue(value, problems);
        }
    }

    private static void checkOwner(String key, Problems problems) {
        String prefix = key.substring(0, Math.max(0, key.indexOf('/')));
        if (RESERVED.matcher(prefix).matches() && !OPEN.matcher(prefix).matches()) {
            problems.add(
                    "Nodes with a label under " + prefix
                            + " do not join the cluster, because Kubernetes or EKS keeps that prefix for itself.",
                    "Use a prefix of your own, node.kubernetes.io or kubelet.kubernetes.io.");
        }
    }
}
