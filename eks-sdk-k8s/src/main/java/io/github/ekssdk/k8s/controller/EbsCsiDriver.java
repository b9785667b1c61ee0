package io.github.ekssdk.k8s.controller;

import static java.util.Objects.requireNonNull;

import io.github.ekssdk.spec.WellKnownPolicy;

/**
 * The EBS CSI driver, by its EKS add-on: it makes EBS volumes for PersistentVolumeClaims. Without a role it can do nothing, so its
 * service account gets one by Pod Identity with the managed policy that EKS recommends; EKS annotates and restarts what has to know.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/ebs-csi.html">EBS CSI driver in the EKS user guide</a>
 * @since 0.1
 */
public final class EbsCsiDriver extends AddonController<EbsCsiDriver> {

    private static final String SERVICE_ACCOUNT = "ebs-csi-controller-sa";

    private EbsCsiDriver(AddonSettings settings) {
        super("aws-ebs-csi-driver", settings);
    }

    /** Takes the driver with a role by Pod Identity, which needs the add-on {@code eks-pod-identity-agent}. */
    public static EbsCsiDriver create() {
        return new EbsCsiDriver(AddonSettings.NONE);
    }

    @Override
    EbsCsiDriver with(AddonSettings settings) {
        return new EbsCsiDriver(settings);
    }

    /** Returns the driver with a role of yours by Pod Identity, in place of one that is made. */
    public EbsCsiDriver podIdentityRole(String roleArn) {
        requireNonNull(roleArn, "roleArn");
        return addon(addon -> addon.podIdentity(SERVICE_ACCOUNT, role -> role.roleArn(roleArn)));
    }

    /**
     * Returns the driver with a role of yours by IRSA; it must trust the cluster's OIDC provider. EKS annotates the service account, and
     * restarts the controller.
     */
    public EbsCsiDriver serviceAccountRole(String roleArn) {
        requireNonNull(roleArn, "roleArn");
        return addon(addon -> addon.serviceAccountRoleArn(roleArn));
    }

    /**
     * Returns the driver, which may also use a KMS key of yours for volumes; the key's policy must allow the role.
     *
     * @param keyArn the ARN of the key
     */
    public EbsCsiDriver kmsKey(String keyArn) {
        requireNonNull(keyArn, "keyArn");
        return addon(addon -> addon.podIdentity(
                SERVICE_ACCOUNT,
                role -> role.wellKnown(WellKnownPolicy.EBS_CSI).permissionPolicy(KmsGrant.of(keyArn))));
    }
}
