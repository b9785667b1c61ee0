package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.resource.eks.ControlPlane;
import io.github.ekssdk.internal.resource.eks.MinorVersion;
import io.github.ekssdk.internal.resource.eks.UpgradeHistory;
import io.github.ekssdk.internal.resource.eks.UpgradeInsights;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What speaks against taking a cluster back to the version that it was upgraded from: its history, and EKS's rollback insights. */
final class RollbackReadiness implements Question {

    /** EKS counts seven days from the end of an upgrade, and tells when it began. */
    private static final Duration WINDOW = Duration.ofDays(7).plusHours(2);

    @Override
    public Set<String> needs() {
        return Set.of(KubernetesVersions.PATH);
    }

    @Override
    public void ask(Inquiry inquiry) {
        Optional<String> present =
                inquiry.cluster().map(state -> String.valueOf(state.properties().get(ControlPlane.VERSION)));
        Optional<String> wanted = inquiry.spec().version();
        if (inquiry.spec().versionRollback()
                && present.isPresent()
                && wanted.isPresent()
                && MinorVersion.isBack(present.get(), wanted.get())) {
            ask(inquiry, present.get(), wanted.get());
        }
    }

    private static void ask(Inquiry inquiry, String present, String wanted) {
        MinorVersion former = MinorVersion.of(present).former();
        if (!MinorVersion.of(wanted).equals(former)) {
            inquiry.problem(
                    KubernetesVersions.PATH,
                    "The cluster runs Kubernetes " + present + ", and EKS takes it back by one minor version only.",
                    "Say version(\"" + former + "\"), or leave the version as it is.");
            return;
        }
        Optional<Instant> upgraded =
                UpgradeHistory.lastUpgradeTo(inquiry.aws(), inquiry.spec().name(), present);
        if (upgraded.filter(began -> began.plus(WINDOW).isAfter(inquiry.now())).isEmpty()) {
            inquiry.problem(
                    KubernetesVersions.PATH,
                    upgraded.map(began -> "The cluster was upgraded to Kubernetes " + present + " at " + began
                                    + ", and EKS takes an upgrade back within 7 days only.")
                            .orElse("The cluster was not upgraded to Kubernetes " + present
                                    + ", so there is nothing that EKS could take back."),
                    "Leave the version as it is, or make a new cluster of the version that you need.");
            return;
        }
        UpgradeInsights insights =
                UpgradeInsights.ofRollback(inquiry.aws(), inquiry.spec().name(), wanted);
        if (InsightsFreshness.ensure(inquiry, insights)) {
            insights.findings().forEach(insight -> UpgradeReadiness.tell(inquiry, "rollback", insight));
        }
    }
}
