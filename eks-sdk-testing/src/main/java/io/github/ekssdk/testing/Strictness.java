package io.github.ekssdk.testing;

/**
 * How much the fake AWS asks of those who call it.
 *
 * @since 0.1
 */
public enum Strictness {
    /** As AWS: what a call refers to must exist and fit, and things take the time of the latency profile. */
    REALISTIC,

    /**
     * For those who only want a double of one client: roles, subnets, security groups, keys and the like of other services
     * are not looked up, and resources are ready by the next call. What the called service itself holds is checked all the
     * same.
     */
    LENIENT
}
