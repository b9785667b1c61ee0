package io.github.ekssdk.spec;

/** What EKS and Kubernetes ask of taints. */
final class TaintRules {

    private TaintRules() {}

    static void unreadable(String text, Problems problems) {
        problems.at("taints")
                .element(text)
                .add("The taint '" + text + "' cannot be read.", "Write key=value:NoSchedule.");
    }
}
