package io.github.ekssdk.testing;

import io.github.ekssdk.testing.internal.protocol.PojoJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is the case in an account, by nobody's call: its quotas, what AWS has to give, what others do. */
abstract class AccountConditions {
    abstract FakeAws self();

    abstract Actors actors();

    /** Does something past the API, one of {@link Actions}. */
    abstract void act(String action, String... arguments);

    /**
     * Changes a quota of the account, as a granted request for an increase does.
     *
     * @param name service and kind, such as {@code ec2.vpcs} or {@code eks.nodegroups}
     * @throws IllegalArgumentException if there is no such quota; the message lists those that there are
     */
    public FakeAws quota(String name, int limit) {
        act("quota", name, String.valueOf(limit));
        return self();
    }

    /** Switches AWS's limits of request rates on or off; they are on unless the latency profile is {@code instant}. */
    public FakeAws rateLimits(boolean apply) {
        act("rateLimits", String.valueOf(apply));
        return self();
    }

    /**
     * Lets an availability zone have no capacity for control planes: clusters with a subnet in it are refused with
     * {@code UnsupportedAvailabilityZoneException}.
     *
     * @param zone name of the zone, such as {@code us-east-1e}
     */
    public FakeAws withoutCapacity(String zone) {
        act("withoutCapacity", zone);
        return self();
    }

    /**
     * Lets an availability zone have no Fargate, as some have none: Fargate profiles with a subnet in it are refused.
     *
     * @param zone name of the zone, such as {@code ca-central-1d}
     */
    public FakeAws withoutFargate(String zone) {
        act("withoutFargate", zone);
        return self();
    }

    /**
     * Lets an availability zone have no capacity for instances of a type: launches into it fail with
     * {@code InsufficientInstanceCapacity}. Auto Scaling groups record the failure and try again.
     *
     * @param instanceType such as {@code m7g.large}, or {@code *} for any
     * @param zone name of the zone, such as {@code eu-west-1a}
     */
    public FakeAws withoutCapacity(String instanceType, String zone) {
        act("withoutInstanceCapacity", instanceType, zone);
        return self();
    }

    /** Takes {@link #withoutCapacity(String, String)} back. */
    public FakeAws withCapacity(String instanceType, String zone) {
        act("withInstanceCapacity", instanceType, zone);
        return self();
    }

    /**
     * Lets EC2 not offer an instance type in an availability zone, as it offers many in some zones only: it is not listed there, and
     * launches into the zone fail with {@code Unsupported}.
     *
     * @param instanceType such as {@code m7g.large}
     * @param zone name of the zone, such as {@code eu-west-1a}
     */
    public FakeAws withoutOffering(String instanceType, String zone) {
        act("withoutOffering", instanceType, zone);
        return self();
    }

    /**
     * Lets EKS find something about a cluster that its insights tell from now on.
     *
     * <pre>{@code
     * aws.insight("prod", FakeInsight.deprecatedApi("1.34", "/apis/policy/v1beta1/podsecuritypolicies"));
     * eks.updateClusterVersion(r -> r.name("prod").version("1.34"));   // InvalidStateException, unless forced
     * }</pre>
     */
    public FakeAws insight(String cluster, FakeInsight insight) {
        act("insight", cluster, PojoJson.write(insight.model()).toString());
        return self();
    }

    /**
     * Takes an insight back, as if what EKS found had been put right. It still shows, and still blocks, until the insights
     * are refreshed: by {@code StartInsightsRefresh}, or within a day.
     *
     * @param name name of the insight, as {@link FakeInsight#name()} tells
     */
    public FakeAws withdrawInsight(String cluster, String name) {
        act("withdrawInsight", cluster, name);
        return self();
    }

    /**
     * Puts a finished CloudFormation stack into the account that has only outputs, as if somebody else had made it.
     *
     * @throws IllegalArgumentException if there is a stack of that name already
     */
    public FakeAws stack(String name, Map<String, String> outputs) {
        List<String> texts = new ArrayList<>(List.of(name));
        new TreeMap<>(outputs).forEach((key, value) -> texts.addAll(List.of(key, value)));
        act("stack", texts.toArray(String[]::new));
        return self();
    }

    /**
     * Does what an autoscaler in the cluster does: sets the desired size of a managed node group past EKS's updates, and
     * nodes come or go.
     */
    public FakeAws autoscale(String cluster, String managedNodeGroup, int desiredSize) {
        var unused = actors().autoscale(cluster, managedNodeGroup, desiredSize);
        return self();
    }

    /**
     * Lets a PodDisruptionBudget in the cluster keep the pods on the nodes of a managed node group from being evicted:
     * version updates of the group end with {@code PodEvictionFailure} after a quarter of an hour, unless they are forced.
     */
    public FakeAws blockEvictions(String cluster, String managedNodeGroup) {
        act("blockEvictions", cluster, managedNodeGroup);
        return self();
    }

    /** Takes {@link #blockEvictions} back. */
    public FakeAws allowEvictions(String cluster, String managedNodeGroup) {
        act("allowEvictions", cluster, managedNodeGroup);
        return self();
    }

    /**
     * Lets a node of a managed node group be unhealthy. Where node auto repair is on, EKS replaces it: after half an hour, or
     * after ten minutes if the condition is of accelerated hardware.
     *
     * @param instanceId instance of the node
     * @param condition condition of the node as its monitoring agent names it, such as {@code Ready} or {@code KernelReady}
     * @throws IllegalArgumentException if no managed node group has such a node
     */
    public FakeAws unhealthyNode(String instanceId, String condition) {
        act("unhealthyNode", instanceId, condition);
        return self();
    }

    /**
     * Switches the STS endpoint of the account's region off, as it is in Regions that nobody opted into: control planes cannot
     * come up, and their health says {@code StsRegionalEndpointDisabled}.
     */
    public FakeAws withoutRegionalSts() {
        act("withoutRegionalSts");
        return self();
    }

    /**
     * Lets the sign-up of the account not be finished: EC2 refuses every call in the account's region with {@code OptInRequired}.
     *
     * @see #activated()
     */
    public FakeAws withoutActivation() {
        act("activation", "OptInRequired");
        return self();
    }

    /**
     * Lets the account wait to be verified: launches of instances are refused with {@code PendingVerification}, and managed node
     * groups fail by it.
     *
     * @see #activated()
     */
    public FakeAws withoutVerification() {
        act("activation", "PendingVerification");
        return self();
    }

    /** Takes {@link #withoutActivation} and {@link #withoutVerification} back. */
    public FakeAws activated() {
        act("activation", "");
        return self();
    }
}
