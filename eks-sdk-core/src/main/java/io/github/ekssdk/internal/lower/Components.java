package io.github.ekssdk.internal.lower;

import io.github.ekssdk.spec.ComponentContext;

/** What the components of a spec want inside the cluster, asked of those who know the inside. */
final class Components implements Question {

    @Override
    public void ask(Inquiry inquiry) {
        if (inquiry.spec().components().isEmpty()) {
            return;
        }
        if (Extensions.all().isEmpty()) {
            inquiry.problem(
                    "components",
                    "Nothing on the class path can apply what is inside a cluster.",
                    "Add io.github.ekssdk:eks-sdk-k8s as a dependency.");
            return;
        }
        ComponentContext context = Lowering.outside(inquiry.spec(), inquiry.owner(), inquiry.answers());
        Extensions.all().forEach(extension -> extension.ask(inquiry, context));
    }
}
