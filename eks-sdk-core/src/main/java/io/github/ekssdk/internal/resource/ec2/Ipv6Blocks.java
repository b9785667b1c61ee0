package io.github.ekssdk.internal.resource.ec2;

import java.util.Locale;

/** The IPv6 ranges of a VPC with a {@code /56}, one {@code /64} for each subnet. */
final class Ipv6Blocks {
    private static final int GROUPS = 4;
    private static final int LAST_BYTE = 0xff;

    private Ipv6Blocks() {}

    /** Returns the range of the subnet with a number, up to 255. */
    static String subnet(String vpcBlock, int number) {
        return write((prefix(vpcBlock) & ~(long) LAST_BYTE) | number, 64);
    }

    /** Returns the range of the VPC that a subnet's is a part of. */
    static String vpc(String subnetBlock) {
        return write(prefix(subnetBlock) & ~(long) LAST_BYTE, 56);
    }

    /** Returns the number of a subnet with a range. */
    static int number(String subnetBlock) {
        return (int) (prefix(subnetBlock) & LAST_BYTE);
    }

    /** Returns the range in one way of writing it. */
    static String normal(String vpcBlock) {
        return vpc(vpcBlock);
    }

    private static long prefix(String block) {
        String address = block.substring(0, block.indexOf('/'));
        String[] groups = address.substring(0, address.contains("::") ? address.indexOf("::") : address.length())
                .split(":", -1);
        long prefix = 0;
        for (int i = 0; i < GROUPS; i++) {
            String group = i < groups.length && !groups[i].isEmpty() ? groups[i] : "0";
            prefix = prefix << 16 | Long.parseLong(group, 16);
        }
        return prefix;
    }

    private static String write(long prefix, int bits) {
        return String.format(
                Locale.ROOT,
                "%x:%x:%x:%x::/%d",
                prefix >>> 48 & 0xffff,
                prefix >>> 32 & 0xffff,
                prefix >>> 16 & 0xffff,
                prefix & 0xffff,
                bits);
    }
}
