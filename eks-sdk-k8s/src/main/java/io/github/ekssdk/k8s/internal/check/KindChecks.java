package io.github.ekssdk.k8s.internal.check;

import io.github.ekssdk.k8s.internal.check.RemovedApis.Removal;
import java.util.List;
import java.util.Optional;

/** Whether the cluster has the kind of an object. */
final class KindChecks {

    private final ObjectSet objects;
    private final CustomKinds custom;
    private final Optional<Integer> minor;
    private final Findings findings;

    KindChecks(ObjectSet objects, CustomKinds custom, Optional<String> version, Findings findings) {
        this.objects = objects;
        this.custom = custom;
        this.minor = version.flatMap(KindChecks::minor);
        this.findings = findings;
    }

    void run() {
        objects.all().forEach(this::check);
    }

    private void check(Described object) {
        Optional<Removal> removal =
                RemovedApis.of(object.object().apiVersion(), object.object().kind());
        if (removal.isPresent()) {
            removed(object, removal.get());
        } else if (BuiltInKinds.hasGroup(object.object().group())) {
            builtIn(object);
        } else {
            custom(object);
        }
    }

    private void removed(Described object, Removal removal) {
        if (minor.isPresent() && minor.get() < removal.minor()) {
            findings.warning(
                    object,
                    object.object().apiVersion() + " is there until Kubernetes 1." + removal.minor()
                            + " only; its successor is " + removal.successor() + ".");
            return;
        }
        findings.problem(
                object,
                "Kubernetes has no " + object.object().kind() + " in "
                        + object.object().apiVersion() + " since 1." + removal.minor() + ".",
                "Use " + removal.successor() + ".");
    }

    private void builtIn(Described object) {
        String kind = object.object().kind();
        if (BuiltInKinds.namespaced(object).isPresent()
                || isTrial(object.object().apiVersion())) {
            return;
        }
        List<String> versions = BuiltInKinds.versionsOf(object.object().group(), kind);
        List<String> others = versions.isEmpty() ? BuiltInKinds.anywhere(kind) : versions;
        findings.problem(
                object,
                "Kubernetes has no " + kind + " in " + object.object().apiVersion() + ".",
                others.isEmpty() ? "Look at the spelling of the kind." : "Use " + String.join(" or ", others) + ".");
    }

    /** Alpha and beta versions come and go; whether a cluster has one is for it to say. */
    private static boolean isTrial(String apiVersion) {
        return apiVersion.contains("alpha") || apiVersion.contains("beta");
    }

    private void custom(Described object) {
        String apiVersion = object.object().apiVersion();
        String kind = object.object().kind();
        List<String> defined = custom.definedVersions(object.object().group(), kind);
        if (!defined.isEmpty()) {
            if (!defined.contains(version(apiVersion))) {
                findings.problem(
                        object,
                        "The CustomResourceDefinition of " + kind + " does not serve " + version(apiVersion) + ".",
                        "It serves " + String.join(", ", defined) + ".");
            }
            return;
        }
        custom.missing(object.object().group(), kind)
                .ifPresent(remedy -> findings.undefined(
                        object,
                        "Nothing in the spec brings the CustomResourceDefinition of " + kind + " in " + apiVersion
                                + "; it cannot be applied to a cluster that does not have it. " + remedy));
    }

    private static String version(String apiVersion) {
        return apiVersion.substring(apiVersion.indexOf('/') + 1);
    }

    private static Optional<Integer> minor(String version) {
        String[] parts = version.split("\\.", -1);
        return parts.length > 1 && parts[1].matches("[0-9]{1,4}")
                ? Optional.of(Integer.valueOf(parts[1]))
                : Optional.empty();
    }
}
