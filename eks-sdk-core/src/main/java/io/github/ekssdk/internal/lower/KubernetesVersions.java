package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.resource.eks.ClusterVersion;
import io.github.ekssdk.internal.resource.eks.ClusterVersion.Support;
import io.github.ekssdk.internal.resource.eks.ClusterVersions;
import io.github.ekssdk.internal.resource.eks.ControlPlane;
import io.github.ekssdk.internal.resource.eks.MinorVersion;
import io.github.ekssdk.spec.UpgradePolicy;
import io.github.ekssdk.state.ResourceState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which Kubernetes version a new cluster gets, and whether EKS offers the one that is wanted, and for how long. */
final class KubernetesVersions implements Question {

    static final String PATH = "version";
    private static final Duration SOON = Duration.ofDays(60);

    /** Returns the version that a cluster is to have; nothing where it keeps what it has. */
    static Optional<String> of(LoweringContext context) {
        return context.spec().version().or(() -> context.resolved(PATH).stream().findFirst());
    }

    @Override
    public void ask(Inquiry inquiry) {
        Optional<ResourceState> cluster = inquiry.cluster();
        Optional<String> present =
                cluster.map(state -> String.valueOf(state.properties().get(ControlPlane.VERSION)));
        Optional<String> wanted = inquiry.spec().version().or(() -> present);
        boolean newVersion = !wanted.equals(present) || cluster.isEmpty();
        if (!newVersion && !becomesStandard(inquiry, cluster)) {
            return;
        }
        Map<String, ClusterVersion> offered = ClusterVersions.offered(inquiry.aws()).stream()
                .collect(Collectors.toMap(ClusterVersion::name, Function.identity(), (one, same) -> one));
        Optional<ClusterVersion> target = wanted.isPresent()
                ? offered(inquiry, offered, present.orElse(wanted.get()), wanted.get())
                : offered.values().stream().filter(ClusterVersion::isDefault).findFirst();
        if (wanted.isEmpty()) {
            target.ifPresent(version -> inquiry.resolve(PATH, List.of(version.name())));
        }
        target.ifPresent(version -> tellSupport(inquiry, version, newVersion));
    }

    private static boolean becomesStandard(Inquiry inquiry, Optional<ResourceState> cluster) {
        return inquiry.spec().upgradePolicy() == UpgradePolicy.STANDARD
                && cluster.filter(state -> !UpgradePolicy.STANDARD
                                .name()
                                .equals(state.properties().get(ControlPlane.UPGRADE_POLICY)))
                        .isPresent();
    }

    private static Optional<ClusterVersion> offered(
            Inquiry inquiry, Map<String, ClusterVersion> offered, String present, String wanted) {
        List<String> hops = present.equals(wanted) ? List.of(wanted) : MinorVersion.hops(present, wanted);
        hops.stream()
                .filter(version -> !offered.containsKey(version))
                .findFirst()
                .ifPresent(version -> inquiry.problem(
                        PATH,
                        "EKS does not offer Kubernetes " + version
                                + (version.equals(wanted) ? "." : ", which is on the way to " + wanted + "."),
                        "Offered are " + names(offered) + "."));
        return Optional.ofNullable(offered.get(wanted));
    }

    private static String names(Map<String, ClusterVersion> offered) {
        return offered.keySet().stream().sorted(MinorVersion.NEWEST_FIRST).collect(Collectors.joining(", "));
    }

    private static void tellSupport(Inquiry inquiry, ClusterVersion version, boolean newVersion) {
        UpgradePolicy policy = inquiry.spec().upgradePolicy();
        if (version.support() == Support.EXTENDED && policy == UpgradePolicy.STANDARD) {
            inquiry.problem(
                    "upgradePolicy",
                    "Standard support of Kubernetes " + version.name() + " ended on "
                            + day(version.endOfStandardSupport()) + ".",
                    "Use a newer version, or the upgrade policy EXTENDED.");
        } else if (newVersion && version.support() == Support.EXTENDED) {
            inquiry.warning("Kubernetes " + version.name() + " is in extended support since "
                    + day(version.endOfStandardSupport()) + ", for which EKS charges more; on "
                    + day(version.endOfExtendedSupport()) + " EKS upgrades the cluster by itself.");
        } else if (newVersion && ends(version, inquiry.now())) {
            inquiry.warning("Standard support of Kubernetes " + version.name() + " ends on "
                    + day(version.endOfStandardSupport()) + "; "
                    + (policy == UpgradePolicy.STANDARD
                            ? "EKS then upgrades the cluster by itself."
                            : "EKS then charges more for the cluster."));
        }
    }

    private static boolean ends(ClusterVersion version, Instant now) {
        return now.plus(SOON).isAfter(version.endOfStandardSupport());
    }

    private static LocalDate day(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate();
    }
}
