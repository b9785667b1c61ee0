package io.github.ekssdk.testing.internal.service.images;

import io.github.ekssdk.testing.internal.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The EKS optimized AMIs of a region: two releases of each AMI type for each Kubernetes version, older first. The same
 * region has the same images in every account and run.
 */
public final class MachineImages {
    private static final Map<String, MachineImages> BY_REGION = new ConcurrentHashMap<>();
    private static final String AMAZON_LINUX = "602401143452";
    private static final String BOTTLEROCKET = "092701018921";
    private static final String WINDOWS = "801119661308";
    private static final String PLAIN_LINUX = "137112412989";
    private static final int LAST_MINOR_WITH_AL2 = 32;
    private static final List<String> LINUX_DATES = List.of("20251112", "20251209");
    private static final List<String> BOTTLEROCKET_RELEASES = List.of("1.50.0-d4a7e6f2", "1.51.0-47438798");
    private static final List<String> WINDOWS_DATES = List.of("2025.11.12", "2025.12.11");
    private static final Map<String, Integer> PATCHES = patches();

    private final String region;
    private final Map<String, MachineImage> byId = new LinkedHashMap<>();
    private final Map<String, MachineImage> byRelease = new LinkedHashMap<>();

    private MachineImages(String region) {
        this.region = region;
        PATCHES.forEach((version, patch) -> {
            linux(version, patch);
            bottlerocket(version);
            windows(version);
        });
        for (String architecture : List.of("x86_64", "arm64")) {
            add(new Draft(
                    "al2023-ami-2023.9.20251208.0-kernel-6.1-" + architecture,
                    "",
                    "",
                    "2023.9.20251208",
                    PLAIN_LINUX,
                    architecture,
                    "Amazon Linux 2023",
                    "2025-12-09T00:00:00.000Z"));
        }
    }

    /** Patch releases of the Kubernetes versions that EKS runs. */
    private static Map<String, Integer> patches() {
        Map<String, Integer> patches = new LinkedHashMap<>();
        patches.put("1.28", 15);
        patches.put("1.29", 15);
        patches.put("1.30", 14);
        patches.put("1.31", 14);
        patches.put("1.32", 11);
        patches.put("1.33", 8);
        patches.put("1.34", 4);
        patches.put("1.35", 2);
        patches.put("1.36", 1);
        return Collections.unmodifiableMap(patches);
    }

    /** Images of a region. */
    public static MachineImages of(String region) {
        return BY_REGION.computeIfAbsent(region, MachineImages::new);
    }

    /** Every Kubernetes version that there are images for, oldest first. */
    public static List<String> kubernetesVersions() {
        return List.copyOf(PATCHES.keySet());
    }

    /** The patch release of a Kubernetes version that its images carry, such as {@code 1.34.4}. */
    public static String patchVersion(String kubernetesVersion) {
        return kubernetesVersion + "." + PATCHES.get(kubernetesVersion);
    }

    /** Every image, oldest Kubernetes version first. */
    public List<MachineImage> all() {
        return List.copyOf(byId.values());
    }

    /** The image with that id. */
    public Optional<MachineImage> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The newest image of an AMI type for a Kubernetes version. */
    public Optional<MachineImage> latest(String amiType, String kubernetesVersion) {
        return Optional.ofNullable(byRelease.get(key(amiType, kubernetesVersion, null)));
    }

    /** The image of a release of an AMI type for a Kubernetes version. */
    public Optional<MachineImage> release(String amiType, String kubernetesVersion, String release) {
        return Optional.ofNullable(byRelease.get(key(amiType, kubernetesVersion, release)));
    }

    private static String key(String amiType, String version, @Nullable String release) {
        return amiType + " " + version + " " + release;
    }

    private void linux(String version, int patch) {
        List<String> variants = new ArrayList<>(
                List.of("x86_64-standard", "arm64-standard", "x86_64-nvidia", "arm64-nvidia", "x86_64-neuron"));
        for (String date : LINUX_DATES) {
            String release = version + "." + patch + "-" + date;
            for (String variant : variants) {
                String architecture = variant.substring(0, variant.indexOf('-'));
                String flavour = variant.substring(variant.indexOf('-') + 1).toUpperCase(Locale.ROOT);
                String type = "AL2023_" + (architecture.equals("arm64") ? "ARM_64" : architecture) + "_" + flavour;
                String name = "amazon-eks-node-al2023-" + variant + "-" + version + "-v" + date;
                add(new Draft(name, type, version, release, AMAZON_LINUX, architecture, about(version), day(date)));
            }
            if (Integer.parseInt(version.substring(2)) <= LAST_MINOR_WITH_AL2) {
                al2("amazon-eks-node", "AL2_x86_64", "x86_64", version, release, date);
                al2("amazon-eks-gpu-node", "AL2_x86_64_GPU", "x86_64", version, release, date);
                al2("amazon-eks-arm64-node", "AL2_ARM_64", "arm64", version, release, date);
            }
        }
    }

    private void al2(String prefix, String type, String architecture, String version, String release, String date) {
        String name = prefix + "-" + version + "-v" + date;
        add(new Draft(name, type, version, release, AMAZON_LINUX, architecture, about(version), day(date)));
    }

    private static String about(String version) {
        return "EKS-optimized Kubernetes node based on Amazon Linux, (k8s: " + version + ")";
    }

    private static String day(String date) {
        String plain = date.replace(".", "");
        return plain.substring(0, 4) + "-" + plain.substring(4, 6) + "-" + plain.substring(6) + "T00:00:00.000Z";
    }

    private void bottlerocket(String version) {
        for (String release : BOTTLEROCKET_RELEASES) {
            for (String architecture : List.of("x86_64", "arm64")) {
                for (String flavour : List.of("", "-nvidia", "-fips", "-nvidia-fips")) {
                    String name = "bottlerocket-aws-k8s-" + version + flavour + "-" + architecture + "-v" + release;
                    String type = "BOTTLEROCKET_" + (architecture.equals("arm64") ? "ARM_64" : architecture)
                            + flavour.replace('-', '_').toUpperCase(Locale.ROOT);
                    String date = release.startsWith("1.50") ? "20251110" : "20251205";
                    add(new Draft(name, type, version, release, BOTTLEROCKET, architecture, name, day(date)));
                }
            }
        }
    }

    private void windows(String version) {
        for (String date : WINDOWS_DATES) {
            for (String year : List.of("2019", "2022", "2025")) {
                for (String edition : List.of("Core", "Full")) {
                    String name =
                            "Windows_Server-" + year + "-English-" + edition + "-EKS_Optimized-" + version + "-" + date;
                    String type = "WINDOWS_" + edition.toUpperCase(Locale.ROOT) + "_" + year + "_x86_64";
                    String release = version + "-" + date;
                    add(new Draft(name, type, version, release, WINDOWS, "x86_64", name, day(date)));
                }
            }
        }
    }

    private void add(Draft draft) {
        long seed = Seeds.mix(Seeds.mix(0, region), draft.name);
        String digits = "%016x%016x".formatted(seed, Seeds.mix(seed, 1)).substring(0, 16);
        MachineImage image = new MachineImage(
                "ami-0" + digits,
                draft.name,
                draft.type,
                draft.version,
                draft.release,
                draft.owner,
                draft.architecture,
                draft.owner.equals(WINDOWS),
                draft.about,
                draft.created);
        byId.put(image.id(), image);
        byRelease.put(key(draft.type, draft.version, draft.release), image);
        byRelease.put(key(draft.type, draft.version, null), image);
    }

    private record Draft(
            String name,
            String type,
            String version,
            String release,
            String owner,
            String architecture,
            String about,
            String created) {}
}
