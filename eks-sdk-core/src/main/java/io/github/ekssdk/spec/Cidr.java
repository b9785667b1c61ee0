package io.github.ekssdk.spec;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A block of IPv4 addresses: the first address as a number, possibly with host bits set, and the length of the prefix.
 */
record Cidr(long address, int prefix) {

    private static final Pattern FORM = Pattern.compile("N\\.N\\.N\\.N/N".replace("N", "(0|[1-9]\\d{0,2})"));

    /** Empty when the text is not four numbers up to 255 and a prefix up to 32. */
    static Optional<Cidr> parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        long address = 0;
        for (int group = 1; group <= 4; group++) {
            int octet = Integer.parseInt(parts.group(group));
            if (octet > 255) {
                return Optional.empty();
            }
            address = address << 8 | octet;
        }
        int prefix = Integer.parseInt(parts.group(5));
        return prefix > 32 ? Optional.empty() : Optional.of(new Cidr(address, prefix));
    }

    /** For texts in our own code. */
    static Cidr of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException(text + " is not an IPv4 CIDR block"));
    }

    long size() {
        return 1L << (32 - prefix);
    }

    boolean hasHostBits() {
        return address % size() != 0;
    }

    /** The same block written from its first address. */
    Cidr network() {
        return new Cidr(address - address % size(), prefix);
    }

    boolean contains(Cidr other) {
        return other.prefix >= prefix
                && new Cidr(other.address, prefix).network().equals(network());
    }

    /** Blocks are nested or apart, never crossed. */
    boolean overlaps(Cidr other) {
        return contains(other) || other.contains(this);
    }

    /** The length of the prefix after cutting into at least {@code parts} equal blocks; may be beyond 32. */
    int prefixOfSplit(int parts) {
        return prefix + (32 - Integer.numberOfLeadingZeros(parts - 1));
    }

    /** The first {@code parts} of the smallest power of two of equal blocks that are at least {@code parts}. */
    List<Cidr> split(int parts) {
        int length = prefixOfSplit(parts);
        if (parts < 1 || length > 32) {
            throw new IllegalArgumentException(this + " cannot be cut into " + parts + " blocks");
        }
        long first = network().address();
        long step = 1L << (32 - length);
        return IntStream.range(0, parts)
                .mapToObj(index -> new Cidr(first + index * step, length))
                .toList();
    }

    @Override
    public String toString() {
        return (address >> 24 & 255) + "." + (address >> 16 & 255) + "." + (address >> 8 & 255) + "." + (address & 255)
                + "/" + prefix;
    }
}
