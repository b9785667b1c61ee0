package io.github.ekssdk.k8s.component;

/**
 * Describes classes of EBS volumes, each a component of its own. Volumes are made where the Pod is that claims them first, can be
 * made larger, and are encrypted. They take the EKS add-on {@code aws-ebs-csi-driver}, or EKS Auto Mode, which has it inside.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/ebs-csi.html">EBS volumes in the EKS user guide</a>
 * @since 0.1
 */
public final class StorageClasses {

    private StorageClasses() {}

    /** Describes the class {@code gp3}: SSDs with 3,000 IOPS and 125 MiB/s unless set. */
    public static StorageClassComponent gp3() {
        return StorageClassComponent.of("gp3", "gp3");
    }

    /** Describes a class of gp2 SSDs, called {@code gp2-csi}: EKS itself makes one called {@code gp2}, of the old provisioner. */
    public static StorageClassComponent gp2() {
        return StorageClassComponent.of("gp2-csi", "gp2");
    }

    /**
     * Describes the class {@code io2}: SSDs with as many IOPS as wanted.
     *
     * @param iops 100 to 256,000 as the size of the volume allows
     */
    public static StorageClassComponent io2(int iops) {
        return StorageClassComponent.of("io2", "io2").iops(iops);
    }
}
