package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.AwsRefusal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.CapacityTypes;
import software.amazon.awssdk.services.eks.model.CreateNodegroupRequest;
import software.amazon.awssdk.services.eks.model.LaunchTemplateSpecification;

/** Whether a node group and a launch template go together. */
final class LaunchTemplateCheck {
    private final Ec2Side ec2;

    LaunchTemplateCheck(Ec2Side ec2) {
        this.ec2 = ec2;
    }

    /** The launch template of a new node group, if it has one, or EKS's refusal. */
    Optional<LaunchTemplateFacts> ofNewGroup(CreateNodegroupRequest request) {
        if (request.launchTemplate() == null) {
            return Optional.empty();
        }
        LaunchTemplateFacts template = find(request.launchTemplate());
        if (request.diskSize() != null) {
            throw refuse("Disk size must be specified within the launch template.");
        }
        if (request.remoteAccess() != null) {
            throw refuse("Remote access configuration cannot be specified with a launch template.");
        }
        if (request.hasInstanceTypes()
                && !request.instanceTypes().isEmpty()
                && template.instanceType().isPresent()) {
            throw refuse("Instance types must be specified either in the node group or in the launch template,"
                    + " not in both.");
        }
        checkImage(request, template);
        checkContent(template, request.capacityType() == CapacityTypes.CAPACITY_BLOCK);
        return Optional.of(template);
    }

    /** The version of a launch template, or EKS's refusal. */
    LaunchTemplateFacts find(LaunchTemplateSpecification asked) {
        if ((asked.id() == null) == (asked.name() == null)) {
            throw refuse("You must specify either the launch template ID or the launch template name in the request,"
                    + " but not both.");
        }
        return ec2.launchTemplate(asked.id(), asked.name(), asked.version()).orElseThrow(() -> missing(asked));
    }

    private static void checkImage(CreateNodegroupRequest request, LaunchTemplateFacts template) {
        boolean customType = request.amiType() == null
                || request.amiTypeAsString().equals(AmiType.CUSTOM.type().toString());
        if (template.imageId().isEmpty()) {
            if (request.amiType() != null && customType) {
                throw refuse("AMI type CUSTOM needs a launch template with an image id.");
            }
            return;
        }
        if (!customType) {
            throw refuse("You cannot specify an AMI Type other than CUSTOM, when specifying an image id in your launch"
                    + " template.");
        }
        if (request.version() != null || request.releaseVersion() != null) {
            throw refuse("You cannot specify version or releaseVersion when specifying an image id in your launch"
                    + " template.");
        }
    }

    private static void checkContent(LaunchTemplateFacts template, boolean capacityBlock) {
        refuseSet("an IAM instance profile", template.data().iamInstanceProfile());
        if (!capacityBlock) {
            refuseSet(
                    "instance market options; use the capacityType of the node group",
                    template.data().instanceMarketOptions());
        }
        refuseSet("hibernation options", template.data().hibernationOptions());
        boolean placed = template.data().networkInterfaces().stream().anyMatch(card -> card.subnetId() != null);
        if (placed) {
            throw refuse("A launch template of a node group must not specify subnets.");
        }
    }

    private static void refuseSet(String what, @Nullable Object value) {
        if (value != null) {
            throw refuse("A launch template of a node group must not specify " + what + ".");
        }
    }

    private static AwsRefusal missing(LaunchTemplateSpecification asked) {
        return refuse(
                asked.id() == null
                        ? "The specified launch template, with template name " + asked.name() + ", does not exist."
                        : "The specified launch template, with template ID " + asked.id() + ", does not exist.");
    }

    private static AwsRefusal refuse(String message) {
        return EksRefusals.invalidParameter(message);
    }
}
