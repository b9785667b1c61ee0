package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.resource.ec2.LaunchTemplate;
import io.github.ekssdk.internal.resource.ssm.EksImages;
import io.github.ekssdk.spec.NodeGroupSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * From which EKS optimized AMI the nodes of a self-managed group start. What was found is kept until the AMI type, the Kubernetes
 * version or the release changes; where the newest is asked for, each plan looks.
 */
final class SelfManagedImages implements Question {

    /** Returns the path under which the image and what it is for are kept. */
    static String path(NodeGroupSpec group) {
        return "selfManagedNodeGroups[" + group.name() + "].imageId";
    }

    @Override
    public Set<String> needs() {
        return Set.of(KubernetesVersions.PATH);
    }

    @Override
    public void ask(Inquiry inquiry) {
        AskedGroup.selfManaged(inquiry)
                .filter(asked -> asked.group().imageId().isEmpty())
                .forEach(asked -> ask(inquiry, asked));
    }

    private static void ask(Inquiry inquiry, AskedGroup asked) {
        String version = asked.version(inquiry);
        String amiType = asked.group().amiType().value();
        Optional<String> release = asked.group().releaseVersion();
        boolean latest = release.filter(AmiReleases.LATEST::equals).isPresent();
        Optional<String> pinned = latest ? Optional.empty() : release;
        String purpose = amiType + " for Kubernetes " + version
                + pinned.map(name -> ", " + name).orElse("");
        Optional<String> present = asked.template()
                .optionalString(LaunchTemplate.IMAGE_ID)
                .filter(image -> !latest && !asked.templateDiffers(LaunchTemplate.DESCRIPTION, purpose));
        Optional<String> image = present.or(() -> pinned.isPresent()
                ? EksImages.image(inquiry.aws(), version, amiType, pinned.get())
                : EksImages.image(inquiry.aws(), version, amiType));
        if (image.isPresent()) {
            inquiry.resolve(path(asked.group()), List.of(image.get(), purpose));
        } else {
            inquiry.problem(
                    asked.at(pinned.isPresent() ? "releaseVersion" : "amiType"),
                    "There is no " + purpose + " in " + inquiry.owner().region() + ".",
                    "Choose another amiType, version or release; of Windows only the newest release can be had.");
        }
    }
}
