package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.AwsRefusal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.eks.model.ErrorCode;
import software.amazon.awssdk.services.eks.model.ErrorDetail;
import software.amazon.awssdk.services.eks.model.VpcConfigRequest;

/** Whether a control plane can live in the subnets and security groups that it is given. */
final class ClusterNetworkCheck {
    private static final int FEWEST_ZONES = 2;
    private static final int FEWEST_FREE_ADDRESSES = 6;
    private static final int MOST_SECURITY_GROUPS = 5;

    private final Ec2Side ec2;
    private final boolean lenient;
    private final Set<String> zonesWithoutCapacity = new TreeSet<>();

    ClusterNetworkCheck(Ec2Side ec2, boolean lenient) {
        this.lenient = lenient;
        this.ec2 = ec2;
    }

    Set<String> zonesWithoutCapacity() {
        return zonesWithoutCapacity;
    }

    /** The VPC of the subnets, or EKS's refusal. */
    String vpcOf(String cluster, VpcConfigRequest config) {
        String vpcId = checkSubnets(cluster, config.subnetIds());
        checkSecurityGroups(cluster, config.securityGroupIds(), vpcId);
        return vpcId;
    }

    String checkSubnets(String cluster, List<String> subnetIds) {
        if (subnetIds.isEmpty()) {
            throw refuse(cluster, "Subnets must be specified in resourcesVpcConfig");
        }
        if (Set.copyOf(subnetIds).size() < subnetIds.size()) {
            throw refuse(cluster, "Subnets specified must not be repeated: " + subnetIds);
        }
        List<SubnetFacts> subnets =
                subnetIds.stream().map(id -> subnet(cluster, id)).toList();
        if (lenient) {
            return subnets.get(0).vpcId();
        }
        Set<String> vpcs = subnets.stream().map(SubnetFacts::vpcId).collect(Collectors.toSet());
        if (vpcs.size() > 1) {
            throw refuse(cluster, "Subnets specified must belong to the same VPC");
        }
        checkZones(cluster, subnets);
        for (SubnetFacts subnet : subnets) {
            if (subnet.freeAddresses() < FEWEST_FREE_ADDRESSES) {
                throw refuse(
                        cluster,
                        "Subnet " + subnet.id() + " has " + subnet.freeAddresses() + " free IP addresses; at least "
                                + FEWEST_FREE_ADDRESSES + " are needed");
            }
        }
        return subnets.get(0).vpcId();
    }

    void checkSecurityGroups(String cluster, List<String> groupIds, String vpcId) {
        if (groupIds.size() > MOST_SECURITY_GROUPS) {
            throw refuse(
                    cluster,
                    "At most " + MOST_SECURITY_GROUPS + " security groups can be specified, not " + groupIds.size());
        }
        for (String id : groupIds) {
            String vpcOfGroup = ec2.vpcOfSecurityGroup(id)
                    .orElseThrow(() -> refuse(cluster, "The security group '" + id + "' does not exist"));
            if (!lenient && !vpcOfGroup.equals(vpcId)) {
                throw refuse(
                        cluster,
                        "Security group " + id + " is in " + vpcOfGroup + ", not in the VPC of the subnets, " + vpcId);
            }
        }
    }

    /** What an update was to use and is gone by the time it ends. */
    Optional<ErrorDetail> lost(List<String> subnetIds, List<String> groupIds) {
        for (String id : subnetIds) {
            if (ec2.subnet(id).isEmpty()) {
                return Optional.of(lost(ErrorCode.SUBNET_NOT_FOUND, "A subnet of the update was not found", id));
            }
        }
        for (String id : groupIds) {
            if (ec2.vpcOfSecurityGroup(id).isEmpty()) {
                return Optional.of(
                        lost(ErrorCode.SECURITY_GROUP_NOT_FOUND, "A security group of the update was not found", id));
            }
        }
        return Optional.empty();
    }

    private static ErrorDetail lost(ErrorCode code, String message, String id) {
        return ErrorDetail.builder()
                .errorCode(code)
                .errorMessage(message)
                .resourceIds(id)
                .build();
    }

    private void checkZones(String cluster, List<SubnetFacts> subnets) {
        for (SubnetFacts subnet : subnets) {
            if (zonesWithoutCapacity.contains(subnet.zone())) {
                List<String> valid = ec2.zones().stream()
                        .filter(zone -> !zonesWithoutCapacity.contains(zone))
                        .toList();
                throw EksRefusals.unsupportedZone(cluster, subnet.zone(), valid);
            }
        }
        if (subnets.stream().map(SubnetFacts::zone).distinct().count() < FEWEST_ZONES) {
            throw refuse(cluster, "Subnets specified must be in at least two different AZs");
        }
    }

    private SubnetFacts subnet(String cluster, String id) {
        return ec2.subnet(id).orElseThrow(() -> refuse(cluster, "The subnet ID '" + id + "' does not exist"));
    }

    private static AwsRefusal refuse(String cluster, String message) {
        return EksRefusals.invalidParameter(message).with("clusterName", cluster);
    }
}
