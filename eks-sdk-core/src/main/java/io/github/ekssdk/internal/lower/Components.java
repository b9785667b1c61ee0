package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.resource.eks.ControlPlane;
import io.github.ekssdk.spec.ComponentContext;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the components of a spec want inside the cluster, asked of those who know the inside. */
final class Components implements Question {

    /** Whether the SDK has, or had, something inside the cluster. */
    static final String PATH = "components";

    /** The Kubernetes version of a cluster that is there, where the spec leaves it open. */
    static final String VERSION = "components.kubernetesVersion";

    @Override
    public void ask(Inquiry inquiry) {
        if (inquiry.cluster()
                .flatMap(cluster -> cluster.output(ControlPlane.COMPONENTS))
                .isPresent()) {
            inquiry.resolve(PATH, List.of("true"));
        }
        if (inquiry.spec().components().isEmpty()) {
            return;
        }
        if (Extensions.all().isEmpty()) {
            inquiry.problem(
                    PATH,
                    "Nothing on the class path can apply what is inside a cluster.",
                    "Add io.github.ekssdk:eks-sdk-k8s as a dependency.");
            return;
        }
        ComponentContext context = Lowering.outside(inquiry.spec(), inquiry.owner(), answers(inquiry));
        Extensions.all().forEach(extension -> extension.ask(inquiry, context));
    }

    private static Map<String, List<String>> answers(Inquiry inquiry) {
        Map<String, List<String>> answers = new TreeMap<>(inquiry.answers());
        if (inquiry.spec().version().isEmpty()) {
            inquiry.cluster()
                    .map(cluster -> cluster.properties().get(ControlPlane.VERSION))
                    .map(version -> List.of(version.toString()))
                    .ifPresent(version -> {
                        inquiry.resolve(VERSION, version);
                        answers.put(VERSION, version);
                    });
        }
        return answers;
    }
}
