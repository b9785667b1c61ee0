package io.github.ekssdk.eksctl;

import io.github.ekssdk.internal.aws.Partitions;
import io.github.ekssdk.spec.AccessEntrySpec;
import io.github.ekssdk.spec.AccessPolicyAssociation;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.FargateProfileSpec;
import io.github.ekssdk.spec.HybridNodesSpec;
import io.github.ekssdk.spec.SecretsEncryption;
import java.util.ArrayList;
import java.util.List;

/** Writes a spec in eksctl's format, so that nothing is left to defaults in which the two differ. */
final class ClusterWriter {

    private final ClusterSpec spec;
    private final String region;
    private final List<NotCarriedOver> losses = new ArrayList<>();

    ClusterWriter(ClusterSpec spec, String region) {
        this.spec = spec;
        this.region = region;
    }

    List<NotCarriedOver> losses() {
        return losses;
    }

    Document document() {
        Document document = new Document()
                .set("apiVersion", Reading.API_VERSION)
                .set("kind", Reading.KIND)
                .set(
                        "metadata",
                        new Document()
                                .set("name", spec.name())
                                .set("region", region)
                                .set("version", spec.version())
                                .set("forceUpdateVersion", spec.forceUpgrade())
                                .set(
                                        "rollbackConfig",
                                        new Document()
                                                .set(
                                                        "timeoutMinutes",
                                                        spec.rollbackTimeout()
                                                                .map(timeout -> (int) timeout.toMinutes())))
                                .set("tags", spec.tags()))
                .set("accessConfig", access());
        ControlPlaneWriter.write(spec, document);
        if (spec.versionRollback() && spec.rollbackTimeout().isEmpty()) {
            lose(
                    "versionRollback",
                    "eksctl's format has no word for it; eksctl rolls a version back when it is told an older one.");
        }
        if (spec.deletionProtection()) {
            lose("deletionProtection", "eksctl's format has no deletion protection.");
        }
        spec.hybridNodes()
                .flatMap(HybridNodesSpec::trustAnchorArn)
                .ifPresent(anchor -> lose(
                        "hybridNodes.trustAnchorArn",
                        "eksctl makes trust anchors itself; name the role in remoteNetworkConfig.iam.roleARN."));
        if (spec.karpenter()) {
            lose("karpenter", "eksctl installs Karpenter itself, with roles of its own.");
        }
        if (spec.logGroupClass().isPresent()) {
            lose("logGroupClass", "eksctl's format has no class for the control plane logs.");
        }
        if (spec.logKmsKeyArn().isPresent()) {
            lose("logKmsKeyArn", "eksctl's format has no key for the control plane logs.");
        }
        NetworkWriter.write(spec, document, this::lose);
        document.set(
                        "managedNodeGroups",
                        spec.managedNodeGroups().stream()
                                .map(group -> ManagedNodeGroupWriter.write(group, spec, this::lose))
                                .toList())
                .set(
                        "nodeGroups",
                        spec.selfManagedNodeGroups().stream()
                                .map(group -> SelfManagedNodeGroupWriter.write(group, spec, this::lose))
                                .toList())
                .set(
                        "fargateProfiles",
                        spec.fargateProfiles().stream()
                                .map(ClusterWriter::fargateProfile)
                                .toList());
        document.set("iam", IamWriter.write(spec, document, this::lose));
        AddonWriter.write(spec, document, this::lose);
        spec.secretsEncryption().ifPresent(encryption -> encryption(encryption, document));
        ExtensionWriter.write(spec, document);
        return document;
    }

    private void encryption(SecretsEncryption encryption, Document document) {
        document.set("secretsEncryption", new Document().set("keyARN", encryption.keyArn()));
        if (encryption.keyArn().isEmpty()) {
            lose("secretsEncryption", "eksctl's format has no key that is made; name one that is there.");
        }
    }

    private void lose(String path, String reason) {
        losses.add(new NotCarriedOver(path, 0, 0, reason));
    }

    private Document access() {
        return new Document()
                .set("authenticationMode", spec.authenticationMode().name())
                .set("bootstrapClusterCreatorAdminPermissions", spec.creatorAdmin())
                .set(
                        "accessEntries",
                        spec.accessEntries().stream().map(this::accessEntry).toList());
    }

    private Document accessEntry(AccessEntrySpec entry) {
        if (!entry.tags().isEmpty()) {
            lose("accessEntries[" + entry.principalArn() + "].tags", "eksctl's format has no tags for access entries.");
        }
        return new Document()
                .set("principalARN", entry.principalArn())
                .set("type", entry.type().name())
                .set("kubernetesUsername", entry.username())
                .set("kubernetesGroups", entry.kubernetesGroups())
                .set(
                        "accessPolicies",
                        entry.policies().stream().map(this::accessPolicy).toList());
    }

    private Document accessPolicy(AccessPolicyAssociation association) {
        boolean everywhere = association.namespaces().isEmpty();
        return new Document()
                .set(
                        "policyARN",
                        "arn:" + Partitions.of(region) + ":eks::aws:cluster-access-policy/"
                                + association.policy().name())
                .set(
                        "accessScope",
                        new Document()
                                .set("type", everywhere ? "cluster" : "namespace")
                                .set("namespaces", association.namespaces()));
    }

    private static Document fargateProfile(FargateProfileSpec profile) {
        return new Document()
                .set("name", profile.name())
                .set(
                        "selectors",
                        profile.selectors().stream()
                                .map(selector -> new Document()
                                        .set("namespace", selector.namespace())
                                        .set("labels", selector.labels()))
                                .toList())
                .set("podExecutionRoleARN", profile.podExecutionRoleArn())
                .set("subnets", profile.subnetIds())
                .set("tags", profile.tags());
    }
}
