package io.github.ekssdk.testing.internal.policy;

/** IPv4 addresses and ranges of conditions. */
final class IpRange {
    private IpRange() {}

    static boolean contains(String range, String address) {
        int slash = range.indexOf('/');
        long from = number(slash < 0 ? range : range.substring(0, slash));
        long given = number(address);
        if (from < 0 || given < 0) {
            return range.equals(address);
        }
        int bits = slash < 0 ? 32 : Integer.parseInt(range.substring(slash + 1));
        return bits == 0 || from >>> (32 - bits) == given >>> (32 - bits);
    }

    private static long number(String address) {
        String[] parts = address.split("\\.", -1);
        if (parts.length != 4) {
            return -1;
        }
        long number = 0;
        for (String part : parts) {
            if (part.isEmpty() || part.length() > 3 || !part.chars().allMatch(Character::isDigit)) {
                return -1;
            }
            number = number * 256 + Integer.parseInt(part);
        }
        return number;
    }
}
