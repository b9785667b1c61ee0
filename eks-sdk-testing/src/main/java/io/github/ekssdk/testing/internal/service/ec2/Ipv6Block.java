package io.github.ekssdk.testing.internal.service.ec2;

import java.util.Arrays;
import java.util.Optional;

/** A block of IPv6 addresses: eight groups, of which those beyond the prefix are zero. */
final class Ipv6Block {
    private final int[] groups;
    private final int bits;

    private Ipv6Block(int[] groups, int bits) {
        this.groups = groups;
        this.bits = bits;
    }

    int bits() {
        return bits;
    }

    static Ipv6Block parse(String text, String parameter) {
        return read(text)
                .orElseThrow(() -> Refusals.invalidValue(parameter, text, "This is not a valid IPv6 CIDR block."));
    }

    static Optional<Ipv6Block> read(String text) {
        String[] halves = text.split("/", -1);
        if (halves.length != 2 || !halves[1].matches("\\d{1,3}") || Integer.parseInt(halves[1]) > 128) {
            return Optional.empty();
        }
        int bits = Integer.parseInt(halves[1]);
        return groupsOf(halves[0]).map(groups -> new Ipv6Block(masked(groups, bits), bits));
    }

    private static Optional<int[]> groupsOf(String address) {
        int gap = address.indexOf("::");
        String head = gap < 0 ? address : address.substring(0, gap);
        String tail = gap < 0 ? "" : address.substring(gap + 2);
        String[] first = head.isEmpty() ? new String[0] : head.split(":", -1);
        String[] last = tail.isEmpty() ? new String[0] : tail.split(":", -1);
        int given = first.length + last.length;
        if ((gap < 0 && given != 8) || given > 8) {
            return Optional.empty();
        }
        int[] groups = new int[8];
        for (int i = 0; i < given; i++) {
            String group = i < first.length ? first[i] : last[i - first.length];
            if (!group.matches("[0-9a-fA-F]{1,4}")) {
                return Optional.empty();
            }
            groups[i < first.length ? i : 8 - given + i] = Integer.parseInt(group, 16);
        }
        return Optional.of(groups);
    }

    private static int[] masked(int[] groups, int bits) {
        int[] masked = new int[8];
        for (int i = 0; i < 8; i++) {
            int kept = Math.max(0, Math.min(16, bits - 16 * i));
            masked[i] = groups[i] & (0xffff << (16 - kept)) & 0xffff;
        }
        return masked;
    }

    boolean contains(Ipv6Block other) {
        return bits <= other.bits && Arrays.equals(masked(other.groups, bits), groups);
    }

    boolean overlaps(Ipv6Block other) {
        return contains(other) || other.contains(this);
    }

    /** The n-th address of the block. */
    String address(int index) {
        int[] address = groups.clone();
        address[7] |= index;
        return text(address);
    }

    private static String text(int[] groups) {
        int end = 8;
        while (end > 0 && groups[end - 1] == 0) {
            end--;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < end; i++) {
            text.append(i == 0 ? "" : ":").append(Integer.toHexString(groups[i]));
        }
        return end == 8 ? text.toString() : text.append("::").toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ipv6Block block && block.bits == bits && Arrays.equals(block.groups, groups);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(groups) + bits;
    }

    @Override
    public String toString() {
        return text(groups) + "/" + bits;
    }
}
