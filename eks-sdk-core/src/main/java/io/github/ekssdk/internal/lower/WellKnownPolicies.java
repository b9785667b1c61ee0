package io.github.ekssdk.internal.lower;

import io.github.ekssdk.spec.WellKnownPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** What well-known policies come to. */
final class WellKnownPolicies {

    private WellKnownPolicies() {}

    /** Returns the names of AWS's managed policies that make up a well-known one. */
    static List<String> managed(WellKnownPolicy policy) {
        return switch (policy) {
            case IMAGE_BUILDER -> List.of("AmazonEC2ContainerRegistryPowerUser");
            case EBS_CSI -> List.of("service-role/AmazonEBSCSIDriverPolicy");
            case EFS_CSI -> List.of("service-role/AmazonEFSCSIDriverPolicy");
            case FSX_CSI -> List.of("AmazonFSxFullAccess");
            case CLOUDWATCH_AGENT -> List.of("CloudWatchAgentServerPolicy", "AWSXrayWriteOnlyAccess");
            case VPC_CNI -> List.of("AmazonEKS_CNI_Policy");
            case CLUSTER_AUTOSCALER, AWS_LOAD_BALANCER_CONTROLLER, EXTERNAL_DNS, CERT_MANAGER, KARPENTER, S3_CSI ->
                List.of();
        };
    }

    /** Returns the document of a well-known policy that AWS manages none for. */
    static Optional<String> document(WellKnownPolicy policy, LoweringContext context) {
        return managed(policy).isEmpty()
                ? Optional.of(read(name(policy))
                        .replace("${partition}", context.owner().partition())
                        .replace("${region}", context.owner().region())
                        .replace("${account}", context.owner().account())
                        .replace("${karpenterNodeRole}", new RoleLowering(context).arn(RoleLowering.KARPENTER_NODE))
                        .replace("${cluster}", context.spec().name()))
                : Optional.empty();
    }

    /** Returns the name of a policy on a role. */
    static String name(WellKnownPolicy policy) {
        return policy.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String read(String name) {
        try (InputStream in = WellKnownPolicies.class.getResourceAsStream("policies/" + name + ".json")) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
