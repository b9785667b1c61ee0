package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.AwsRefusal;
import java.util.List;

/** The refusals of EKS. */
final class EksRefusals {
    private EksRefusals() {}

    static AwsRefusal invalidParameter(String message) {
        return new AwsRefusal(400, "InvalidParameterException", message);
    }

    static AwsRefusal invalidRequest(String message) {
        return new AwsRefusal(400, "InvalidRequestException", message);
    }

    static AwsRefusal inUse(String message) {
        return new AwsRefusal(409, "ResourceInUseException", message);
    }

    static AwsRefusal notFound(String message) {
        return new AwsRefusal(404, "ResourceNotFoundException", message);
    }

    static AwsRefusal limitExceeded(String message) {
        return new AwsRefusal(400, "ResourceLimitExceededException", message);
    }

    static AwsRefusal noCluster(String name) {
        return notFound("No cluster found for name: " + name + ".").with("clusterName", name);
    }

    static AwsRefusal noNodegroup(String cluster, String nodegroup) {
        return notFound("No node group found for name: " + nodegroup + ".")
                .with("clusterName", cluster)
                .with("nodegroupName", nodegroup);
    }

    static AwsRefusal noFargateProfile(String cluster, String profile) {
        return notFound("No Fargate Profile found with name: " + profile + ".")
                .with("clusterName", cluster)
                .with("fargateProfileName", profile);
    }

    static AwsRefusal noUpdate(String cluster, String updateId) {
        return notFound("No update found for ID: " + updateId).with("clusterName", cluster);
    }

    static AwsRefusal updateInProgress(String attempted, String cluster, String updateId) {
        return inUse("Cannot " + attempted + " because cluster " + cluster + " currently has update " + updateId
                        + " in progress")
                .with("clusterName", cluster);
    }

    static AwsRefusal notActive(String cluster) {
        return invalidRequest("Cluster '" + cluster + "' is not in ACTIVE status")
                .with("clusterName", cluster);
    }

    static AwsRefusal unsupportedZone(String cluster, String zone, List<String> validZones) {
        return new AwsRefusal(
                        400,
                        "UnsupportedAvailabilityZoneException",
                        "Cannot create cluster '" + cluster + "' because " + zone
                                + ", the targeted availability zone, does not currently have sufficient capacity to"
                                + " support the cluster. Retry and choose from these availability zones: "
                                + String.join(", ", validZones))
                .with("clusterName", cluster)
                .with("validZones", validZones);
    }
}
