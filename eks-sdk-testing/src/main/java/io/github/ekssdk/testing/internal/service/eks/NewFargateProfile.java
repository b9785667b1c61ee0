package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Account;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.eks.model.CreateFargateProfileRequest;
import software.amazon.awssdk.services.eks.model.FargateProfile;
import software.amazon.awssdk.services.eks.model.FargateProfileStatus;

/** Reads what a new Fargate profile shall be, and refuses what makes no sense. */
final class NewFargateProfile {
    private final Account account;
    private final Ec2Side ec2;
    private final FargateZones zones;

    NewFargateProfile(Account account, Ec2Side ec2, FargateZones zones) {
        this.account = account;
        this.ec2 = ec2;
        this.zones = zones;
    }

    /** What is wrong in the request itself, whatever is in the account. */
    void check(CreateFargateProfileRequest request) {
        String name = EksInput.fargateProfileName(request.fargateProfileName());
        if (name.startsWith("eks-")) {
            throw EksRefusals.invalidParameter("Fargate profile name must not start with eks-: " + name);
        }
        EksInput.roleArn("podExecutionRoleArn", request.podExecutionRoleArn());
        FargateSelectors.check(request.selectors(), account.quotas().limit("eks.selectorsPerFargateProfile"));
    }

    FargateProfileState build(ClusterState cluster, CreateFargateProfileRequest request, EksTags tags, Instant now) {
        List<String> subnets = request.subnets().isEmpty() ? privateSubnets(cluster) : request.subnets();
        if (!account.lenient()) {
            subnets.forEach(id -> checkSubnet(cluster, id));
        }
        String arn = account.arn(
                "eks",
                "fargateprofile/" + cluster.name() + "/" + request.fargateProfileName() + "/"
                        + account.ids().uuid());
        FargateProfile profile = FargateProfile.builder()
                .fargateProfileName(request.fargateProfileName())
                .fargateProfileArn(arn)
                .clusterName(cluster.name())
                .createdAt(now)
                .podExecutionRoleArn(request.podExecutionRoleArn())
                .subnets(subnets)
                .selectors(request.selectors())
                .status(FargateProfileStatus.CREATING)
                .health(health -> health.issues(List.of()))
                .build();
        return new FargateProfileState(profile, tags);
    }

    private List<String> privateSubnets(ClusterState cluster) {
        List<String> found = cluster.model().resourcesVpcConfig().subnetIds().stream()
                .filter(id -> ec2.subnet(id)
                        .filter(subnet -> !ec2.hasDirectRouteOut(subnet.id()) && zones.has(subnet))
                        .isPresent())
                .toList();
        if (found.isEmpty()) {
            throw EksRefusals.invalidParameter("No private subnets were specified for the Fargate profile, and cluster "
                    + cluster.name() + " has none.");
        }
        return found;
    }

    private void checkSubnet(ClusterState cluster, String id) {
        SubnetFacts subnet = ec2.subnet(id)
                .orElseThrow(() -> EksRefusals.invalidParameter("The subnet ID '" + id + "' does not exist"));
        if (!subnet.vpcId().equals(cluster.vpcId())) {
            throw EksRefusals.invalidParameter("Subnet " + id + " is in " + subnet.vpcId()
                    + ", not in the VPC of the cluster, " + cluster.vpcId());
        }
        if (ec2.hasDirectRouteOut(id)) {
            throw EksRefusals.invalidParameter("Subnet " + id + " provided in Fargate Profile is not a private subnet");
        }
        if (!zones.has(subnet)) {
            throw EksRefusals.invalidParameter("Fargate Profile creation for the Availability Zone " + subnet.zone()
                    + " for Subnet " + id + " is not supported");
        }
    }
}
