package io.github.ekssdk.k8s.internal.check;

import java.util.Optional;
import java.util.Set;

/** The StorageClasses of a spec. */
record StorageClasses(ObjectSet objects) {

    static final String OF_THE_ADDON = "ebs.csi.aws.com";
    static final String OF_AUTO_MODE = "ebs.csi.eks.amazonaws.com";
    static final String IN_TREE = "kubernetes.io/aws-ebs";

    /** Tells whether volumes of the class are EBS volumes; {@code gp2} is the class that EKS makes. */
    boolean isEbs(String name) {
        return provisioner(name)
                .map(provisioner -> Set.of(OF_THE_ADDON, OF_AUTO_MODE, IN_TREE).contains(provisioner))
                .orElse(name.equals("gp2"));
    }

    private Optional<String> provisioner(String name) {
        return objects.of("storage.k8s.io", "StorageClass")
                .filter(object -> object.object().name().equals(name))
                .findFirst()
                .flatMap(object -> object.text("provisioner"));
    }
}
