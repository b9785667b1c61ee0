package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.resource.eks.ManagedNodeGroup;
import io.github.ekssdk.internal.resource.eks.MinorVersion;
import java.util.Set;

/** Nodes whose images AWS maintains no longer: told when they are chosen, and refused where there are none. */
final class EndedImages implements Question {

    private static final int LAST_WITH_AMAZON_LINUX_2 = 32;

    @Override
    public Set<String> needs() {
        return Set.of(KubernetesVersions.PATH);
    }

    @Override
    public void ask(Inquiry inquiry) {
        AskedGroup.managed(inquiry)
                .filter(asked -> asked.group().amiType().amazonLinux2())
                .forEach(asked -> ask(inquiry, asked));
    }

    private static void ask(Inquiry inquiry, AskedGroup asked) {
        String version = asked.version(inquiry);
        if (MinorVersion.parse(version)
                .filter(nodes -> nodes.minor() > LAST_WITH_AMAZON_LINUX_2)
                .isPresent()) {
            inquiry.problem(
                    asked.at("amiType"),
                    "There is no Amazon Linux 2 for Kubernetes " + version + ": 1.32 is the last.",
                    "Use Amazon Linux 2023 or Bottlerocket.");
        } else if (asked.differs(
                ManagedNodeGroup.AMI_TYPE, asked.group().amiType().value())) {
            inquiry.warning(
                    "Of Amazon Linux 2, which " + asked.path() + " starts from, AWS makes no new images since the end"
                            + " of November 2025, and none for Kubernetes 1.33 and"
                            + " newer. Use Amazon Linux 2023 or Bottlerocket.");
        }
    }
}
