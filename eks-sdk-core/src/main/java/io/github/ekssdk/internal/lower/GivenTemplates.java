package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.resource.ec2.LaunchTemplateFacts;
import io.github.ekssdk.internal.resource.eks.ManagedNodeGroup;
import io.github.ekssdk.spec.CapacityType;
import io.github.ekssdk.spec.LaunchTemplateChoice;
import io.github.ekssdk.spec.ManagedNodeGroupSpec;
import io.github.ekssdk.state.ResourceState;
import java.util.Optional;

/** Which launch template of the user's own is meant, and whether EKS takes what is in it. */
final class GivenTemplates implements Question {

    @Override
    public void ask(Inquiry inquiry) {
        inquiry.spec()
                .managedNodeGroups()
                .forEach(group -> group.launchTemplate().ifPresent(choice -> ask(inquiry, group, choice)));
    }

    private static void ask(Inquiry inquiry, ManagedNodeGroupSpec group, LaunchTemplateChoice choice) {
        Optional<GivenTemplate> present = inquiry.observed(Kinds.MANAGED_NODE_GROUP.name() + "/" + group.name())
                .filter(state -> choice.pinned() && isThat(state, choice))
                .map(GivenTemplates::present);
        if (present.isPresent()) {
            inquiry.resolve(GivenTemplate.path(group), present.get().answers());
            return;
        }
        Optional<LaunchTemplateFacts> found =
                LaunchTemplateFacts.find(inquiry.aws(), choice.idOrName(), choice.version());
        if (found.isEmpty()) {
            inquiry.problem(
                    GivenTemplate.path(group),
                    "EC2 has no launch template " + choice.idOrName() + " with the version " + choice.version() + ".",
                    "See its versions with aws ec2 describe-launch-template-versions.");
            return;
        }
        LaunchTemplateFacts facts = found.get();
        check(inquiry, group, facts);
        inquiry.resolve(
                GivenTemplate.path(group), new GivenTemplate(facts.id(), facts.version(), facts.imageId()).answers());
    }

    private static boolean isThat(ResourceState state, LaunchTemplateChoice choice) {
        Object named = choice.byId()
                ? state.properties().get(ManagedNodeGroup.LAUNCH_TEMPLATE_ID)
                : state.outputs().get("launchTemplateName");
        return choice.idOrName().equals(named)
                && choice.version().equals(state.properties().get(ManagedNodeGroup.LAUNCH_TEMPLATE_VERSION));
    }

    private static GivenTemplate present(ResourceState state) {
        Properties now = Properties.of(state);
        boolean custom = now.optionalString(ManagedNodeGroup.AMI_TYPE)
                .filter(ManagedNodeGroup.CUSTOM::equals)
                .isPresent();
        return new GivenTemplate(
                now.string(ManagedNodeGroup.LAUNCH_TEMPLATE_ID),
                now.string(ManagedNodeGroup.LAUNCH_TEMPLATE_VERSION),
                custom ? Optional.of(ManagedNodeGroup.CUSTOM) : Optional.empty());
    }

    private static void check(Inquiry inquiry, ManagedNodeGroupSpec group, LaunchTemplateFacts facts) {
        String path = GivenTemplate.path(group);
        facts.refused(group.capacityType() == CapacityType.CAPACITY_BLOCK)
                .forEach(what -> inquiry.problem(
                        path,
                        "The launch template " + facts.id() + " names " + what + ", which EKS refuses.",
                        "Make a version of it without."));
        if (facts.instanceType().isPresent() && !group.instanceTypes().isEmpty()) {
            inquiry.problem(
                    path,
                    "The launch template " + facts.id() + " names an instance type, and so does the node group.",
                    "Name it in one of the two.");
        }
        if (facts.imageId().isPresent()
                && (group.releaseVersion().isPresent() || group.version().isPresent())) {
            inquiry.problem(
                    path,
                    "The launch template " + facts.id() + " names an image, and the node group a release or version.",
                    "Leave the release and the version out.");
        }
    }
}
