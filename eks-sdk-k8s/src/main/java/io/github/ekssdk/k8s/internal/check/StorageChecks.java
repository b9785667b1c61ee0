package io.github.ekssdk.k8s.internal.check;

import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.ObjectOwnership;
import java.util.Set;

/** Whether something makes the volumes of a StorageClass. */
final class StorageChecks {

    private static final String DRIVER = "aws-ebs-csi-driver";
    private static final String DEFAULT_CLASS = "storageclass.kubernetes.io/is-default-class";

    private final ObjectSet objects;
    private final ClusterSpec spec;
    private final CustomKinds custom;
    private final Findings findings;

    StorageChecks(ObjectSet objects, ClusterSpec spec, CustomKinds custom, Findings findings) {
        this.objects = objects;
        this.spec = spec;
        this.custom = custom;
        this.findings = findings;
    }

    void run() {
        objects.of("storage.k8s.io", "StorageClass").forEach(this::check);
        objects.of("storage.k8s.io", "StorageClass")
                .filter(object ->
                        object.annotation(DEFAULT_CLASS).filter("true"::equals).isPresent())
                .skip(1)
                .forEach(object -> findings.problem(
                        object,
                        "Another StorageClass of the spec is the default too.",
                        "Of several defaults Kubernetes takes the newest; mark one only."));
    }

    private void check(Described object) {
        String provisioner = object.text("provisioner").orElse("");
        if (isOurs(object)
                && Set.of(StorageClasses.OF_THE_ADDON, StorageClasses.OF_AUTO_MODE)
                        .contains(provisioner)) {
            new EbsParameters(object, findings).check();
        }
        if (provisioner.equals(StorageClasses.OF_AUTO_MODE) && spec.autoMode().isEmpty()) {
            findings.problem(
                    object,
                    "Its provisioner " + provisioner + " is that of EKS Auto Mode, which the spec has not.",
                    "Switch Auto Mode on, or use " + StorageClasses.OF_THE_ADDON + " of the " + DRIVER + " add-on.");
        } else if ((provisioner.equals(StorageClasses.OF_THE_ADDON) || provisioner.equals(StorageClasses.IN_TREE))
                && !custom.hasAddon(DRIVER)
                && !objects.hasSoftware(DRIVER)
                && isOurs(object)) {
            findings.warning(
                    object,
                    "Its volumes are made by the EBS CSI driver, which the spec does not install; claims stay Pending"
                            + " without it. Add addon(\"" + DRIVER + "\").");
        }
    }

    /** A class of others of which only an annotation is set is not there for its volumes. */
    private static boolean isOurs(Described object) {
        return object.object().ownership() != ObjectOwnership.SHARE;
    }
}
