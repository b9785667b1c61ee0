package io.github.ekssdk.internal.resource.ec2;

import java.util.List;

/** Blocks of IPv4 addresses as AWS writes them. */
final class Cidrs {
    private static final int BITS = 32;

    private Cidrs() {}

    /** Tells whether two blocks have an address in common. */
    static boolean overlap(String one, String other) {
        int shared = BITS - Math.min(prefix(one), prefix(other));
        return address(one) >> shared == address(other) >> shared;
    }

    private static int prefix(String block) {
        return Integer.parseInt(block.substring(block.indexOf('/') + 1));
    }

    private static long address(String block) {
        long address = 0;
        for (String part : List.of(block.substring(0, block.indexOf('/')).split("\\.", -1))) {
            address = address << Byte.SIZE | Integer.parseInt(part);
        }
        return address;
    }
}
