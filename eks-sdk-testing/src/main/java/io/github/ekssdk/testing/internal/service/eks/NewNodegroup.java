package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Account;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.AMITypes;
import software.amazon.awssdk.services.eks.model.CapacityTypes;
import software.amazon.awssdk.services.eks.model.CreateNodegroupRequest;
import software.amazon.awssdk.services.eks.model.Nodegroup;
import software.amazon.awssdk.services.eks.model.NodegroupHealth;
import software.amazon.awssdk.services.eks.model.NodegroupResources;
import software.amazon.awssdk.services.eks.model.NodegroupStatus;

/** Checks a request for a node group and builds what the group is at first. */
final class NewNodegroup {
    private static final int LARGEST_DISK = 16_384;

    private final Account account;
    private final LaunchTemplateCheck templates;
    private final Ec2Side ec2;
    private final InstanceTypeCheck instanceTypes;

    NewNodegroup(Account account, LaunchTemplateCheck templates, Ec2Side ec2) {
        this.account = account;
        this.templates = templates;
        this.ec2 = ec2;
        this.instanceTypes = new InstanceTypeCheck(ec2);
    }

    /** Refuses what is wrong in the request itself. */
    static void check(CreateNodegroupRequest request) {
        EksInput.nodegroupName(request.nodegroupName());
        EksInput.roleArn("nodeRole", request.nodeRole());
        EksInput.checkWord("amiType", request.amiTypeAsString(), AMITypes.knownValues());
        EksInput.checkWord("capacityType", request.capacityTypeAsString(), CapacityTypes.knownValues());
        NodeLabels.check(request.labels());
        NodeTaints.check(request.taints());
        UpdateSettings.checked(request.updateConfig());
        NodegroupSettings.checkRepair(request.nodeRepairConfig());
        NodegroupSettings.checkWarmPool(request.warmPoolConfig(), request.capacityType());
        if (request.capacityType() == CapacityTypes.CAPACITY_BLOCK && request.launchTemplate() == null) {
            throw EksRefusals.invalidParameter(
                    "Capacity type CAPACITY_BLOCK needs a launch template that targets a" + " capacity reservation.");
        }
        if (request.subnets().isEmpty()) {
            throw EksRefusals.invalidParameter("The parameter subnets is required.");
        }
        if (request.diskSize() != null && (request.diskSize() < 1 || request.diskSize() > LARGEST_DISK)) {
            throw EksRefusals.invalidParameter(
                    "diskSize must be between 1 and " + LARGEST_DISK + " GiB, but is " + request.diskSize());
        }
    }

    NodegroupState build(ClusterState cluster, CreateNodegroupRequest request, EksTags tags, Instant now) {
        Optional<LaunchTemplateFacts> template = templates.ofNewGroup(request);
        boolean custom = template.flatMap(LaunchTemplateFacts::imageId).isPresent();
        AmiType ami = custom ? AmiType.CUSTOM : ami(request.amiType());
        List<String> types = instanceTypes(request, template);
        template.flatMap(LaunchTemplateFacts::instanceType).ifPresent(type -> instanceTypes.check(List.of(type), ami));
        instanceTypes.check(types, ami);
        KubernetesVersion version = version(cluster, request);
        ami.checkOfferedFor(version);
        checkSubnets(cluster, request.subnets());
        String arn = account.arn(
                "eks",
                "nodegroup/" + cluster.name() + "/" + request.nodegroupName() + "/"
                        + account.ids().uuid());
        Nodegroup group = Nodegroup.builder()
                .nodegroupName(request.nodegroupName())
                .nodegroupArn(arn)
                .clusterName(cluster.name())
                .version(version.name())
                .releaseVersion(template.flatMap(LaunchTemplateFacts::imageId)
                        .orElseGet(() -> release(request.releaseVersion(), ami, version)))
                .createdAt(now)
                .modifiedAt(now)
                .status(NodegroupStatus.CREATING)
                .capacityType(request.capacityType() == null ? CapacityTypes.ON_DEMAND : request.capacityType())
                .scalingConfig(Scaling.ofNewGroup(request.scalingConfig(), account))
                .instanceTypes(types.isEmpty() ? null : types)
                .subnets(request.subnets())
                .remoteAccess(request.remoteAccess())
                .amiType(ami.type())
                .nodeRole(request.nodeRole())
                .labels(request.labels())
                .taints(request.hasTaints() ? request.taints() : null)
                .resources(NodegroupResources.builder().build())
                .diskSize(template.isPresent() ? null : diskSize(request.diskSize(), ami))
                .health(NodegroupHealth.builder().issues(List.of()).build())
                .updateConfig(UpdateSettings.checked(request.updateConfig()))
                .nodeRepairConfig(request.nodeRepairConfig())
                .warmPoolConfig(request.warmPoolConfig())
                .launchTemplate(template.map(LaunchTemplateFacts::specification).orElse(null))
                .build();
        return new NodegroupState(group, tags, template.orElse(null));
    }

    private void checkSubnets(ClusterState cluster, List<String> subnetIds) {
        for (String id : account.lenient() ? List.<String>of() : subnetIds) {
            SubnetFacts subnet = ec2.subnet(id)
                    .orElseThrow(() -> EksRefusals.invalidParameter("The subnet ID '" + id + "' does not exist"));
            if (!subnet.vpcId().equals(cluster.vpcId())) {
                throw EksRefusals.invalidParameter("Subnet " + id + " is in " + subnet.vpcId()
                        + ", not in the VPC of the cluster, " + cluster.vpcId());
            }
        }
    }

    private static List<String> instanceTypes(CreateNodegroupRequest request, Optional<LaunchTemplateFacts> template) {
        if (request.hasInstanceTypes() && !request.instanceTypes().isEmpty()) {
            return List.copyOf(request.instanceTypes());
        }
        boolean inTemplate = template.flatMap(LaunchTemplateFacts::instanceType).isPresent();
        return inTemplate ? List.of() : List.of("t3.medium");
    }

    private static KubernetesVersion version(ClusterState cluster, CreateNodegroupRequest request) {
        String current = cluster.model().version();
        if (request.version() != null && !request.version().equals(current)) {
            throw EksRefusals.invalidParameter("Requested Nodegroup kubernetes version " + request.version()
                    + " must equal the version of the cluster, " + current);
        }
        return KubernetesVersions.running(current);
    }

    private static String release(@Nullable String asked, AmiType ami, KubernetesVersion version) {
        if (asked == null) {
            return ami.latestRelease(version);
        }
        ami.checkRelease(asked, version);
        return asked;
    }

    private static AmiType ami(@Nullable AMITypes asked) {
        return asked == null ? AmiType.DEFAULT : new AmiType(asked);
    }

    private static int diskSize(@Nullable Integer asked, AmiType ami) {
        return asked == null ? ami.defaultDiskSize() : asked;
    }
}
