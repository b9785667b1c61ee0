package io.github.ekssdk.testing.internal.service.autoscaling;

import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;

/** The settings that a group has as its caller gives them, under the same names in calls and in groups. */
final class GroupSettings {
    private static final Set<String> AS_GIVEN = Set.of(
            "AvailabilityZoneDistribution",
            "AvailabilityZoneImpairmentPolicy",
            "CapacityRebalance",
            "CapacityReservationSpecification",
            "Context",
            "DefaultCooldown",
            "DefaultInstanceWarmup",
            "DeletionProtection",
            "DesiredCapacityType",
            "HealthCheckGracePeriod",
            "HealthCheckType",
            "InstanceLifecyclePolicy",
            "InstanceMaintenancePolicy",
            "MaxInstanceLifetime",
            "NewInstancesProtectedFromScaleIn",
            "PlacementGroup",
            "ServiceLinkedRoleARN",
            "TerminationPolicies");

    private GroupSettings() {}

    /** Sets what a request gives, and leaves the rest. */
    static void copy(SdkPojo request, AutoScalingGroup.Builder to) {
        for (SdkField<?> field : request.sdkFields()) {
            Object value = field.getValueOrDefault(request);
            if (AS_GIVEN.contains(field.memberName()) && isGiven(value)) {
                set(to, field.memberName(), value);
            }
        }
    }

    private static void set(AutoScalingGroup.Builder to, String name, @Nullable Object value) {
        to.sdkFields().stream().filter(field -> field.memberName().equals(name)).forEach(field -> field.set(to, value));
    }

    private static boolean isGiven(@Nullable Object value) {
        return value != null && !(value instanceof Collection<?> several && several.isEmpty());
    }
}
