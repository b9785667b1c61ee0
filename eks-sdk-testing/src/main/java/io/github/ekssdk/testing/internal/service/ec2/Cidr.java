package io.github.ekssdk.testing.internal.service.ec2;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A block of IPv4 addresses in canonical form: the host bits are zero, as EC2 makes them. */
record Cidr(long first, int bits) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");

    /** Reads a block that a caller gave in a parameter. */
    static Cidr parse(String text, String parameter) {
        return read(text).orElseThrow(() -> Refusals.invalidValue(parameter, text, "This is not a valid CIDR block."));
    }

    static Optional<Cidr> read(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(5)) > 32) {
            return Optional.empty();
        }
        long address = 0;
        for (int i = 1; i <= 4; i++) {
            int octet = Integer.parseInt(matcher.group(i));
            if (octet > 255) {
                return Optional.empty();
            }
            address = (address << 8) | octet;
        }
        int bits = Integer.parseInt(matcher.group(5));
        return Optional.of(new Cidr(address & mask(bits), bits));
    }

    private static long mask(int bits) {
        return (0xffffffffL << (32 - bits)) & 0xffffffffL;
    }

    long size() {
        return 1L << (32 - bits);
    }

    boolean contains(Cidr other) {
        return bits <= other.bits && (other.first & mask(bits)) == first;
    }

    boolean overlaps(Cidr other) {
        return contains(other) || other.contains(this);
    }

    /** The n-th block of the given size in this one. */
    Cidr part(int partBits, int index) {
        return new Cidr(first + ((long) index << (32 - partBits)), partBits);
    }

    /** The n-th address of the block. */
    String address(long index) {
        long address = first + index;
        return (address >> 24) + "." + ((address >> 16) & 255) + "." + ((address >> 8) & 255) + "." + (address & 255);
    }

    boolean containsAddress(String address) {
        return read(address + "/32").filter(this::contains).isPresent();
    }

    @Override
    public String toString() {
        return address(0) + "/" + bits;
    }
}
