package io.github.ekssdk.spec;

/**
 * By which way the control plane reaches webhooks, OIDC providers and others outside of the VPC. The constants are named as in the
 * EKS API. There is no way back to {@link #AWS_MANAGED}.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/control-plane-egress.html">Control plane egress in the EKS user
 *     guide</a>
 * @since 0.1
 */
public enum ControlPlaneEgressMode {
    /** EKS provides the way; the default. */
    AWS_MANAGED,
    /** Through the subnets of the control plane, by whatever routes they have: NAT gateways, firewalls, proxies. */
    CUSTOMER_ROUTED,
    /** As the EKS API offers it for control planes without a way out of their own. */
    CUSTOMER_ISOLATED
}
