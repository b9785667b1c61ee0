package io.github.ekssdk.spec;

/**
 * The capacity that EKS keeps ready for a control plane. EKS charges for each tier above {@link #STANDARD} by the hour.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/eks-provisioned-control-plane.html">Provisioned control plane in
 *     the EKS user guide</a>
 * @since 0.1
 */
public enum ControlPlaneTier {
    /** Grows and shrinks with what is asked of it; EKS's default. Refused while etcd holds more than it allows. */
    STANDARD("standard"),
    /** The smallest tier with capacity of its own. */
    TIER_XL("tier-xl"),
    /** The tier above {@link #TIER_XL}. */
    TIER_2XL("tier-2xl"),
    /** The tier above {@link #TIER_2XL}. */
    TIER_4XL("tier-4xl"),
    /** The largest tier. */
    TIER_8XL("tier-8xl");

    private final String value;

    ControlPlaneTier(String value) {
        this.value = value;
    }

    /** The name in the EKS API, for example {@code tier-xl}. */
    public String value() {
        return value;
    }
}
