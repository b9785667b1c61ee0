package io.github.ekssdk.testing.internal;

import java.util.Map;
import java.util.TreeMap;

/** How much of everything an account may have. Begins with the limits that AWS publishes for new accounts. */
public final class Quotas {
    private static final Map<String, Integer> PUBLISHED = Map.ofEntries(
            Map.entry("autoscaling.groups", 500),
            Map.entry("ec2.onDemandVcpus", 1152),
            Map.entry("ec2.spotVcpus", 1152),
            Map.entry("ec2.instances", Integer.MAX_VALUE),
            Map.entry("cloudformation.stacks", 2000),
            Map.entry("ec2.vpcs", 5),
            Map.entry("ec2.subnets", 200),
            Map.entry("ec2.internetGateways", 5),
            Map.entry("ec2.addresses", 5),
            Map.entry("ec2.natGatewaysPerZone", 5),
            Map.entry("ec2.routeTables", 200),
            Map.entry("ec2.networkAcls", 200),
            Map.entry("ec2.rulesPerNetworkAcl", 20),
            Map.entry("ec2.routes", 500),
            Map.entry("ec2.securityGroups", 2500),
            Map.entry("ec2.rulesPerSecurityGroup", 60),
            Map.entry("ec2.securityGroupsPerInterface", 5),
            Map.entry("ec2.launchTemplates", 5000),
            Map.entry("ec2.versionsPerLaunchTemplate", 10000),
            Map.entry("ec2.cidrBlocksPerVpc", 5),
            Map.entry("ec2.egressOnlyInternetGateways", 5),
            Map.entry("ec2.gatewayEndpoints", 20),
            Map.entry("ec2.interfaceEndpointsPerVpc", 50),
            Map.entry("ec2.keyPairs", 5000),
            Map.entry("ec2.networkInterfaces", 5000),
            Map.entry("ec2.snapshots", 100000),
            Map.entry("ec2.volumesTib", 50),
            Map.entry("ec2.tags", 50),
            Map.entry("eks.clusters", 100),
            Map.entry("eks.nodegroups", 30),
            Map.entry("eks.nodesPerNodegroup", 450),
            Map.entry("eks.fargateProfiles", 10),
            Map.entry("eks.selectorsPerFargateProfile", 5),
            Map.entry("eks.accessEntries", 3000),
            Map.entry("eks.podIdentityAssociations", 5000),
            Map.entry("eks.publicAccessCidrs", 40),
            Map.entry("eks.connectedClusters", 10),
            Map.entry("elb.applicationLoadBalancers", 50),
            Map.entry("elb.networkLoadBalancers", 50),
            Map.entry("elb.classicLoadBalancers", 20),
            Map.entry("elb.targetGroups", 3000),
            Map.entry("elb.listeners", 50),
            Map.entry("elb.rules", 100),
            Map.entry("elb.tags", 50),
            Map.entry("ssm.parameters", 10000),
            Map.entry("iam.roles", 1000),
            Map.entry("iam.oidcProviders", 100),
            Map.entry("iam.policiesPerRole", 10),
            Map.entry("iam.policiesPerUser", 10),
            Map.entry("iam.policiesPerGroup", 10),
            Map.entry("iam.groups", 300),
            Map.entry("iam.groupsPerUser", 10),
            Map.entry("iam.policies", 1500),
            Map.entry("iam.users", 5000),
            Map.entry("iam.trustPolicyLength", 2048),
            Map.entry("kms.keys", 100_000),
            Map.entry("kms.aliasesPerKey", 50),
            Map.entry("kms.grantsPerKey", 50_000),
            Map.entry("logs.logGroups", 1_000_000));

    private final Map<String, Integer> limits = new TreeMap<>(PUBLISHED);
    private boolean rates = true;

    /** The limit of that name, such as {@code ec2.vpcs}. */
    public int limit(String name) {
        Integer limit = limits.get(name);
        if (limit == null) {
            throw new IllegalArgumentException("there is no quota '" + name + "'; there are " + limits.keySet());
        }
        return limit;
    }

    /** Changes a limit, as a granted request for an increase does. */
    public Quotas set(String name, int limit) {
        limit(name);
        limits.put(name, limit);
        return this;
    }

    /** Whether calls that come too fast are refused; they are unless switched off. */
    public boolean rates() {
        return rates;
    }

    /** Switches the limits of request rates on or off. */
    public Quotas rates(boolean apply) {
        rates = apply;
        return this;
    }
}
