package io.github.ekssdk.k8s.component;

import io.fabric8.kubernetes.api.model.TopologySelectorTermBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.github.ekssdk.k8s.internal.manifest.Manifests;
import io.github.ekssdk.spec.Component;
import io.github.ekssdk.spec.ComponentContext;
import io.github.ekssdk.spec.KubernetesObject;
import io.github.ekssdk.spec.ObjectOwnership;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A class of EBS volumes. Every word returns a changed copy. Kubernetes changes no parameters of a class: another value takes a class of
 * another name, and volumes stay as they were made.
 *
 * @param className the name of the StorageClass
 * @param parameters what the provisioner is told, by its own names
 * @param isDefault whether claims that name no class get this one; false unless set
 * @param provisioner who makes the volumes; the EBS CSI driver of the cluster unless set
 * @param zones the zones in which volumes may be; all unless set
 * @param reclaimPolicy whether volumes are deleted with their claims ({@code Delete}, unless set) or kept ({@code Retain})
 * @since 0.1
 */
public record StorageClassComponent(
        String className,
        Map<String, String> parameters,
        boolean isDefault,
        Optional<String> provisioner,
        List<String> zones,
        String reclaimPolicy)
        implements Component {

    private static final String DEFAULT_CLASS = "storageclass.kubernetes.io/is-default-class";
    private static final String IN_TREE = "kubernetes.io/aws-ebs";
    private static final String FS_TYPE = "csi.storage.k8s.io/fstype";

    /** Copies the parts. */
    public StorageClassComponent {
        parameters = new LinkedHashMap<>(new TreeMap<>(parameters));
        zones = List.copyOf(zones);
    }

    static StorageClassComponent of(String name, String type) {
        return new StorageClassComponent(
                name, Map.of("type", type, "encrypted", "true"), false, Optional.empty(), List.of(), "Delete");
    }

    /** The component's name: {@code storage-class-} and the name of the class. */
    @Override
    public String name() {
        return "storage-class-" + className;
    }

    /** Gives the class another name. */
    public StorageClassComponent named(String name) {
        return new StorageClassComponent(name, parameters, isDefault, provisioner, zones, reclaimPolicy);
    }

    /**
     * Makes this the class of claims that name none. The class {@code gp2}, which EKS makes with every cluster and used to make the
     * default, is one no longer; nothing else of it is changed, and its volumes stay.
     */
    public StorageClassComponent asDefault() {
        return new StorageClassComponent(className, parameters, true, provisioner, zones, reclaimPolicy);
    }

    /** Sets the IOPS of each volume; of gp3 3,000 unless set, and io2 takes a number. EBS refuses more than the size of a volume allows. */
    public StorageClassComponent iops(int iops) {
        return parameter("iops", Integer.toString(iops));
    }

    /** Sets the throughput of each gp3 volume, in MiB/s; 125 unless set, which is also the least. EBS refuses more than a quarter of the IOPS. */
    public StorageClassComponent throughput(int mebibytesPerSecond) {
        return parameter("throughput", Integer.toString(mebibytesPerSecond));
    }

    /** Sets whether volumes are encrypted; true unless set, with the account's own key for EBS. */
    public StorageClassComponent encrypted(boolean encrypted) {
        return parameter("encrypted", Boolean.toString(encrypted));
    }

    /** Encrypts volumes with a KMS key, which the role of the driver has to be allowed to use. */
    public StorageClassComponent kmsKey(String arn) {
        return encrypted(true).parameter("kmsKeyId", arn);
    }

    /** Sets the file system, {@code ext4} or {@code xfs}; ext4 unless set. */
    public StorageClassComponent fsType(String fsType) {
        return parameter(FS_TYPE, fsType);
    }

    /** Tells the provisioner something by its own name. */
    public StorageClassComponent parameter(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(parameters);
        changed.put(name, value);
        return new StorageClassComponent(className, changed, isDefault, provisioner, zones, reclaimPolicy);
    }

    /** Makes volumes in these zones only; Pods then run there only. */
    public StorageClassComponent zones(String... zones) {
        return new StorageClassComponent(className, parameters, isDefault, provisioner, List.of(zones), reclaimPolicy);
    }

    /** Keeps volumes whose claims are deleted; they cost on, and somebody has to delete them. */
    public StorageClassComponent retained() {
        return new StorageClassComponent(className, parameters, isDefault, provisioner, zones, "Retain");
    }

    /**
     * Names who makes the volumes, where it is not {@code ebs.csi.eks.amazonaws.com} with EKS Auto Mode and {@code ebs.csi.aws.com}
     * without; {@code kubernetes.io/aws-ebs} is the old name, which Kubernetes leads to the driver.
     */
    public StorageClassComponent provisioner(String provisioner) {
        return new StorageClassComponent(
                className, parameters, isDefault, Optional.of(provisioner), zones, reclaimPolicy);
    }

    @Override
    public List<KubernetesObject> objects(ComponentContext context) {
        List<KubernetesObject> objects = new ArrayList<>();
        if (isDefault && !className.equals("gp2")) {
            objects.add(notDefault());
        }
        objects.add(Manifests.of(storageClass(context)));
        return objects;
    }

    /** What EKS makes; only the annotation differs, the rest lets the API server take the object where it is missing. */
    private static KubernetesObject notDefault() {
        return Manifests.of(new StorageClassBuilder()
                        .withNewMetadata()
                        .withName("gp2")
                        .addToAnnotations(DEFAULT_CLASS, "false")
                        .endMetadata()
                        .withProvisioner(IN_TREE)
                        .build())
                .ownership(ObjectOwnership.SHARE)
                .forced();
    }

    private StorageClass storageClass(ComponentContext context) {
        String maker = provisioner.orElse(
                context.spec().autoMode().isPresent() ? "ebs.csi.eks.amazonaws.com" : "ebs.csi.aws.com");
        StorageClassBuilder builder = new StorageClassBuilder()
                .withNewMetadata()
                .withName(className)
                .endMetadata()
                .withProvisioner(maker)
                .withParameters(parametersFor(maker))
                .withReclaimPolicy(reclaimPolicy)
                .withVolumeBindingMode("WaitForFirstConsumer")
                .withAllowVolumeExpansion(true);
        if (isDefault) {
            builder.editMetadata().addToAnnotations(DEFAULT_CLASS, "true").endMetadata();
        }
        if (!zones.isEmpty()) {
            builder.addToAllowedTopologies(new TopologySelectorTermBuilder()
                    .addNewMatchLabelExpression()
                    .withKey(zoneLabel(maker))
                    .withValues(zones)
                    .endMatchLabelExpression()
                    .build());
        }
        return builder.build();
    }

    private static String zoneLabel(String maker) {
        return maker.equals("ebs.csi.aws.com") ? "topology.ebs.csi.aws.com/zone" : "topology.kubernetes.io/zone";
    }

    private Map<String, String> parametersFor(String maker) {
        if (!maker.equals(IN_TREE) || !parameters.containsKey(FS_TYPE)) {
            return parameters;
        }
        Map<String, String> renamed = new LinkedHashMap<>(parameters);
        Optional.ofNullable(renamed.remove(FS_TYPE)).ifPresent(fsType -> renamed.put("fsType", fsType));
        return renamed;
    }
}
