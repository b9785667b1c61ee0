package io.github.ekssdk.testing.internal.service.cloudformation;

import java.util.ArrayList;
import java.util.List;

/** Cuts address blocks into smaller ones, as {@code Fn::Cidr} does. */
final class Cidrs {
    private static final int MOST = 256;

    private Cidrs() {}

    /** @param arguments a block, how many blocks to cut out of it, and how many bits of host addresses each has */
    static List<String> split(List<String> arguments) {
        String block = arguments.get(0);
        int slash = block.indexOf('/');
        int count = Integer.parseInt(arguments.get(1));
        if (slash < 0 || block.indexOf(':') >= 0 || count < 1 || count > MOST) {
            throw CfnRefusals.template("Fn::Cidr cannot cut " + count + " blocks out of " + block);
        }
        int hostBits = arguments.size() > 2 ? Integer.parseInt(arguments.get(2)) : 8;
        long first = address(block.substring(0, slash));
        long size = 1L << hostBits;
        long available = 1L << (32 - Integer.parseInt(block.substring(slash + 1)));
        if (size * count > available) {
            throw CfnRefusals.template("Fn::Cidr cannot cut " + count + " blocks out of " + block);
        }
        List<String> blocks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            blocks.add(text(first + i * size) + "/" + (32 - hostBits));
        }
        return blocks;
    }

    private static long address(String text) {
        long address = 0;
        for (String part : text.split("\\.", -1)) {
            address = (address << 8) | Integer.parseInt(part);
        }
        return address;
    }

    private static String text(long address) {
        return (address >> 24) + "." + ((address >> 16) & 255) + "." + ((address >> 8) & 255) + "." + (address & 255);
    }
}
