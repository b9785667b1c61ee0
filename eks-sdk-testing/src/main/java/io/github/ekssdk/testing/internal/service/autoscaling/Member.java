package io.github.ekssdk.testing.internal.service.autoscaling;

import software.amazon.awssdk.services.autoscaling.model.AutoScalingInstanceDetails;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;

/** One instance of a group. */
final class Member {
    private final String instanceId;
    private final String subnetId;
    private final Instance facts;
    private LifecycleState state;
    private boolean healthy = true;
    private boolean protectedFromScaleIn;

    /** @param facts what stays the same: type, zone, image and launch template */
    Member(String instanceId, String subnetId, Instance facts, LifecycleState state, boolean protectedFromScaleIn) {
        this.instanceId = instanceId;
        this.subnetId = subnetId;
        this.facts = facts;
        this.state = state;
        this.protectedFromScaleIn = protectedFromScaleIn;
    }

    String instanceId() {
        return instanceId;
    }

    String subnetId() {
        return subnetId;
    }

    String zone() {
        return facts.availabilityZone();
    }

    String instanceType() {
        return facts.instanceType();
    }

    LaunchTemplateSpecification template() {
        return facts.launchTemplate();
    }

    LifecycleState state() {
        return state;
    }

    void state(LifecycleState next) {
        this.state = next;
    }

    boolean isHealthy() {
        return healthy;
    }

    void healthy(boolean isHealthy) {
        this.healthy = isHealthy;
    }

    boolean isProtected() {
        return protectedFromScaleIn;
    }

    void protect(boolean isProtected) {
        this.protectedFromScaleIn = isProtected;
    }

    boolean isInService() {
        return state == LifecycleState.IN_SERVICE;
    }

    boolean isPending() {
        return state == LifecycleState.PENDING
                || state == LifecycleState.PENDING_WAIT
                || state == LifecycleState.PENDING_PROCEED;
    }

    /** Whether it counts for the capacity of its group. */
    boolean counts() {
        return isInService() || isPending();
    }

    boolean isStandby() {
        return state == LifecycleState.STANDBY;
    }

    boolean isLeaving() {
        return state == LifecycleState.TERMINATING
                || state == LifecycleState.TERMINATING_WAIT
                || state == LifecycleState.TERMINATING_PROCEED
                || state == LifecycleState.WARMED_TERMINATING;
    }

    /** Whether it waits in the warm pool. */
    boolean isWarm() {
        return state.toString().startsWith("Warmed:") && !isLeaving();
    }

    Instance describe() {
        return facts.toBuilder()
                .instanceId(instanceId)
                .lifecycleState(state)
                .healthStatus(health())
                .protectedFromScaleIn(protectedFromScaleIn)
                .build();
    }

    AutoScalingInstanceDetails describe(String groupName) {
        return AutoScalingInstanceDetails.builder()
                .instanceId(instanceId)
                .autoScalingGroupName(groupName)
                .instanceType(facts.instanceType())
                .availabilityZone(facts.availabilityZone())
                .imageId(facts.imageId())
                .launchTemplate(facts.launchTemplate())
                .lifecycleState(state.toString())
                .healthStatus(health().toUpperCase(java.util.Locale.ROOT))
                .protectedFromScaleIn(protectedFromScaleIn)
                .build();
    }

    private String health() {
        return healthy ? "Healthy" : "Unhealthy";
    }
}
