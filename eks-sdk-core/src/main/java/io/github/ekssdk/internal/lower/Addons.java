package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.Spelling;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.graph.ResourceKind.Phase;
import io.github.ekssdk.internal.resource.eks.Addon;
import io.github.ekssdk.internal.resource.eks.AddonCatalogue;
import io.github.ekssdk.internal.resource.eks.AddonCatalogue.Setup;
import io.github.ekssdk.internal.resource.eks.ControlPlane;
import io.github.ekssdk.internal.resource.eks.JsonMeaning;
import io.github.ekssdk.spec.AddonSpec;
import io.github.ekssdk.state.ResourceState;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which versions of add-ons are installed, and whether they fit the Kubernetes version and take their configuration. */
final class Addons implements Question {

    @Override
    public Set<String> needs() {
        return Set.of(KubernetesVersions.PATH);
    }

    @Override
    public void ask(Inquiry inquiry) {
        new Asking(inquiry).ask();
    }

    static String versionPath(String addon) {
        return path(addon) + ".version";
    }

    static String podIdentitiesPath(String addon) {
        return path(addon) + ".recommendedPodIdentities";
    }

    private static String path(String addon) {
        return "addons[" + addon + "]";
    }

    /** What is asked about one spec. */
    private static final class Asking {

        private final Inquiry inquiry;
        private final Optional<ResourceState> cluster;
        private @Nullable String kubernetes;
        private @Nullable AddonCatalogue catalogue;

        Asking(Inquiry inquiry) {
            this.inquiry = inquiry;
            this.cluster = inquiry.cluster();
        }

        void ask() {
            AddonSet.of(inquiry.spec()).forEach(this::ask);
        }

        private void ask(AddonSpec addon) {
            Optional<ResourceState> present = present(addon);
            Optional<String> installed =
                    present.map(state -> Properties.of(state).string(Addon.VERSION));
            Optional<String> version = settled(addon, installed) ? installed : chosen(addon, installed);
            if (version.isEmpty()) {
                return;
            }
            if (addon.version().isPresent() || !version.equals(installed)) {
                inquiry.resolve(versionPath(addon.name()), List.of(version.get()));
            }
            boolean checked =
                    configurationChanges(addon, present) || (!version.equals(installed) && isConfigured(addon));
            List<String> known = recommendation(present);
            boolean recommended = AddonSet.recommended(addon, inquiry.spec());
            boolean asked = recommended && (known.isEmpty() || !version.equals(installed));
            if (checked || asked) {
                Setup setup = AddonCatalogue.setup(inquiry.aws(), addon.name(), version.get());
                if (checked) {
                    check(addon, setup);
                }
                known = asked ? recommendation(addon, setup) : known;
            }
            if (recommended) {
                inquiry.resolve(podIdentitiesPath(addon.name()), known);
            }
            warnOfTakingOver(addon, present);
        }

        /** Returns the add-on as it is, unless it is to be made again. */
        private Optional<ResourceState> present(AddonSpec addon) {
            return inquiry.observed(Kinds.ADDON.name() + "/" + addon.name())
                    .filter(state -> Kinds.ADDON.phase(state) == Phase.READY || Kinds.ADDON.phase(state) == Phase.BUSY);
        }

        /** Tells whether the version that is installed is the one that is wanted, without asking. */
        private boolean settled(AddonSpec addon, Optional<String> installed) {
            if (installed.isEmpty() || upgrading()) {
                return false;
            }
            return addon.version().isEmpty() || addon.version().equals(installed);
        }

        private boolean upgrading() {
            Optional<String> wanted = inquiry.spec().version();
            return wanted.isPresent()
                    && cluster.map(state -> state.properties().get(ControlPlane.VERSION))
                            .filter(now -> !now.equals(wanted.get()))
                            .isPresent();
        }

        private Optional<String> chosen(AddonSpec addon, Optional<String> installed) {
            List<String> offered = catalogue().versions().getOrDefault(addon.name(), List.of());
            if (offered.isEmpty()) {
                unknown(addon);
                return Optional.empty();
            }
            Optional<String> pinned = addon.version().filter(version -> !version.equals(AddonSpec.LATEST));
            if (pinned.isPresent()) {
                return pinned.filter(version -> fits(addon, version, offered));
            }
            if (addon.version().isPresent()) {
                return catalogue().latest(addon.name());
            }
            return installed
                    .filter(offered::contains)
                    .or(() -> Optional.ofNullable(catalogue().defaults().get(addon.name())))
                    .or(() -> catalogue().latest(addon.name()));
        }

        private boolean fits(AddonSpec addon, String version, List<String> offered) {
            if (offered.contains(version)) {
                return true;
            }
            inquiry.problem(
                    versionPath(addon.name()),
                    version + " does not run on Kubernetes " + kubernetes() + ".",
                    "Versions that do are " + String.join(", ", offered) + ".");
            return false;
        }

        private void unknown(AddonSpec addon) {
            List<String> near =
                    Spelling.similar(addon.name(), catalogue().versions().keySet());
            inquiry.problem(
                    path(addon.name()),
                    "EKS offers no add-on '" + addon.name() + "' for Kubernetes " + kubernetes() + ".",
                    near.isEmpty()
                            ? "DescribeAddonVersions lists those that it offers."
                            : "Perhaps " + String.join(" or ", near) + " is meant.");
        }

        /** Returns what EKS recommended when the add-on was made or changed. */
        private static List<String> recommendation(Optional<ResourceState> present) {
            return present.map(state -> Properties.of(state).strings(Addon.RECOMMENDED))
                    .orElse(List.of());
        }

        private List<String> recommendation(AddonSpec addon, Setup setup) {
            if (setup.podIdentities().isEmpty()
                    && addon.recommendedPodIdentities().isPresent()) {
                inquiry.problem(
                        podIdentitiesPath(addon.name()),
                        "EKS recommends no roles for this add-on.",
                        "Leave recommendedPodIdentities() out, or describe them by podIdentity(...).");
            }
            return setup.podIdentities().entrySet().stream()
                    .map(entry -> Addon.recommendation(entry.getKey(), entry.getValue()))
                    .toList();
        }

        private static boolean isConfigured(AddonSpec addon) {
            return addon.configurationValues().isPresent();
        }

        private static boolean configurationChanges(AddonSpec addon, Optional<ResourceState> present) {
            return isConfigured(addon)
                    && !Objects.equals(
                            present.map(state -> state.properties().get(Addon.CONFIGURATION))
                                    .orElse(null),
                            JsonMeaning.canonical(addon.configurationValues().orElse(null)));
        }

        private void check(AddonSpec addon, Setup setup) {
            String path = path(addon.name()) + ".configurationValues";
            AddonSchema.check(setup.schema(), addon.configurationValues().orElse(JsonMeaning.NOTHING))
                    .forEach(violation -> inquiry.problem(
                            violation.path().isEmpty() ? path : path + "." + violation.path(),
                            "The schema of the add-on says: " + violation.message() + ".",
                            "DescribeAddonConfiguration shows the whole schema."));
        }

        private void warnOfTakingOver(AddonSpec addon, Optional<ResourceState> present) {
            boolean others = cluster.filter(Kinds.CONTROL_PLANE::foreign).isPresent();
            if (others
                    && present.isEmpty()
                    && addon.resolveConflicts().isEmpty()
                    && Addon.SELF_MANAGED.contains(addon.name())) {
                inquiry.warning("addon/" + addon.name() + " takes the place of what may be installed without EKS, and"
                        + " settings changed there are lost; resolveConflicts(NONE) makes EKS name them instead.");
            }
        }

        private AddonCatalogue catalogue() {
            AddonCatalogue known = catalogue;
            if (known == null) {
                known = AddonCatalogue.of(inquiry.aws(), kubernetes());
                catalogue = known;
            }
            return known;
        }

        private String kubernetes() {
            String known = kubernetes;
            if (known == null) {
                known = inquiry.spec()
                        .version()
                        .or(() -> cluster.map(state -> Properties.of(state).string(ControlPlane.VERSION)))
                        .orElseGet(
                                () -> inquiry.resolved(KubernetesVersions.PATH).get(0));
                kubernetes = known;
            }
            return known;
        }
    }
}
