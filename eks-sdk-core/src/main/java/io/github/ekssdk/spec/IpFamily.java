package io.github.ekssdk.spec;

/**
 * Which addresses Pods and Services get. The constants are named as in the EKS API.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/cni-ipv6.html">IPv6 in the EKS user guide</a>
 * @since 0.1
 */
public enum IpFamily {
    /** IPv4 addresses, those of Pods from the subnets; EKS's default. */
    IPV4("ipv4"),
    /** IPv6 addresses; the subnets need IPv6 ranges, and EKS chooses the range of the Services. */
    IPV6("ipv6");

    private final String value;

    IpFamily(String value) {
        this.value = value;
    }

    /** The name in the EKS API, for example {@code ipv4}. */
    public String value() {
        return value;
    }
}
