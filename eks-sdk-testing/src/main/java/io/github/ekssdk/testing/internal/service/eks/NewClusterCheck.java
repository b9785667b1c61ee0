package io.github.ekssdk.testing.internal.service.eks;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.AuthenticationMode;
import software.amazon.awssdk.services.eks.model.BlockStorage;
import software.amazon.awssdk.services.eks.model.ComputeConfigRequest;
import software.amazon.awssdk.services.eks.model.CreateClusterRequest;
import software.amazon.awssdk.services.eks.model.EncryptionConfig;
import software.amazon.awssdk.services.eks.model.KubernetesNetworkConfigRequest;
import software.amazon.awssdk.services.eks.model.StorageConfigRequest;
import software.amazon.awssdk.services.eks.model.SupportType;
import software.amazon.awssdk.services.eks.model.UpgradePolicyRequest;

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
        checkAutoMode(request.computeConfig(), request.kubernetesNetworkConfig(), request.storageConfig());
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

    static void checkAutoMode(
            @Nullable ComputeConfigRequest compute,
            @Nullable KubernetesNetworkConfigRequest network,
            @Nullable StorageConfigRequest storage) {
        boolean computes = compute != null && Boolean.TRUE.equals(compute.enabled());
        boolean balances = network != null
                && network.elasticLoadBalancing() != null
                && Boolean.TRUE.equals(network.elasticLoadBalancing().enabled());
        BlockStorage block = storage == null ? null : storage.blockStorage();
        boolean stores = block != null && Boolean.TRUE.equals(block.enabled());
        if (computes != balances || computes != stores) {
            throw EksRefusals.invalidParameter("For EKS Auto Mode, please ensure that all required configs, including"
                    + " computeConfig, kubernetesNetworkConfig, and blockStorage are all either fully enabled or fully"
                    + " disabled.");
        }
    }

    private static void checkEncryption(List<EncryptionConfig> configs) {
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
