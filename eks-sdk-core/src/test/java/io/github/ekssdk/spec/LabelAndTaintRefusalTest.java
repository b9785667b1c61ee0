package io.github.ekssdk.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelAndTaintRefusalTest {

    private static final String LABELS = "managedNodeGroups[general].labels";
    private static final String TAINTS = "managedNodeGroups[general].taints";
    private static final String KEY_RULE =
            "Write letters, digits, hyphens, underscores and dots with a letter or digit at both ends, if wanted after a"
                    + " lower-case DNS name and a slash.";
    private static final String VALUE_RULE =
            "Write letters, digits, hyphens, underscores and dots with a letter or digit at both ends.";
    private static final String EFFECT_RULE = "Write key=value:Effect with NoSchedule, NoExecute or PreferNoSchedule.";
    private static final String PREFIX_RULE = "Use a prefix of your own, node.kubernetes.io or kubelet.kubernetes.io.";

    static Stream<Refusal> labels() {
        return Stream.of(
                Refusal.inGroup("a label key with a space", ng -> ng.label("my team", "x"))
                        .says(LABELS + "[my team]", "'my team' is not a Kubernetes key.", KEY_RULE),
                Refusal.inGroup("an empty label key", ng -> ng.label("", "x"))
                        .says(LABELS + "[]", "'' is not a Kubernetes key.", KEY_RULE),
                Refusal.inGroup("an empty label prefix", ng -> ng.label("/team", "x"))
                        .says(LABELS + "[/team]", "'/team' is not a Kubernetes key.", KEY_RULE),
                Refusal.inGroup("a label prefix with upper-case letters", ng -> ng.label("Example.com/team", "x"))
                        .says(LABELS + "[Example.com/team]", "'Example.com/team' is not a Kubernetes key.", KEY_RULE),
                Refusal.inGroup("a label key with two slashes", ng -> ng.label("example.com/a/b", "x"))
                        .says(LABELS + "[example.com/a/b]", "'example.com/a/b' is not a Kubernetes key.", KEY_RULE),
                Refusal.inGroup("a label key of 64 characters", ng -> ng.label("a".repeat(64), "x"))
                        .says(
                                LABELS + "[" + "a".repeat(64) + "]",
                                "The key has 64 characters.",
                                "EKS allows at most 63, prefix and slash included."),
                Refusal.inGroup("a label value that ends with a dot", ng -> ng.label("team", "search."))
                        .says(LABELS + "[team]", "'search.' is not a Kubernetes value.", VALUE_RULE),
                Refusal.inGroup("a label value of 64 characters", ng -> ng.label("team", "a".repeat(64)))
                        .says(LABELS + "[team]", "The value has 64 characters.", "EKS allows at most 63."),
                Refusal.inGroup("an empty label value", ng -> ng.label("team", ""))
                        .says(
                                LABELS + "[team]",
                                "The value is empty.",
                                "EKS needs 1 to 63 characters, for example true."),
                Refusal.inGroup("a label of Kubernetes", ng -> ng.label("topology.kubernetes.io/zone", "x"))
                        .says(
                                LABELS + "[topology.kubernetes.io/zone]",
                                reserved("topology.kubernetes.io"),
                                PREFIX_RULE),
                Refusal.inGroup("a node role", ng -> ng.label("node-role.kubernetes.io/worker", "x"))
                        .says(
                                LABELS + "[node-role.kubernetes.io/worker]",
                                reserved("node-role.kubernetes.io"),
                                PREFIX_RULE),
                Refusal.inGroup("a label of a Kubernetes project", ng -> ng.label("k8s.io/x", "x"))
                        .says(LABELS + "[k8s.io/x]", reserved("k8s.io"), PREFIX_RULE),
                Refusal.inGroup("a label of EKS", ng -> ng.label("eks.amazonaws.com/nodegroup", "x"))
                        .says(LABELS + "[eks.amazonaws.com/nodegroup]", reserved("eks.amazonaws.com"), PREFIX_RULE));
    }

    static Stream<Refusal> taints() {
        return Stream.of(
                Refusal.inGroup("an unknown taint effect", ng -> ng.taint("dedicated=gpu:NoSchedul"))
                        .says(TAINTS + "[dedicated=gpu:NoSchedul]", "'NoSchedul' is not a taint effect.", EFFECT_RULE),
                Refusal.inGroup("a taint without an effect", ng -> ng.taint("dedicated=gpu"))
                        .says(TAINTS + "[dedicated=gpu]", "'dedicated=gpu' names no effect.", EFFECT_RULE),
                Refusal.inGroup("a taint with an empty effect", ng -> ng.taint("dedicated=gpu:"))
                        .says(TAINTS + "[dedicated=gpu:]", "'dedicated=gpu:' names no effect.", EFFECT_RULE),
                Refusal.inGroup("a taint without a key", ng -> ng.taint("=gpu:NoSchedule"))
                        .says(TAINTS + "[=gpu:NoSchedule]", "'' is not a Kubernetes key.", KEY_RULE),
                Refusal.inGroup(
                                "a taint value with a space",
                                ng -> ng.taint("dedicated", "for me", TaintEffect.NO_EXECUTE))
                        .says(
                                TAINTS + "[dedicated=for me:NoExecute]",
                                "'for me' is not a Kubernetes value.",
                                VALUE_RULE),
                Refusal.inGroup(
                                "a taint key of 64 characters",
                                ng -> ng.taint("a".repeat(64), "", TaintEffect.NO_EXECUTE))
                        .says(
                                TAINTS + "[" + "a".repeat(64) + ":NoExecute]",
                                "The key has 64 characters.",
                                "EKS allows at most 63, prefix and slash included."),
                Refusal.inGroup(
                                "two values for a key and effect",
                                ng -> ng.taint("dedicated=gpu:NoSchedule").taint("dedicated=cpu:NoSchedule"))
                        .says(
                                TAINTS + "[dedicated=cpu:NoSchedule]",
                                "The key dedicated has the effect NoSchedule twice.",
                                "Keep one value for each key and effect."),
                Refusal.inGroup(
                                "51 taints",
                                ng -> ng.taints(IntStream.rangeClosed(1, 51)
                                        .mapToObj(number -> new Taint("key-" + number, "", TaintEffect.NO_SCHEDULE))
                                        .toList()))
                        .says(TAINTS, "There are 51 taints.", "EKS takes at most 50 for a group."));
    }

    @ParameterizedTest
    @MethodSource({"labels", "taints"})
    void is_refused_with_its_path_what_is_wrong_and_what_would_be_right(Refusal refusal) {
        refusal.check();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "team",
                "example.com/team",
                "node.kubernetes.io/purpose",
                "kubelet.kubernetes.io/purpose",
                "fast.node.kubernetes.io/purpose",
                "notkubernetes.io/purpose",
                "1.a_b-c"
            })
    void a_label_key_nodes_may_have_is_taken(String key) {
        ManagedNodeGroupSpec group =
                ManagedNodeGroupSpec.builder("general").label(key, "yes").build();

        assertThat(group.labels()).containsEntry(key, "yes");
    }

    @Test
    void a_key_may_have_several_effects() {
        ManagedNodeGroupSpec group = ManagedNodeGroupSpec.builder("general")
                .taint("dedicated=gpu:NoSchedule")
                .taint("dedicated=gpu:NO_EXECUTE")
                .taint("spot:PreferNoSchedule")
                .build();

        assertThat(group.taints())
                .containsExactly(
                        new Taint("dedicated", "gpu", TaintEffect.NO_SCHEDULE),
                        new Taint("dedicated", "gpu", TaintEffect.NO_EXECUTE),
                        new Taint("spot", "", TaintEffect.PREFER_NO_SCHEDULE));
    }

    private static String reserved(String prefix) {
        return "Nodes with a label under " + prefix
                + " do not join the cluster, because Kubernetes or EKS keeps that prefix for itself.";
    }
}
