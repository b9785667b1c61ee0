package io.github.ekssdk.testing.internal.service.ec2;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.service.ec2.Table.Index;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.DhcpOptions;
import software.amazon.awssdk.services.ec2.model.EgressOnlyInternetGateway;
import software.amazon.awssdk.services.ec2.model.FlowLog;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.ManagedPrefixList;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.PlacementGroup;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnection;

/** Everything that EC2 keeps in one account and region, and what all its parts need. */
final class Ec2World {
    final Account account;
    final Tags tags = new Tags();
    final TagRules tagRules;
    final ClientTokens clientTokens = new ClientTokens();
    final Zones zones;
    private final Map<Kind, Table<?>> tables = new EnumMap<>(Kind.class);
    final Table<Vpc> vpcs;
    final Table<Subnet> subnets;
    final Table<InternetGateway> internetGateways;
    final Table<Address> addresses;
    final Table<NatGateway> natGateways;
    final Table<RouteTable> routeTables;
    final Table<NetworkAcl> networkAcls;
    final Table<SecurityGroup> securityGroups;
    final Table<SecurityGroupRule> securityGroupRules;
    final Table<NetworkInterface> networkInterfaces;
    final Table<LaunchTemplate> launchTemplates;
    final Table<Instance> instances;
    final Table<VpcEndpoint> vpcEndpoints;
    final Table<EgressOnlyInternetGateway> egressOnlyGateways;
    final Table<DhcpOptions> dhcpOptions;
    final Table<ManagedPrefixList> prefixLists;
    final Table<KeyPairInfo> keyPairs;
    final Table<Volume> volumes;
    final Table<Snapshot> snapshots;
    final Table<FlowLog> flowLogs;
    final Table<PlacementGroup> placementGroups;
    final Table<Image> images;
    final Table<VpcPeeringConnection> peerings;
    final Map<String, NetworkAcls.Use> aclOfSubnet = new HashMap<>();
    final Index<Subnet> subnetsByVpc;
    final Index<RouteTable> routeTablesByVpc;
    final Index<SecurityGroup> groupsByVpc;
    final Index<SecurityGroupRule> rulesByGroup;
    final Index<SecurityGroupRule> rulesByReference;
    final Index<NetworkInterface> interfacesByVpc;
    final Index<NetworkInterface> interfacesBySubnet;
    final Index<NetworkInterface> interfacesByGroup;
    final Index<NetworkInterface> interfacesByInstance;
    final Index<Volume> volumesByInstance;
    final LaunchTemplateVersionStore launchTemplateVersions = new LaunchTemplateVersionStore();
    final Map<String, VpcDns> dnsSettings = new HashMap<>();
    final Activation activation = new Activation();
    final LaunchRules launchRules = new LaunchRules(this);
    final Set<String> terminationProtected = new HashSet<>();
    private int publicAddresses;

    Ec2World(Account account) {
        this.account = account;
        this.tagRules = new TagRules(account.quotas().limit("ec2.tags"));
        this.zones = Zones.of(account.region());
        this.vpcs = table(Kind.VPC, account);
        this.subnets = table(Kind.SUBNET, account);
        this.internetGateways = table(Kind.INTERNET_GATEWAY, account);
        this.addresses = table(Kind.ADDRESS, account);
        this.natGateways = table(Kind.NAT_GATEWAY, account);
        this.routeTables = table(Kind.ROUTE_TABLE, account);
        this.networkAcls = table(Kind.NETWORK_ACL, account);
        this.securityGroups = table(Kind.SECURITY_GROUP, account);
        this.securityGroupRules = table(Kind.SECURITY_GROUP_RULE, account);
        this.networkInterfaces = table(Kind.NETWORK_INTERFACE, account);
        this.launchTemplates = table(Kind.LAUNCH_TEMPLATE, account);
        this.instances = table(Kind.INSTANCE, account);
        this.vpcEndpoints = table(Kind.VPC_ENDPOINT, account);
        this.egressOnlyGateways = table(Kind.EGRESS_ONLY_INTERNET_GATEWAY, account);
        this.dhcpOptions = table(Kind.DHCP_OPTIONS, account);
        this.prefixLists = table(Kind.PREFIX_LIST, account);
        this.keyPairs = table(Kind.KEY_PAIR, account);
        this.volumes = table(Kind.VOLUME, account);
        this.snapshots = table(Kind.SNAPSHOT, account);
        this.flowLogs = table(Kind.FLOW_LOG, account);
        this.placementGroups = table(Kind.PLACEMENT_GROUP, account);
        this.images = table(Kind.IMAGE, account);
        this.peerings = table(Kind.VPC_PEERING_CONNECTION, account);
        this.subnetsByVpc = subnets.index(Subnet::vpcId);
        this.routeTablesByVpc = routeTables.index(RouteTable::vpcId);
        this.groupsByVpc = securityGroups.index(SecurityGroup::vpcId);
        this.rulesByGroup = securityGroupRules.index(SecurityGroupRule::groupId);
        this.rulesByReference = securityGroupRules.index(rule -> rule.referencedGroupInfo() == null
                ? null
                : rule.referencedGroupInfo().groupId());
        this.interfacesByVpc = networkInterfaces.index(NetworkInterface::vpcId);
        this.interfacesBySubnet = networkInterfaces.index(NetworkInterface::subnetId);
        this.interfacesByGroup = networkInterfaces.indexAll(
                eni -> eni.groups().stream().map(GroupIdentifier::groupId).toList());
        this.interfacesByInstance = networkInterfaces.index(
                eni -> eni.attachment() == null ? null : eni.attachment().instanceId());
        this.volumesByInstance = volumes.index(volume -> volume.attachments().isEmpty()
                ? null
                : volume.attachments().get(0).instanceId());
    }

    private <T> Table<T> table(Kind kind, Account of) {
        Table<T> table = new Table<>(kind, of);
        tables.put(kind, table);
        return table;
    }

    Instant now() {
        return account.transitions().now();
    }

    String newId(Kind kind) {
        return account.ids().next(kind.prefix());
    }

    String newId(String prefix) {
        return account.ids().next(prefix);
    }

    String arn(String type, String id) {
        return account.arn("ec2", type + "/" + id);
    }

    /** The one set of DHCP options of the account, Amazon's DNS. */
    String dhcpOptionsId() {
        return "dopt-" + String.format(Locale.ROOT, "%017x", Long.parseLong(account.id()));
    }

    /** A public address that nobody has yet. */
    String newPublicAddress() {
        return new Cidr(0xc6120000L, 15).address(++publicAddresses);
    }

    /** Refuses one more thing than the quota allows. */
    void checkQuota(String quota, long present, String code, String message) {
        if (present >= account.quotas().limit(quota)) {
            throw Refusals.badRequest(code, message);
        }
    }

    /** Lets something happen to a thing once the drawn time has passed. */
    void later(String latency, String id, String becomes, Runnable effect) {
        Duration duration = account.latencies().sample(latency, tags.label(id));
        at(now().plus(duration), id, becomes, effect);
    }

    void at(Instant time, String id, String becomes, Runnable effect) {
        account.transitions().at(time, id + " becomes " + becomes, effect);
    }

    Table<?> table(Kind kind) {
        return Objects.requireNonNull(tables.get(kind));
    }

    /** Removes a thing together with its tags. */
    void remove(Kind kind, String id) {
        table(kind).remove(id);
        tags.forget(id);
    }
}
