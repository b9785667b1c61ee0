package io.github.ekssdk.spec;

/** What every address range has to be. */
final class CidrRules {

    private CidrRules() {}

    static void unreadable(String text, String example, Problems problems) {
        problems.add(
                "'" + text + "' is not an IPv4 CIDR block.",
                "Write four numbers up to 255 and a prefix length, for example " + example + ".");
    }

    static void checkHostBits(Cidr cidr, Problems problems) {
        if (cidr.hasHostBits()) {
            problems.add(cidr + " does not start at the first address of its block.", "Write " + cidr.network() + ".");
        }
    }
}
