package io.github.ekssdk.testing.internal.service.ssm;

import io.github.ekssdk.testing.internal.service.images.MachineImage;
import io.github.ekssdk.testing.internal.service.images.MachineImages;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The parameters that AWS publishes of the EKS optimized AMIs of a region, made when first asked for. */
final class PublicParameters {
    private static final Map<String, NavigableMap<String, String>> BY_REGION = new ConcurrentHashMap<>();

    private PublicParameters() {}

    /** Whether only AWS may have a parameter of that name. */
    static boolean isPublic(String name) {
        return name.startsWith("/aws/");
    }

    static @Nullable String value(String region, String name) {
        return of(region).get(name);
    }

    /** All of a region by name. */
    static NavigableMap<String, String> of(String region) {
        return BY_REGION.computeIfAbsent(region, PublicParameters::make);
    }

    private static NavigableMap<String, String> make(String region) {
        NavigableMap<String, String> all = new TreeMap<>();
        MachineImages.of(region).all().forEach(image -> add(all, image));
        return Collections.unmodifiableNavigableMap(all);
    }

    /** Images come older first, so that the newest has the last word on what is recommended. */
    private static void add(Map<String, String> all, MachineImage image) {
        if (image.amiType().startsWith("BOTTLEROCKET")) {
            bottlerocket(all, image);
        } else if (image.windows()) {
            windows(all, image);
        } else if (image.amiType().isEmpty()) {
            String prefix = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-";
            all.put(prefix + "default-" + image.architecture(), image.id());
            all.put(prefix + "6.1-" + image.architecture(), image.id());
        } else {
            linux(all, image);
        }
    }

    private static void linux(Map<String, String> all, MachineImage image) {
        String root = "/aws/service/eks/optimized-ami/" + image.kubernetesVersion() + "/" + family(image) + "/";
        for (String place : new String[] {"recommended", image.name()}) {
            all.put(root + place + "/image_id", image.id());
            all.put(root + place + "/image_name", image.name());
            all.put(root + place + "/release_version", image.release());
            all.put(
                    root + place,
                    "{\"schema_version\":\"2\",\"image_id\":\"" + image.id() + "\",\"image_name\":\"" + image.name()
                            + "\",\"release_version\":\"" + image.release() + "\"}");
        }
    }

    private static String family(MachineImage image) {
        return switch (image.amiType()) {
            case "AL2_x86_64" -> "amazon-linux-2";
            case "AL2_x86_64_GPU" -> "amazon-linux-2-gpu";
            case "AL2_ARM_64" -> "amazon-linux-2-arm64";
            default -> "amazon-linux-2023/" + image.architecture() + "/" + flavour(image);
        };
    }

    private static String flavour(MachineImage image) {
        String type = image.amiType();
        return type.endsWith("NVIDIA") ? "nvidia" : type.endsWith("NEURON") ? "neuron" : "standard";
    }

    private static void bottlerocket(Map<String, String> all, MachineImage image) {
        String type = image.amiType();
        String flavour = (type.contains("NVIDIA") ? "-nvidia" : "") + (type.contains("FIPS") ? "-fips" : "");
        String root = "/aws/service/bottlerocket/aws-k8s-" + image.kubernetesVersion() + flavour + "/"
                + image.architecture() + "/";
        String number = image.release().substring(0, image.release().indexOf('-'));
        for (String place : new String[] {"latest", number, image.release()}) {
            all.put(root + place + "/image_id", image.id());
            all.put(root + place + "/image_version", image.release());
        }
    }

    private static void windows(Map<String, String> all, MachineImage image) {
        String name = image.name().substring(0, image.name().lastIndexOf('-'));
        String root = "/aws/service/ami-windows-latest/" + name;
        all.put(root + "/image_id", image.id());
        all.put(root + "/image_name", image.name());
        all.put(root + "/release_version", image.release());
    }
}
