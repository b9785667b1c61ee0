package io.github.ekssdk.spec;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * What nodes do when they start. Which parts fit depends on the AMI type: shell scripts and {@code NodeConfig} documents with
 * Amazon Linux 2023, settings with Bottlerocket, PowerShell with Windows. What joins a node to the cluster need not be written:
 * EKS adds it, and the SDK does for custom AMIs and for self-managed node groups. EC2 takes at most 16 KiB altogether, and whoever
 * may read launch templates can read it, so it is no place for secrets. A change moves the group to new nodes, some at a time.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html#launch-template-user-data">User data in the
 *     EKS user guide</a>
 * @since 0.1
 */
@Value.Immutable
public interface UserDataSpec {

    /** Shell scripts for Amazon Linux 2023, each beginning with {@code #!}; they run before the node joins. */
    List<String> shellScripts();

    /**
     * Documents of {@code kind: NodeConfig} and {@code apiVersion: node.eks.aws/v1alpha1} for Amazon Linux 2023, in YAML or JSON,
     * for example with flags and settings of the kubelet. nodeadm merges them with the one that joins the node to the cluster.
     */
    List<String> nodeConfigs();

    /** Settings of Bottlerocket in TOML. */
    Optional<String> bottlerocketSettings();

    /** PowerShell scripts for Windows, without tags around them; they run before the node joins. */
    List<String> powerShellScripts();

    /**
     * The whole user data, word for word, instead of all other parts. With a custom AMI or in a self-managed node group it has to
     * join the node to the cluster itself.
     */
    Optional<String> verbatim();

    /** Starts user data that has no parts yet. */
    static Builder builder() {
        return new Builder();
    }

    /** Starts a changed copy. */
    @Value.NonAttribute
    default Builder toBuilder() {
        return new Builder().from(this);
    }

    /**
     * Collects the parts of user data.
     *
     * @since 0.1
     */
    final class Builder extends ImmutableUserDataSpec.Builder {

        Builder() {}

        /** Adds a shell script for Amazon Linux 2023. */
        public Builder shellScript(String script) {
            requireNonNull(script, "script");
            return addShellScripts(script);
        }

        /** Adds a {@code NodeConfig} document for Amazon Linux 2023. */
        public Builder nodeConfig(String document) {
            requireNonNull(document, "document");
            return addNodeConfigs(document);
        }

        /** Adds a PowerShell script for Windows. */
        public Builder powerShell(String script) {
            requireNonNull(script, "script");
            return addPowerShellScripts(script);
        }
    }
}
