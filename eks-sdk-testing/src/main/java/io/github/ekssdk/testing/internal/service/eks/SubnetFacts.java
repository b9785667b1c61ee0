package io.github.ekssdk.testing.internal.service.eks;

/**
 * What EKS looks at in a subnet.
 *
 * @param zone name of its Availability Zone
 * @param zoneId id of its Availability Zone, the same in all accounts
 * @param freeAddresses how many addresses are left
 * @param hasIpv6 whether it has an IPv6 block beside the IPv4 one
 * @param assignsPublicAddresses whether instances get a public address at launch
 */
record SubnetFacts(
        String id,
        String vpcId,
        String zone,
        String zoneId,
        int freeAddresses,
        boolean assignsPublicAddresses,
        boolean hasIpv6,
        Egress egress) {

    /** How traffic leaves a subnet. */
    enum Egress {
        /** Through an internet gateway: only for instances with a public address. */
        INTERNET_GATEWAY,
        /** Through a NAT gateway that is available, or another appliance. */
        NAT,
        /** Not at all. */
        NONE
    }
}
