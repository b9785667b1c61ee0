package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.resource.eks.ControlPlane;
import io.github.ekssdk.internal.resource.eks.MinorVersion;
import io.github.ekssdk.internal.resource.eks.UpgradeInsight;
import io.github.ekssdk.internal.resource.eks.UpgradeInsights;
import io.github.ekssdk.state.ResourceState;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What speaks against the upgrade of a cluster: EKS's upgrade insights, and nodes that would be too old for it. */
final class UpgradeReadiness implements Question {

    /** How many minor versions a kubelet may be behind its control plane. */
    private static final int MOST_SKEW = 3;

    @Override
    public Set<String> needs() {
        return Set.of(KubernetesVersions.PATH);
    }

    @Override
    public void ask(Inquiry inquiry) {
        Optional<String> present =
                inquiry.cluster().map(state -> String.valueOf(state.properties().get(ControlPlane.VERSION)));
        Optional<String> wanted = inquiry.spec().version();
        if (present.isEmpty() || wanted.isEmpty()) {
            return;
        }
        List<String> hops = MinorVersion.hops(present.get(), wanted.get());
        if (!hops.isEmpty()) {
            UpgradeInsights insights =
                    UpgradeInsights.of(inquiry.aws(), inquiry.spec().name(), hops);
            if (InsightsFreshness.ensure(inquiry, insights)) {
                insights.findings().forEach(insight -> tell(inquiry, "upgrade", insight));
                checkNodes(inquiry, MinorVersion.of(wanted.get()));
            }
        }
    }

    /** Tells what an insight into an upgrade, or a rollback, says. */
    static void tell(Inquiry inquiry, String change, UpgradeInsight insight) {
        String sentence = "The " + change + " insight '" + insight.name() + "' of EKS speaks against Kubernetes "
                + insight.version() + ": " + insight.reason();
        if (!insight.blocks()) {
            inquiry.warning(sentence);
        } else if (inquiry.spec().forceUpgrade()) {
            inquiry.warning(sentence + " The " + change + " goes on all the same, as forceUpgrade is set.");
        } else {
            inquiry.problem(
                    KubernetesVersions.PATH,
                    sentence,
                    insight.recommendation() + " Or set forceUpgrade(true) to go on all the same.");
        }
    }

    /** Nodes follow the control plane, so for a while they are as far behind as the whole way is long. */
    private static void checkNodes(Inquiry inquiry, MinorVersion target) {
        inquiry.observed(Kinds.MANAGED_NODE_GROUP).forEach(group -> {
            Optional<MinorVersion> version = version(group);
            int behind = version.map(nodes -> target.minor() - nodes.minor()).orElse(0);
            if (behind > MOST_SKEW) {
                inquiry.problem(
                        KubernetesVersions.PATH,
                        "The nodes of " + group.id() + " run Kubernetes " + version.orElseThrow() + ", " + behind
                                + " minor versions behind " + target + "; Kubernetes allows " + MOST_SKEW + ".",
                        "Upgrade to "
                                + new MinorVersion(
                                        target.major(), version.orElseThrow().minor() + MOST_SKEW)
                                + " first, have the nodes follow, then go on.");
            }
        });
    }

    private static Optional<MinorVersion> version(ResourceState group) {
        return Optional.ofNullable(group.outputs().get("version")).flatMap(MinorVersion::parse);
    }
}
