package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.resource.eks.ControlPlane;
import io.github.ekssdk.spec.ComponentContext;
import java.util.List;

/** What the components of a spec want inside the cluster, asked of those who know the inside. */
final class Components implements Question {

    /** Whether the SDK has, or had, something inside the cluster. */
    static final String PATH = "components";

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
        ComponentContext context = Lowering.outside(inquiry.spec(), inquiry.owner(), inquiry.answers());
        Extensions.all().forEach(extension -> extension.ask(inquiry, context));
    }
}
