package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.resource.eks.ManagedNodeGroup;
import io.github.ekssdk.internal.resource.ssm.EksImages;
import io.github.ekssdk.spec.ManagedNodeGroupSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which release of the EKS optimized AMI is the newest, where a spec asks for that, and whether the one it names exists. */
final class AmiReleaseVersions implements Question {

    @Override
    public Set<String> needs() {
        return Set.of(KubernetesVersions.PATH);
    }

    @Override
    public void ask(Inquiry inquiry) {
        Map<String, Optional<String>> newest = new HashMap<>();
        AskedGroup.managed(inquiry)
                .forEach(asked -> asked.managed()
                        .filter(group -> group.releaseVersion().isPresent())
                        .ifPresent(group -> ask(inquiry, asked, group, newest)));
    }

    private static void ask(
            Inquiry inquiry, AskedGroup asked, ManagedNodeGroupSpec group, Map<String, Optional<String>> newest) {
        Optional<String> pinned = AmiReleases.pinned(group);
        String amiType = group.amiType().value();
        if (pinned.isPresent()) {
            if (asked.differs(ManagedNodeGroup.RELEASE_VERSION, pinned.get())) {
                check(inquiry, asked, amiType, pinned.get());
            }
            return;
        }
        String version = asked.version(inquiry);
        Optional<String> release = newest.computeIfAbsent(
                version + " " + amiType, key -> EksImages.release(inquiry.aws(), version, amiType));
        if (release.isPresent()) {
            inquiry.resolve(AmiReleases.path(group), List.of(release.get()));
        } else {
            inquiry.problem(
                    AmiReleases.path(group),
                    "There is no " + amiType + " for Kubernetes " + version + " in "
                            + inquiry.owner().region() + ".",
                    "Choose another amiType or version.");
        }
    }

    private static void check(Inquiry inquiry, AskedGroup asked, String amiType, String release) {
        String version = asked.version(inquiry);
        if (EksImages.knows(inquiry.aws(), version, amiType, release)
                .filter(known -> !known)
                .isPresent()) {
            inquiry.problem(
                    asked.at("releaseVersion"),
                    "There is no release " + release + " of " + amiType + " for Kubernetes " + version + ".",
                    EksImages.release(inquiry.aws(), version, amiType)
                            .map(newest -> "The newest is " + newest + ".")
                            .orElse("Leave it out for the newest."));
        }
    }
}
