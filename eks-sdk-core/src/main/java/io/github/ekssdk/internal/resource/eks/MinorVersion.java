package io.github.ekssdk.internal.resource.eks;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A Kubernetes version as EKS counts them, such as 1.35. */
public record MinorVersion(int major, int minor) implements Comparable<MinorVersion> {

    /** Sorts names of versions. */
    public static final Comparator<String> NEWEST_FIRST =
            Comparator.comparing(MinorVersion::of).reversed();

    private static final Pattern NAME = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");

    /** Reads a name, if it is one. */
    public static Optional<MinorVersion> parse(String name) {
        Matcher parts = NAME.matcher(name);
        return parts.matches()
                ? Optional.of(new MinorVersion(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2))))
                : Optional.empty();
    }

    /** Reads a name that is one. */
    public static MinorVersion of(String name) {
        return parse(name)
                .orElseThrow(() -> new IllegalArgumentException(name + " is not the name of a Kubernetes version."));
    }

    /** Returns the names of the versions after the one up to the other, one after the other; none if that is the way back. */
    public static List<String> hops(String from, String to) {
        MinorVersion first = of(from);
        MinorVersion last = of(to);
        return IntStream.rangeClosed(first.minor + 1, first.major == last.major ? last.minor : first.minor)
                .mapToObj(minor -> new MinorVersion(first.major, minor).toString())
                .toList();
    }

    /** Tells whether the other version is an older one. */
    public static boolean isBack(String from, String to) {
        return of(to).compareTo(of(from)) < 0;
    }

    /** Returns the version that a control plane goes to next on its way to another one. */
    static String next(String from, String to) {
        return isBack(from, to) ? to : hops(from, to).get(0);
    }

    /** Returns how many changes of the version lead to another one. */
    static int distance(String from, String to) {
        return isBack(from, to) ? 1 : hops(from, to).size();
    }

    /** Returns the version before this one. */
    public MinorVersion former() {
        return new MinorVersion(major, minor - 1);
    }

    @Override
    public int compareTo(MinorVersion other) {
        return Comparator.comparingInt(MinorVersion::major)
                .thenComparingInt(MinorVersion::minor)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
