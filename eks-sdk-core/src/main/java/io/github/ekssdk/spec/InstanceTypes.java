package io.github.ekssdk.spec;

import java.util.Locale;
import java.util.regex.Pattern;

/** What the name of an EC2 instance type tells without asking EC2. */
final class InstanceTypes {

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]*\\d[a-z0-9-]*\\.[a-z0-9-]+");

    /**
     * The letter after the generation is g for Graviton (m7g, c6gn, im4gn); the others are the first Graviton and
     * NVIDIA Grace.
     */
    private static final Pattern ARM = Pattern.compile("(?:[a-z]+\\d+g|a1\\.|[a-z0-9]+-gb\\d).*");

    private InstanceTypes() {}

    static boolean wellFormed(String instanceType) {
        return FORM.matcher(instanceType).matches();
    }

    static Architecture architecture(String instanceType) {
        return ARM.matcher(instanceType.toLowerCase(Locale.ROOT)).matches() ? Architecture.ARM_64 : Architecture.X86_64;
    }
}
