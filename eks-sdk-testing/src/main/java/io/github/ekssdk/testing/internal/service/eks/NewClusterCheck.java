package io.github.ekssdk.testing.internal.service.eks;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.AuthenticationMode;
import software.amazon.awssdk.services.eks.model.ControlPlaneEgressModeType;
import software.amazon.awssdk.services.eks.model.ControlPlaneScalingConfig;
import software.amazon.awssdk.services.eks.model.CreateClusterRequest;
import software.amazon.awssdk.services.eks.model.EncryptionConfig;
import software.amazon.awssdk.services.eks.model.ProvisionedControlPlaneTier;
import software.amazon.awssdk.services.eks.model.SupportType;
import software.amazon.awssdk.services.eks.model.UpgradePolicyRequest;
import software.amazon.awssdk.services.eks.model.VersionStatus;

/** What of a request to create a cluster is wrong in itself, whatever is in the account. */
final class NewClusterCheck {
    private NewClusterCheck() {}

    static void check(CreateClusterRequest request) {
        EksInput.clusterName(request.name());
        EksInput.roleArn("roleArn", request.roleArn());
        EksInput.required("resourcesVpcConfig", request.resourcesVpcConfig());
        if (request.accessConfig() != null) {
            EksInput.checkWord(
                    "authenticationMode",
                    request.accessConfig().authenticationModeAsString(),
                    AuthenticationMode.knownValues());
        }
        checkUpgradePolicy(request.upgradePolicy());
        checkEncryption(request.encryptionConfig());
        AutoMode.checkNew(request);
        EksInput.checkWord(
                "controlPlaneEgressMode",
                request.resourcesVpcConfig().controlPlaneEgressModeAsString(),
                ControlPlaneEgressModeType.knownValues());
        if (request.outpostConfig() != null) {
            throw EksRefusals.invalidParameter("Local clusters on Outposts are not available in this account.");
        }
    }

    static void checkUpgradePolicy(@Nullable UpgradePolicyRequest policy) {
        if (policy != null) {
            String word = EksInput.required("supportType", policy.supportTypeAsString());
            EksInput.checkWord("supportType", word, SupportType.knownValues());
        }
    }

    /** Who asks for standard support only cannot have a version that has no standard support any more. */
    static void checkSupport(KubernetesVersion version, SupportType type, Instant now) {
        if (type == SupportType.STANDARD && version.statusAt(now) != VersionStatus.STANDARD_SUPPORT) {
            throw EksRefusals.invalidParameter("The supportType STANDARD cannot be chosen for Kubernetes version "
                    + version.name() + ", whose standard support has ended.");
        }
    }

    /** The tier of a control plane; the standard one unless another is asked for. */
    static ControlPlaneScalingConfig tier(@Nullable ControlPlaneScalingConfig asked) {
        if (asked == null || asked.tierAsString() == null) {
            return ControlPlaneScalingConfig.builder()
                    .tier(ProvisionedControlPlaneTier.STANDARD)
                    .build();
        }
        EksInput.checkWord("tier", asked.tierAsString(), ProvisionedControlPlaneTier.knownValues());
        return asked;
    }

    static void checkEncryption(List<EncryptionConfig> configs) {
        if (configs.size() > 1) {
            throw EksRefusals.invalidParameter("Only one encryptionConfig can be specified.");
        }
        for (EncryptionConfig config : configs) {
            if (!config.resources().equals(List.of("secrets"))) {
                throw EksRefusals.invalidParameter("The resources of encryptionConfig must be [secrets].");
            }
            if (config.provider() == null || config.provider().keyArn() == null) {
                throw EksRefusals.invalidParameter("The provider of encryptionConfig needs a keyArn.");
            }
        }
    }
}
