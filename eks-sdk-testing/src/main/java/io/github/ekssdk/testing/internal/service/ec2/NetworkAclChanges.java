package io.github.ekssdk.testing.internal.service.ec2;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateNetworkAclEntryRequest;
import software.amazon.awssdk.services.ec2.model.CreateNetworkAclEntryResponse;
import software.amazon.awssdk.services.ec2.model.CreateNetworkAclRequest;
import software.amazon.awssdk.services.ec2.model.CreateNetworkAclResponse;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkAclEntryRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkAclEntryResponse;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkAclRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkAclResponse;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkAclEntry;
import software.amazon.awssdk.services.ec2.model.ReplaceNetworkAclAssociationRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceNetworkAclAssociationResponse;
import software.amazon.awssdk.services.ec2.model.ReplaceNetworkAclEntryRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceNetworkAclEntryResponse;
import software.amazon.awssdk.services.ec2.model.RuleAction;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Makes, changes and deletes network ACLs. */
final class NetworkAclChanges {
    private static final int LAST_OWN_RULE = 32766;
    private static final Comparator<NetworkAclEntry> ORDER =
            Comparator.comparing(NetworkAclEntry::egress).reversed().thenComparing(NetworkAclEntry::ruleNumber);

    private final Ec2World world;
    private final NetworkAcls acls;

    NetworkAclChanges(Ec2World world) {
        this.world = world;
        this.acls = new NetworkAcls(world);
    }

    public CreateNetworkAclResponse create(CreateNetworkAclRequest request) {
        return world.clientTokens.once(
                request, request.clientToken(), CreateNetworkAclResponse.class, () -> make(request));
    }

    private CreateNetworkAclResponse make(CreateNetworkAclRequest request) {
        Map<String, String> tags = world.tagRules.read(request.tagSpecifications(), Kind.NETWORK_ACL);
        String vpcId = world.vpcs.require(request.vpcId()).vpcId();
        long present = world.networkAcls.stream()
                .filter(acl -> acl.vpcId().equals(vpcId))
                .count();
        world.checkQuota(
                "ec2.networkAcls",
                present,
                "NetworkAclLimitExceeded",
                "The maximum number of network ACLs has been reached.");
        String id = world.newId(Kind.NETWORK_ACL);
        world.tags.put(id, tags);
        world.networkAcls.add(
                id,
                NetworkAcl.builder()
                        .networkAclId(id)
                        .vpcId(vpcId)
                        .ownerId(world.account.id())
                        .isDefault(false)
                        .entries(
                                VpcBirth.entry(true, VpcBirth.LAST_RULE, RuleAction.DENY),
                                VpcBirth.entry(false, VpcBirth.LAST_RULE, RuleAction.DENY))
                        .build());
        return CreateNetworkAclResponse.builder()
                .networkAcl(acls.render(world.networkAcls.get(id)))
                .build();
    }

    public DeleteNetworkAclResponse delete(DeleteNetworkAclRequest request) {
        NetworkAcl acl = world.networkAcls.require(request.networkAclId());
        if (Boolean.TRUE.equals(acl.isDefault())) {
            throw Refusals.invalidValue("cannot delete default network ACL " + acl.networkAclId());
        }
        if (!acls.render(acl).associations().isEmpty()) {
            throw Refusals.dependency(
                    "The networkAcl '" + acl.networkAclId() + "' has dependencies and cannot be deleted.");
        }
        world.remove(Kind.NETWORK_ACL, acl.networkAclId());
        return DeleteNetworkAclResponse.builder().build();
    }

    public CreateNetworkAclEntryResponse createEntry(CreateNetworkAclEntryRequest request) {
        NetworkAclEntry entry = NetworkAclEntry.builder()
                .egress(Boolean.TRUE.equals(request.egress()))
                .ruleNumber(request.ruleNumber())
                .ruleAction(request.ruleActionAsString())
                .protocol(request.protocol())
                .cidrBlock(request.cidrBlock())
                .ipv6CidrBlock(request.ipv6CidrBlock())
                .portRange(request.portRange())
                .icmpTypeCode(request.icmpTypeCode())
                .build();
        NetworkAcl acl = world.networkAcls.require(request.networkAclId());
        check(entry);
        if (find(acl, entry.egress(), entry.ruleNumber()).isPresent()) {
            throw Refusals.badRequest(
                    "NetworkAclEntryAlreadyExists",
                    "The network acl entry identified by " + entry.ruleNumber() + " already exists.");
        }
        long inDirection = acl.entries().stream()
                .filter(other -> other.egress().equals(entry.egress()) && other.ruleNumber() <= LAST_OWN_RULE)
                .count();
        world.checkQuota(
                "ec2.rulesPerNetworkAcl",
                inDirection,
                "NetworkAclEntryLimitExceeded",
                "The maximum number of network acl entries has been reached.");
        put(acl, entry);
        return CreateNetworkAclEntryResponse.builder().build();
    }

    public ReplaceNetworkAclEntryResponse replaceEntry(ReplaceNetworkAclEntryRequest request) {
        NetworkAclEntry entry = NetworkAclEntry.builder()
                .egress(Boolean.TRUE.equals(request.egress()))
                .ruleNumber(request.ruleNumber())
                .ruleAction(request.ruleActionAsString())
                .protocol(request.protocol())
                .cidrBlock(request.cidrBlock())
                .ipv6CidrBlock(request.ipv6CidrBlock())
                .portRange(request.portRange())
                .icmpTypeCode(request.icmpTypeCode())
                .build();
        NetworkAcl acl = world.networkAcls.require(request.networkAclId());
        check(entry);
        requireEntry(acl, entry.egress(), entry.ruleNumber());
        put(acl, entry);
        return ReplaceNetworkAclEntryResponse.builder().build();
    }

    public DeleteNetworkAclEntryResponse deleteEntry(DeleteNetworkAclEntryRequest request) {
        NetworkAcl acl = world.networkAcls.require(request.networkAclId());
        NetworkAclEntry gone = requireEntry(
                acl, Boolean.TRUE.equals(request.egress()), Refusals.present(request.ruleNumber(), "ruleNumber"));
        world.networkAcls.update(
                acl.networkAclId(),
                old -> old.copy(b -> b.entries(old.entries().stream()
                        .filter(entry -> !entry.equals(gone))
                        .toList())));
        return DeleteNetworkAclEntryResponse.builder().build();
    }

    private static void check(NetworkAclEntry entry) {
        int number = Refusals.present(entry.ruleNumber(), "ruleNumber");
        String protocol = Refusals.present(entry.protocol(), "protocol");
        Refusals.present(entry.ruleActionAsString(), "ruleAction");
        if (number < 1 || number > LAST_OWN_RULE) {
            throw Refusals.invalidValue(
                    "ruleNumber", String.valueOf(number), "Rule numbers are from 1 to " + LAST_OWN_RULE + ".");
        }
        if ((entry.cidrBlock() == null) == (entry.ipv6CidrBlock() == null)) {
            throw Refusals.invalidCombination("Specify either cidrBlock or ipv6CidrBlock.");
        }
        if (entry.cidrBlock() != null) {
            Cidr.parse(entry.cidrBlock(), "cidrBlock");
        }
        boolean ports = protocol.equals("6") || protocol.equals("17") || protocol.matches("(?i)tcp|udp");
        if (ports && entry.portRange() == null) {
            throw Refusals.missing("portRange");
        }
    }

    private static Optional<NetworkAclEntry> find(NetworkAcl acl, boolean egress, int number) {
        return acl.entries().stream()
                .filter(entry -> entry.egress() == egress && entry.ruleNumber() == number)
                .findFirst();
    }

    private static NetworkAclEntry requireEntry(NetworkAcl acl, boolean egress, int number) {
        return find(acl, egress, number)
                .filter(entry -> entry.ruleNumber() <= LAST_OWN_RULE)
                .orElseThrow(() -> Refusals.badRequest(
                        "InvalidNetworkAclEntry.NotFound",
                        "The network acl entry identified by " + number + " does not exist."));
    }

    private void put(NetworkAcl acl, NetworkAclEntry entry) {
        List<NetworkAclEntry> entries = new ArrayList<>(acl.entries());
        find(acl, entry.egress(), entry.ruleNumber()).ifPresent(entries::remove);
        entries.add(entry);
        entries.sort(ORDER);
        world.networkAcls.update(acl.networkAclId(), old -> old.copy(b -> b.entries(entries)));
    }

    public ReplaceNetworkAclAssociationResponse associate(ReplaceNetworkAclAssociationRequest request) {
        String association = Refusals.present(request.associationId(), "associationId");
        NetworkAcl acl = world.networkAcls.require(request.networkAclId());
        Subnet subnet = subnetOf(association)
                .orElseThrow(() -> Refusals.badRequest(
                        "InvalidAssociationID.NotFound", "The association ID '" + association + "' does not exist"));
        if (!subnet.vpcId().equals(acl.vpcId())) {
            throw Refusals.invalidValue("networkAcl " + acl.networkAclId() + " and subnet " + subnet.subnetId()
                    + " belong to different networks");
        }
        String made = world.newId("aclassoc");
        world.aclOfSubnet.put(subnet.subnetId(), new NetworkAcls.Use(acl.networkAclId(), made));
        return ReplaceNetworkAclAssociationResponse.builder()
                .newAssociationId(made)
                .build();
    }

    private Optional<Subnet> subnetOf(@Nullable String association) {
        return world.subnets.stream()
                .filter(subnet -> acls.use(subnet).associationId().equals(association))
                .findFirst();
    }
}
