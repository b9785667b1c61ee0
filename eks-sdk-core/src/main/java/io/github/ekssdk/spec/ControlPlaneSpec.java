package io.github.ekssdk.spec;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What of a {@link ClusterSpec} EKS keeps in the control plane. */
interface ControlPlaneSpec {

    /**
     * The name in EKS, unique in the account and region: 1 to 100 letters, digits, hyphens and underscores, starting
     * with a letter or digit. Cannot be changed later.
     */
    String name();

    /**
     * The Kubernetes version, for example {@code 1.35}; when empty, EKS's current default for a new cluster, and what it has for
     * one that is there. A plan refuses versions that EKS does not offer. Upgraded in place, one minor version after the other,
     * some ten minutes each. An older version is refused, but for what {@link #versionRollback()} allows.
     */
    Optional<String> version();

    /**
     * Whether a plan goes on with an upgrade that EKS's upgrade insights speak against; false unless set. What they report, such as
     * use of an API that the new version does not have any more, then breaks.
     */
    default boolean forceUpgrade() {
        return false;
    }

    /**
     * Whether the control plane may go back to the minor version that it was upgraded from, where {@link #version()} says that one;
     * false unless set, and without effect on upgrades. EKS takes back the last upgrade only, within 7 days, and none that it made by
     * itself at the end of support. A plan refuses what EKS's rollback insights speak against, unless {@link #forceUpgrade()} is set:
     * nodes must not be newer than the control plane, and Pods on Fargate that are must be gone. Nodes of EKS Auto Mode go back
     * first, for which EKS takes up to 12 hours. Add-ons, and what is kept in the cluster, stay as they are.
     *
     * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/rollback-cluster.html">Roll back a cluster in the EKS user
     *     guide</a>
     */
    default boolean versionRollback() {
        return false;
    }

    /**
     * How long EKS may take to bring the nodes of EKS Auto Mode back to the former version before it gives a rollback up: 2 hours to
     * 7 days, in whole minutes; 12 hours unless set. Counts while {@link #versionRollback()} takes the control plane back.
     */
    Optional<Duration> rollbackTimeout();

    /** What happens when standard support of the version ends; {@link UpgradePolicy#EXTENDED} unless set. Changed in place. */
    default UpgradePolicy upgradePolicy() {
        return UpgradePolicy.EXTENDED;
    }

    /** From where the Kubernetes API can be reached; from the VPC and from everywhere unless set. Changed in place. */
    default EndpointAccess endpointAccess() {
        return EndpointAccess.defaults();
    }

    /** The control plane logs to send to CloudWatch Logs, which charges for them; none unless set. Changed in place. */
    Set<LogType> logging();

    /**
     * For how many days CloudWatch Logs keeps the control plane logs: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545,
     * 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653; for ever when empty. Changed in place; what is older is then deleted for
     * good. The log group stays when logging is switched off, and is deleted with the cluster.
     */
    OptionalInt logRetentionDays();

    /**
     * The ARN of a symmetric KMS key of your own in the cluster's region, with which CloudWatch Logs encrypts the control plane
     * logs; its own key when empty. The key's policy has to let {@code logs.REGION.amazonaws.com} use it. Changed in place: what
     * was written before stays encrypted as it was, and can be read no more once its key is gone.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html">Encrypting log data in the
     *     CloudWatch Logs user guide</a>
     */
    Optional<String> logKmsKeyArn();

    /**
     * The class of the log group; {@link LogGroupClass#STANDARD} when empty and the group is made. CloudWatch Logs never changes the
     * class of a log group: a plan that would is refused. To have another one, delete the log group, with all that was logged, and
     * plan again.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html">CreateLogGroup in
     *     the CloudWatch Logs API</a>
     */
    Optional<LogGroupClass> logGroupClass();

    /**
     * Where EKS looks up what IAM principals may do; access entries only unless set. EKS changes it in place, but only
     * towards {@link AuthenticationMode#API}.
     */
    default AuthenticationMode authenticationMode() {
        return AuthenticationMode.API;
    }

    /**
     * Whether the principal that creates the cluster becomes its administrator; true unless set. Cannot be changed
     * later.
     */
    default boolean creatorAdmin() {
        return true;
    }

    /**
     * Whether EKS refuses to delete the cluster until this is switched off again; false unless set. Changed in place.
     */
    default boolean deletionProtection() {
        return false;
    }

    /**
     * Encryption of the Kubernetes secrets with a KMS key of the account's; none unless set. Added in place, never taken back, and
     * never changed to another key.
     */
    Optional<SecretsEncryption> secretsEncryption();

    /**
     * Whether Amazon Application Recovery Controller may shift traffic inside the cluster away from a zone in trouble; false unless
     * set. Changed in place.
     */
    default boolean zonalShift() {
        return false;
    }

    /** The capacity kept ready for the control plane; {@link ControlPlaneTier#STANDARD} unless set. Changed in place. */
    default ControlPlaneTier controlPlaneTier() {
        return ControlPlaneTier.STANDARD;
    }

    /**
     * By which way the control plane reaches what is outside of the VPC; {@link ControlPlaneEgressMode#AWS_MANAGED} unless set.
     * Changed in place, but never back to {@link ControlPlaneEgressMode#AWS_MANAGED}.
     */
    default ControlPlaneEgressMode controlPlaneEgressMode() {
        return ControlPlaneEgressMode.AWS_MANAGED;
    }

    /**
     * Which addresses Pods and Services get; {@link IpFamily#IPV4} unless set. Cannot be changed later, only with the whole
     * cluster.
     */
    default IpFamily ipFamily() {
        return IpFamily.IPV4;
    }

    /**
     * The IPv4 range of the Services, {@code /12} to {@code /24} in {@code 10.0.0.0/8}, {@code 172.16.0.0/12} or
     * {@code 192.168.0.0/16}, apart from the VPC and the remote networks; EKS takes {@code 10.100.0.0/16} or
     * {@code 172.20.0.0/16} when empty. Cannot be changed later, only with the whole cluster.
     */
    Optional<String> serviceIpv4Cidr();

    /**
     * The private IPv4 ranges outside of AWS in which hybrid nodes run; none unless set. They need an authentication mode other
     * than {@link AuthenticationMode#CONFIG_MAP} and IPv4. Changed in place.
     */
    List<String> remoteNodeNetworks();

    /** The private IPv4 ranges in which Pods on hybrid nodes run; none unless set. Changed in place. */
    List<String> remotePodNetworks();

    /**
     * Whether EKS puts kube-proxy, CoreDNS and the VPC CNI plugin into a new cluster as self-managed add-ons, which nobody
     * updates; false unless set, because {@link ClusterSpec#defaultAddons()} brings them as EKS add-ons. Counts when the cluster is made
     * only.
     */
    default boolean bootstrapSelfManagedAddons() {
        return false;
    }
}
