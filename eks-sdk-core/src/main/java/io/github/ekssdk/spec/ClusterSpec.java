package io.github.ekssdk.spec;

import static java.util.Objects.requireNonNull;

import io.github.ekssdk.error.InvalidSpecException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.immutables.value.Value;

/**
 * A wanted EKS cluster: control plane, network and nodes. It is a value: equal to another with the same settings, never
 * changed, and checked as far as that is possible without asking AWS.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html">CreateCluster in the EKS
 *     API</a>
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/service-quotas.html">Quotas of EKS</a>
 * @since 0.1
 */
@Value.Immutable
public interface ClusterSpec extends ControlPlaneSpec {

    /**
     * The network the SDK makes for the cluster; three zones of {@code 10.0.0.0/16} with one NAT gateway unless set.
     */
    default VpcSpec vpc() {
        return new VpcSpec.Builder().unchecked();
    }

    /** EKS Auto Mode; off unless set. Switched on and off in place. */
    Optional<AutoModeSpec> autoMode();

    /** The IAM roles; made by the SDK unless set. */
    default IamSpec iam() {
        return new IamSpec.Builder().unchecked();
    }

    /** The managed node groups in the order of their description, at most 30; none unless added. */
    List<ManagedNodeGroupSpec> managedNodeGroups();

    /** The self-managed node groups in the order of their description; none unless added. */
    List<SelfManagedNodeGroupSpec> selfManagedNodeGroups();

    /**
     * The role of hybrid nodes; none unless set. They need {@link #remoteNodeNetworks()}. An access entry of the type {@code
     * HYBRID_LINUX} lets the role in.
     */
    Optional<HybridNodesSpec> hybridNodes();

    /**
     * Whether there is an IAM role for the nodes that Karpenter starts, with an access entry that lets them in; false unless set.
     * {@link Builder#karpenter()} says it together with all else that Karpenter takes.
     */
    default boolean karpenter() {
        return false;
    }

    /** Which Pods run on Fargate, without nodes; at most 10 profiles, none unless added. */
    List<FargateProfileSpec> fargateProfiles();

    /**
     * What IAM principals may do in the cluster, besides who creates it; none unless added. They need an authentication mode
     * other than {@link AuthenticationMode#CONFIG_MAP}. Entries that no spec names are left alone.
     */
    List<AccessEntrySpec> accessEntries();

    /** What EKS runs for the cluster outside of its nodes, at most one of each type; nothing unless added. */
    List<CapabilitySpec> capabilities();

    /** An OpenID Connect provider whose users the Kubernetes API lets in besides IAM's; none unless set. EKS takes one. */
    Optional<IdentityProviderSpec> identityProvider();

    /**
     * The EKS add-ons that are described, besides or in place of those that {@link #defaultAddons()} installs; none unless
     * added.
     */
    List<AddonSpec> addons();

    /**
     * Whether the add-ons are installed that almost every cluster needs: vpc-cni, kube-proxy, coredns and
     * eks-pod-identity-agent; true unless set. A cluster whose Pods run on Fargate only gets coredns alone, set up for Fargate;
     * one with Auto Mode alone gets none, because Auto Mode has them inside.
     */
    default boolean defaultAddons() {
        return true;
    }

    /** The roles that Pods take by EKS Pod Identity; none unless added. */
    List<PodIdentityAssociationSpec> podIdentities();

    /** The roles that Pods take by tokens of the cluster's OIDC provider (IRSA); none unless added. */
    List<IamServiceAccountSpec> iamServiceAccounts();

    /**
     * Whether IAM gets an OIDC provider for the cluster although nothing described here needs one; false unless set. It is made
     * for {@link #iamServiceAccounts()} anyway.
     */
    default boolean oidcProvider() {
        return false;
    }

    /** Default add-ons that are not to be installed; none unless set. One that is there is removed. */
    Set<String> omittedAddons();

    /**
     * Tags for everything the SDK makes for the cluster, at most 40 together with those of a part: AWS allows 50, and
     * the SDK and AWS need some.
     */
    Map<String, String> tags();

    /** What is inside the cluster, each with a name of its own; nothing unless added. */
    List<Component> components();

    /** Whether there are, or will be, nodes on which the cluster's own add-ons run: those of node groups, Karpenter's and hybrid ones. */
    @Value.NonAttribute
    default boolean hasNodes() {
        return !managedNodeGroups().isEmpty()
                || !selfManagedNodeGroups().isEmpty()
                || karpenter()
                || hybridNodes().isPresent();
    }

    /** The spec as it was described, before components added to it what they take; empty where there are none. */
    @Value.Auxiliary
    Optional<ClusterSpec> described();

    /** Starts a changed copy of what was described. What components add to it is added anew when that is built. */
    @Value.NonAttribute
    default Builder toBuilder() {
        return new Builder().from(described().orElse(this));
    }

    /** Starts the description of a cluster; every setting besides the name has a default. */
    static Builder builder(String name) {
        return new Builder().name(name);
    }

    /**
     * Collects the settings of a cluster. Bad values are reported by {@link #build()}, all at once.
     *
     * @since 0.1
     */
    final class Builder extends ImmutableClusterSpec.Builder {

        private final Problems unreadable = new Problems();

        Builder() {}

        /** Describes the network. Called again, or on a changed copy, it starts from what is there. */
        public Builder vpc(Consumer<? super VpcSpec.Builder> settings) {
            return vpc(Settings.apply(super.build().vpc().toBuilder(), settings).unchecked());
        }

        /**
         * Describes from where the Kubernetes API can be reached. Called again, or on a changed copy, it starts from
         * what is there.
         */
        public Builder endpointAccess(Consumer<? super EndpointAccess.Builder> settings) {
            return endpointAccess(Settings.apply(super.build().endpointAccess().toBuilder(), settings)
                    .unchecked());
        }

        /**
         * Describes a cluster without any way to or from the internet: a VPC without public subnets and gateways, with endpoints to
         * the AWS services that nodes and the usual controllers call, and a Kubernetes API that can be reached from the VPC alone. What
         * is said afterwards of the network and of the endpoint changes that.
         *
         * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html">Private clusters in the EKS user
         *     guide</a>
         */
        public Builder privateCluster() {
            return vpc(VpcSpec.Builder::isolated)
                    .endpointAccess(access -> access.publicEndpoint(false).privateEndpoint(true));
        }

        /**
         * Describes a cluster all of whose Pods run on Fargate: the profile {@code fp-default} takes those of the namespaces {@code
         * default} and {@code kube-system}, CoreDNS among them. Other namespaces take further profiles.
         *
         * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/fargate-getting-started.html">Getting started with Fargate in
         *     the EKS user guide</a>
         */
        public Builder fargateOnly() {
            return fargateProfile(
                    "fp-default", profile -> profile.selector("default").selector("kube-system"));
        }

        /** Replaces the control plane logs that are sent to CloudWatch Logs. */
        public Builder logging(LogType... types) {
            return logging(Arrays.asList(types));
        }

        /**
         * Encrypts the Kubernetes secrets with a KMS key that the SDK makes, with yearly rotation and a policy by which nobody but
         * EKS can decrypt with it. When the cluster is deleted, so is the key, 30 days later, if the plan is told to.
         */
        public Builder secretsEncryption() {
            return secretsEncryption(new SecretsEncryption(Optional.empty()));
        }

        /** Encrypts the Kubernetes secrets with a KMS key that is there. */
        public Builder secretsEncryption(String keyArn) {
            return secretsEncryption(new SecretsEncryption(Optional.of(keyArn)));
        }

        /** Switches EKS Auto Mode on, with both of its node pools and a role for their nodes. */
        public Builder autoMode() {
            return autoMode(settings -> {});
        }

        /** Switches EKS Auto Mode on. Called again, or on a changed copy, it starts from what is there. */
        public Builder autoMode(Consumer<? super AutoModeSpec.Builder> settings) {
            return autoMode(Settings.apply(
                            super.build()
                                    .autoMode()
                                    .map(AutoModeSpec::toBuilder)
                                    .orElseGet(AutoModeSpec.Builder::new),
                            settings)
                    .unchecked());
        }

        /** Says how IAM roles are made, and which are given. Called again, or on a changed copy, it starts from what is there. */
        public Builder iam(Consumer<? super IamSpec.Builder> settings) {
            return iam(Settings.apply(super.build().iam().toBuilder(), settings).unchecked());
        }

        /** Has hybrid nodes log in by a role whose credentials they get by hybrid activations of Systems Manager. */
        public Builder hybridNodes() {
            return hybridNodes(new HybridNodesSpec(Optional.empty()));
        }

        /** Has hybrid nodes log in by a role whose credentials they get by certificates, with IAM Roles Anywhere. */
        public Builder hybridNodes(String trustAnchorArn) {
            return hybridNodes(new HybridNodesSpec(Optional.of(trustAnchorArn)));
        }

        /**
         * Prepares the cluster for Karpenter: the tags by which it finds subnets and security group, a role with an access entry for
         * the nodes that it starts, and the role of its controller for the service account {@code karpenter} in {@code
         * kube-system}. Karpenter itself goes into the cluster as a Helm chart, and its node class names the role. For another
         * service account, say {@code karpenter(true)}, {@code vpc(vpc -> vpc.karpenterDiscovery(true))} and {@code
         * podIdentity(...)} with {@link WellKnownPolicy#KARPENTER}.
         *
         * @see <a href="https://karpenter.sh/docs/reference/cloudformation/">What Karpenter takes on the side of AWS</a>
         */
        public Builder karpenter() {
            return karpenter(true)
                    .vpc(vpc -> vpc.karpenterDiscovery(true))
                    .podIdentity("kube-system", "karpenter", pods -> pods.wellKnown(WellKnownPolicy.KARPENTER));
        }

        /** Has EKS run the control plane by a role that is there. */
        public Builder clusterRole(String roleArn) {
            return iam(iam -> iam.clusterRoleArn(roleArn));
        }

        /** Replaces the ranges outside of AWS in which hybrid nodes run. */
        public Builder remoteNodeNetworks(String... cidrs) {
            return remoteNodeNetworks(Arrays.asList(cidrs));
        }

        /** Replaces the ranges in which Pods on hybrid nodes run. */
        public Builder remotePodNetworks(String... cidrs) {
            return remotePodNetworks(Arrays.asList(cidrs));
        }

        /** Adds a managed node group with EKS's and this SDK's defaults: two {@code t3.medium} nodes. */
        public Builder managedNodeGroup(String name) {
            return managedNodeGroup(name, group -> {});
        }

        /** Adds a managed node group; a second one of the same name is refused. */
        public Builder managedNodeGroup(String name, Consumer<? super ManagedNodeGroupSpec.Builder> settings) {
            requireNonNull(name, "name");
            return addManagedNodeGroup(describe(ManagedNodeGroupSpec.builder(name), settings));
        }

        /**
         * Changes a managed node group that is already described, starting from its settings; an unknown name is
         * refused.
         */
        public Builder changeManagedNodeGroup(String name, Consumer<? super ManagedNodeGroupSpec.Builder> settings) {
            return managedNodeGroups(managed().changed(name, group -> describe(group.toBuilder(), settings)));
        }

        /** Takes a managed node group out of the description; an unknown name is refused. */
        public Builder removeManagedNodeGroup(String name) {
            return managedNodeGroups(managed().without(name));
        }

        /** Adds a self-managed node group; a second node group of the same name is refused. */
        public Builder selfManagedNodeGroup(String name, Consumer<? super SelfManagedNodeGroupSpec.Builder> settings) {
            requireNonNull(name, "name");
            return addSelfManagedNodeGroup(describe(SelfManagedNodeGroupSpec.builder(name), settings));
        }

        /** Changes a self-managed node group that is already described, starting from its settings. */
        public Builder changeSelfManagedNodeGroup(
                String name, Consumer<? super SelfManagedNodeGroupSpec.Builder> settings) {
            return selfManagedNodeGroups(selfManaged().changed(name, group -> describe(group.toBuilder(), settings)));
        }

        /** Takes a self-managed node group out of the description. */
        public Builder removeSelfManagedNodeGroup(String name) {
            return selfManagedNodeGroups(selfManaged().without(name));
        }

        /** Has the Pods that the selectors take run on Fargate; a second profile of the same name is refused. */
        public Builder fargateProfile(String name, Consumer<? super FargateProfileSpec.Builder> settings) {
            return addFargateProfile(
                    Settings.apply(FargateProfileSpec.builder(name), settings).unchecked());
        }

        /** Lets an IAM role or user in, with what the settings give it; a second entry of the same principal is refused. */
        public Builder accessEntry(String principalArn, Consumer<? super AccessEntrySpec.Builder> settings) {
            return addAccessEntry(Settings.apply(AccessEntrySpec.builder(principalArn), settings)
                    .unchecked());
        }

        /** Has EKS run a capability; a second one of the same name or type is refused. */
        public Builder capability(String name, CapabilityType type, Consumer<? super CapabilitySpec.Builder> settings) {
            return addCapability(
                    Settings.apply(CapabilitySpec.builder(name, type), settings).unchecked());
        }

        /**
         * Lets users of an OpenID Connect provider in. Called again under the same name, it starts from what is there; under
         * another name it replaces that.
         */
        public Builder identityProvider(String name, Consumer<? super IdentityProviderSpec.Builder> settings) {
            return identityProvider(Settings.apply(
                            super.build()
                                    .identityProvider()
                                    .filter(present -> present.name().equals(name))
                                    .map(IdentityProviderSpec::toBuilder)
                                    .orElseGet(() -> IdentityProviderSpec.builder(name)),
                            settings)
                    .unchecked());
        }

        /** Installs an add-on in its default version and with its own settings. */
        public Builder addon(String name) {
            return addon(name, addon -> {});
        }

        /** Installs an EKS add-on, or describes one of the default ones; a second one of the same name is refused. */
        public Builder addon(String name, Consumer<? super AddonSpec.Builder> settings) {
            return addAddon(Settings.apply(AddonSpec.builder(name), settings).unchecked());
        }

        /** Lets Pods of a service account take an IAM role by Pod Identity; a second one for the account is refused. */
        public Builder podIdentity(
                String namespace,
                String serviceAccount,
                Consumer<? super PodIdentityAssociationSpec.Builder> settings) {
            return addPodIdentity(
                    Settings.apply(PodIdentityAssociationSpec.builder(namespace, serviceAccount), settings)
                            .unchecked());
        }

        /**
         * Lets Pods of service accounts take an IAM role by IRSA, where Pod Identity cannot be used, as on Fargate; {@code *} and
         * {@code ?} in the names stand for others.
         */
        public Builder iamServiceAccount(
                String namespace, String name, Consumer<? super IamServiceAccountSpec.Builder> settings) {
            return addIamServiceAccount(Settings.apply(IamServiceAccountSpec.builder(namespace, name), settings)
                    .unchecked());
        }

        /** Leaves out an add-on that would be installed by default. */
        public Builder withoutAddon(String name) {
            return addOmittedAddon(name);
        }

        /**
         * Puts something into the cluster, together with what it takes on the side of AWS. Applying it takes {@code eks-sdk-k8s} on
         * the class path and a way to the Kubernetes API.
         */
        public Builder component(Component component) {
            return addComponent(component);
        }

        /** Takes a component out of a changed copy; its objects are deleted. Without effect where there is none of that name. */
        public Builder removeComponent(String name) {
            requireNonNull(name, "name");
            return components(super.build().components().stream()
                    .filter(component -> !component.name().equals(name))
                    .toList());
        }

        /** Adds one tag; an earlier value of the same key is replaced. */
        public Builder tag(String key, String value) {
            requireNonNull(key, "key");
            requireNonNull(value, "value");
            return putTag(key, value);
        }

        /**
         * Makes the spec. Calls nobody.
         *
         * @throws InvalidSpecException with everything that is wrong
         */
        @Override
        public ClusterSpec build() {
            Problems additions = new Problems();
            return Problems.refusing(completed(super.build(), additions), (spec, problems) -> {
                ClusterRules.check(spec, problems);
                problems.addAll(unreadable);
                problems.addAll(additions);
            });
        }

        private static ClusterSpec completed(ClusterSpec described, Problems problems) {
            if (described.components().isEmpty()) {
                return described;
            }
            Builder whole = new Builder().from(described).described(described);
            described.components().forEach(component -> component.addTo(whole));
            problems.addAll(whole.unreadable);
            return whole.unchecked();
        }

        private ClusterSpec unchecked() {
            return super.build();
        }

        private ManagedNodeGroupSpec describe(
                ManagedNodeGroupSpec.Builder group, Consumer<? super ManagedNodeGroupSpec.Builder> settings) {
            ManagedNodeGroupSpec spec = Settings.apply(group, settings).unchecked();
            group.reportUnreadable(unreadable.at("managedNodeGroups").element(spec.name()));
            return spec;
        }

        private SelfManagedNodeGroupSpec describe(
                SelfManagedNodeGroupSpec.Builder group, Consumer<? super SelfManagedNodeGroupSpec.Builder> settings) {
            SelfManagedNodeGroupSpec spec = Settings.apply(group, settings).unchecked();
            group.reportUnreadable(unreadable.at("selfManagedNodeGroups").element(spec.name()));
            return spec;
        }

        private DescribedGroups<ManagedNodeGroupSpec> managed() {
            return new DescribedGroups<>(
                    super.build().managedNodeGroups(), "managed node group", unreadable.at("managedNodeGroups"));
        }

        private DescribedGroups<SelfManagedNodeGroupSpec> selfManaged() {
            return new DescribedGroups<>(
                    super.build().selfManagedNodeGroups(),
                    "self-managed node group",
                    unreadable.at("selfManagedNodeGroups"));
        }
    }
}
