package io.github.ekssdk.eksctl;

import io.github.ekssdk.spec.AmiType;
import io.github.ekssdk.spec.Architecture;
import io.github.ekssdk.spec.ManagedNodeGroupSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** eksctl names a family of images and picks the one that fits the instance types; EKS names the image. */
final class AmiFamilies {

    static final String AMAZON_LINUX = "AmazonLinux2023";

    private static final String AMAZON_LINUX_2 = "AmazonLinux2";

    private static final String BOTTLEROCKET = "Bottlerocket";
    private static final String BOTTLEROCKET_FIPS = "BottlerocketFips";
    private static final Pattern NVIDIA = Pattern.compile("(?:p|g|gr)\\d.*");
    private static final Pattern NEURON = Pattern.compile("(?:inf|trn)\\d.*");
    private static final Map<String, AmiType> WINDOWS = Map.of(
            "WindowsServer2019CoreContainer", AmiType.WINDOWS_CORE_2019_X86_64,
            "WindowsServer2019FullContainer", AmiType.WINDOWS_FULL_2019_X86_64,
            "WindowsServer2022CoreContainer", AmiType.WINDOWS_CORE_2022_X86_64,
            "WindowsServer2022FullContainer", AmiType.WINDOWS_FULL_2022_X86_64,
            "WindowsServer2025CoreContainer", AmiType.WINDOWS_CORE_2025_X86_64,
            "WindowsServer2025FullContainer", AmiType.WINDOWS_FULL_2025_X86_64);

    private AmiFamilies() {}

    /** Returns the image that eksctl would pick; nothing for families that EKS has no image of. */
    static Optional<AmiType> amiType(String family, List<String> instanceTypes) {
        if (WINDOWS.containsKey(family)) {
            return Optional.of(WINDOWS.get(family));
        }
        return switch (family) {
            case AMAZON_LINUX -> named("AL2023", variant(instanceTypes, "STANDARD"), instanceTypes);
            case AMAZON_LINUX_2 -> named("AL2", accelerated(instanceTypes) ? "GPU" : "", instanceTypes);
            case BOTTLEROCKET -> named("BOTTLEROCKET", variant(instanceTypes, ""), instanceTypes);
            case BOTTLEROCKET_FIPS -> named("BOTTLEROCKET", join(variant(instanceTypes, ""), "FIPS"), instanceTypes);
            default -> Optional.empty();
        };
    }

    /** Returns the family of an image. */
    static String family(AmiType type) {
        if (type.bottlerocket()) {
            return type.value().endsWith("FIPS") ? BOTTLEROCKET_FIPS : BOTTLEROCKET;
        }
        if (type.amazonLinux2()) {
            return AMAZON_LINUX_2;
        }
        return WINDOWS.entrySet().stream()
                .filter(entry -> entry.getValue() == type)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(AMAZON_LINUX);
    }

    private static Optional<AmiType> named(String family, String variant, List<String> instanceTypes) {
        String processor = architecture(instanceTypes) == Architecture.ARM_64 ? "ARM_64" : "x86_64";
        String value = join(family, join(processor, variant));
        return Arrays.stream(AmiType.values())
                .filter(type -> type.value().equals(value))
                .findFirst();
    }

    private static boolean accelerated(List<String> instanceTypes) {
        return instanceTypes.stream().anyMatch(type -> NVIDIA.matcher(type).matches());
    }

    private static String variant(List<String> instanceTypes, String usual) {
        if (accelerated(instanceTypes)) {
            return "NVIDIA";
        }
        return instanceTypes.stream().anyMatch(type -> NEURON.matcher(type).matches()) ? "NEURON" : usual;
    }

    /** A group without an image of its own gets the one for its instance types. */
    private static Architecture architecture(List<String> instanceTypes) {
        return ManagedNodeGroupSpec.builder("any")
                .instanceTypes(instanceTypes)
                .build()
                .amiType()
                .architecture();
    }

    private static String join(String one, String other) {
        return other.isEmpty() ? one : one.isEmpty() ? other : one + "_" + other;
    }
}
