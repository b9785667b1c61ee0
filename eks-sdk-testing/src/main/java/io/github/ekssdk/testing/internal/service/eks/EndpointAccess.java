package io.github.ekssdk.testing.internal.service.eks;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.VpcConfigRequest;
import software.amazon.awssdk.services.eks.model.VpcConfigResponse;

/** From where the Kubernetes API of a cluster can be reached. */
record EndpointAccess(boolean publicAccess, boolean privateAccess, List<String> publicCidrs) {
    private static final int MOST_CIDRS = 40;
    private static final Pattern IPV4 = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]+:[0-9a-fA-F:]*/\\d{1,3}");
    private static final EndpointAccess DEFAULT = new EndpointAccess(true, false, List.of("0.0.0.0/0"));

    static EndpointAccess ofNewCluster(VpcConfigRequest asked) {
        return DEFAULT.changed(asked);
    }

    static EndpointAccess of(VpcConfigResponse config) {
        return new EndpointAccess(
                config.endpointPublicAccess(), config.endpointPrivateAccess(), List.copyOf(config.publicAccessCidrs()));
    }

    static boolean isAskedFor(VpcConfigRequest config) {
        return config.endpointPublicAccess() != null
                || config.endpointPrivateAccess() != null
                || config.hasPublicAccessCidrs();
    }

    /** This access with what a request changes, or EKS's refusal. */
    EndpointAccess changed(VpcConfigRequest asked) {
        boolean open = orElse(asked.endpointPublicAccess(), publicAccess);
        boolean inside = orElse(asked.endpointPrivateAccess(), privateAccess);
        if (!open && !inside) {
            throw EksRefusals.invalidParameter("Private and public endpoint access cannot be false");
        }
        List<String> cidrs = asked.hasPublicAccessCidrs() ? List.copyOf(asked.publicAccessCidrs()) : publicCidrs;
        checkCidrs(cidrs);
        return new EndpointAccess(open, inside, cidrsWhen(open, cidrs));
    }

    private static List<String> cidrsWhen(boolean open, List<String> cidrs) {
        if (!open) {
            return List.of();
        }
        return cidrs.isEmpty() ? DEFAULT.publicCidrs : cidrs;
    }

    private static void checkCidrs(List<String> cidrs) {
        if (cidrs.size() > MOST_CIDRS) {
            throw EksRefusals.invalidParameter(
                    "publicAccessCidrs has " + cidrs.size() + " entries; at most " + MOST_CIDRS + " are allowed");
        }
        List<String> malformed =
                cidrs.stream().filter(cidr -> !isWellFormed(cidr)).toList();
        if (!malformed.isEmpty()) {
            throw EksRefusals.invalidParameter("The following CIDRs are invalid in publicAccessCidrs: " + malformed);
        }
        List<String> reserved =
                cidrs.stream().filter(EndpointAccess::isReserved).toList();
        if (!reserved.isEmpty()) {
            throw EksRefusals.invalidParameter("The following CIDRs are not allowed in publicAccessCidrs: " + reserved);
        }
    }

    private static boolean isWellFormed(String cidr) {
        Matcher matcher = IPV4.matcher(cidr);
        if (!matcher.matches()) {
            return IPV6.matcher(cidr).matches();
        }
        long address = 0;
        for (int i = 1; i <= 4; i++) {
            int part = Integer.parseInt(matcher.group(i));
            if (part > 255) {
                return false;
            }
            address = address << 8 | part;
        }
        int bits = Integer.parseInt(matcher.group(5));
        return bits <= 32 && (address & ((1L << (32 - bits)) - 1)) == 0;
    }

    private static boolean isReserved(String cidr) {
        return cidr.startsWith("10.")
                || cidr.startsWith("192.168.")
                || cidr.startsWith("127.")
                || cidr.startsWith("169.254.")
                || cidr.matches("172\\.(1[6-9]|2\\d|3[01])\\..*");
    }

    private static boolean orElse(@Nullable Boolean asked, boolean before) {
        return asked == null ? before : asked;
    }
}
