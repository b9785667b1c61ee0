package io.github.ekssdk.testing.internal.service.ec2;

import io.github.ekssdk.testing.internal.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** Everything that EC2 keeps in one account and region, and what all its parts need. */
final class Ec2World {
    final Account account;
    final Tags tags = new Tags();
    final TagRules tagRules;
    final ClientTokens clientTokens = new ClientTokens();
    final Zones zones;
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
    final LaunchTemplateVersionStore launchTemplateVersions = new LaunchTemplateVersionStore();
    final Map<String, VpcDns> dnsSettings = new HashMap<>();
    final LaunchRules launchRules = new LaunchRules(this);
    private int publicAddresses;

    Ec2World(Account account) {
        this.account = account;
        this.tagRules = new TagRules(account.quotas().limit("ec2.tags"));
        this.zones = Zones.of(account.region());
        this.vpcs = new Table<>(Kind.VPC, account);
        this.subnets = new Table<>(Kind.SUBNET, account);
        this.internetGateways = new Table<>(Kind.INTERNET_GATEWAY, account);
        this.addresses = new Table<>(Kind.ADDRESS, account);
        this.natGateways = new Table<>(Kind.NAT_GATEWAY, account);
        this.routeTables = new Table<>(Kind.ROUTE_TABLE, account);
        this.networkAcls = new Table<>(Kind.NETWORK_ACL, account);
        this.securityGroups = new Table<>(Kind.SECURITY_GROUP, account);
        this.securityGroupRules = new Table<>(Kind.SECURITY_GROUP_RULE, account);
        this.networkInterfaces = new Table<>(Kind.NETWORK_INTERFACE, account);
        this.launchTemplates = new Table<>(Kind.LAUNCH_TEMPLATE, account);
        this.instances = new Table<>(Kind.INSTANCE, account);
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
        return switch (kind) {
            case VPC -> vpcs;
            case SUBNET -> subnets;
            case INTERNET_GATEWAY -> internetGateways;
            case ADDRESS -> addresses;
            case NAT_GATEWAY -> natGateways;
            case ROUTE_TABLE -> routeTables;
            case NETWORK_ACL -> networkAcls;
            case SECURITY_GROUP -> securityGroups;
            case SECURITY_GROUP_RULE -> securityGroupRules;
            case NETWORK_INTERFACE -> networkInterfaces;
            case LAUNCH_TEMPLATE -> launchTemplates;
            case INSTANCE -> instances;
        };
    }

    /** Removes a thing together with its tags. */
    void remove(Kind kind, String id) {
        table(kind).remove(id);
        tags.forget(id);
    }
}
