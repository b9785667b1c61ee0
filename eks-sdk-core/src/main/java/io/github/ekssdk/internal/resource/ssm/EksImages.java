package io.github.ekssdk.internal.resource.ssm;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import java.util.Locale;
import java.util.Optional;

/**
 * The EKS optimized AMIs, as their public parameters tell.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/retrieve-ami-id.html">For Amazon Linux</a>
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/retrieve-ami-id-bottlerocket.html">For Bottlerocket</a>
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/retrieve-windows-ami-id.html">For Windows</a>
 */
public final class EksImages {

    private static final String IMAGE_ID = "image_id";
    private static final String AMAZON_LINUX_2 = "AL2_";

    private EksImages() {}

    /** Returns the newest release of an AMI type for a Kubernetes version. */
    public static Optional<String> release(Aws aws, String version, String amiType) {
        String member = amiType.startsWith("BOTTLEROCKET") ? "image_version" : "release_version";
        return value(aws, newest(version, amiType) + member);
    }

    /** Returns the image of the newest release of an AMI type for a Kubernetes version. */
    public static Optional<String> image(Aws aws, String version, String amiType) {
        return value(aws, newest(version, amiType) + IMAGE_ID);
    }

    /** Returns the image of a release; nothing where there is none, or where AWS does not publish older ones. */
    public static Optional<String> image(Aws aws, String version, String amiType, String release) {
        return published(version, amiType, release).flatMap(path -> value(aws, path + IMAGE_ID));
    }

    /** Tells whether there is such a release; nothing where AWS does not publish older ones. */
    public static Optional<Boolean> knows(Aws aws, String version, String amiType, String release) {
        return published(version, amiType, release)
                .map(path -> value(aws, path + IMAGE_ID).isPresent());
    }

    private static Optional<String> value(Aws aws, String name) {
        try {
            return Optional.of(aws.ssm()
                    .getParameter(request -> request.name(name))
                    .parameter()
                    .value());
        } catch (AwsFault fault) {
            if (fault.code().equals("ParameterNotFound")) {
                return Optional.empty();
            }
            throw fault;
        }
    }

    private static String newest(String version, String amiType) {
        if (amiType.startsWith("BOTTLEROCKET")) {
            return bottlerocket(version, amiType) + "latest/";
        }
        return amiType.startsWith("WINDOWS") ? windows(version, amiType) : linux(version, amiType) + "recommended/";
    }

    private static Optional<String> published(String version, String amiType, String release) {
        if (amiType.startsWith("BOTTLEROCKET")) {
            return Optional.of(bottlerocket(version, amiType) + release + "/");
        }
        if (amiType.startsWith("WINDOWS")) {
            return Optional.empty();
        }
        if (amiType.startsWith(AMAZON_LINUX_2)) {
            return Optional.empty();
        }
        String date = release.substring(release.lastIndexOf('-') + 1);
        return release.startsWith(version + ".")
                ? Optional.of(linux(version, amiType) + "amazon-eks-node-al2023-" + architecture(amiType) + "-"
                        + flavour(amiType) + "-" + version + "-v" + date + "/")
                : Optional.of(linux(version, amiType) + release + "/");
    }

    private static String linux(String version, String amiType) {
        if (amiType.startsWith(AMAZON_LINUX_2)) {
            String variant = amiType.contains("GPU") ? "-gpu" : amiType.contains("ARM_64") ? "-arm64" : "";
            return "/aws/service/eks/optimized-ami/" + version + "/amazon-linux-2" + variant + "/";
        }
        return "/aws/service/eks/optimized-ami/" + version + "/amazon-linux-2023/" + architecture(amiType) + "/"
                + flavour(amiType) + "/";
    }

    private static String bottlerocket(String version, String amiType) {
        String variant = (amiType.contains("NVIDIA") ? "-nvidia" : "") + (amiType.contains("FIPS") ? "-fips" : "");
        return "/aws/service/bottlerocket/aws-k8s-" + version + variant + "/" + architecture(amiType) + "/";
    }

    private static String windows(String version, String amiType) {
        String[] words = amiType.split("_", -1);
        String edition = words[1].substring(0, 1) + words[1].substring(1).toLowerCase(Locale.ROOT);
        return "/aws/service/ami-windows-latest/Windows_Server-" + words[2] + "-English-" + edition + "-EKS_Optimized-"
                + version + "/";
    }

    private static String architecture(String amiType) {
        return amiType.contains("ARM_64") ? "arm64" : "x86_64";
    }

    private static String flavour(String amiType) {
        return amiType.substring(amiType.lastIndexOf('_') + 1).toLowerCase(Locale.ROOT);
    }
}
