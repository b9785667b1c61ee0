package io.github.ekssdk.testing.internal.service.autoscaling;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityStatusCode;

/** Writes down what groups do, in Auto Scaling's words. */
final class Activities {
    private final AsgWorld world;

    Activities(AsgWorld world) {
        this.world = world;
    }

    Activity launching(ScalingGroup group, Member member, String why) {
        return begin(group, "Launching a new EC2 instance: " + member.instanceId(), why, details(member));
    }

    Activity launchFailed(ScalingGroup group, String reason, String why) {
        Activity failed = activity(group, "Launching a new EC2 instance.  Status Reason: " + reason, why, "{}")
                .statusCode(ScalingActivityStatusCode.FAILED)
                .statusMessage(reason)
                .endTime(world.now())
                .progress(100)
                .build();
        group.record(failed);
        return failed;
    }

    Activity terminating(ScalingGroup group, Member member, String why) {
        return begin(group, "Terminating EC2 instance: " + member.instanceId(), why, details(member));
    }

    /** Something that is done as soon as it is begun, such as detaching an instance. */
    Activity done(ScalingGroup group, String description, String why, Member member) {
        Activity activity = activity(group, description, why, details(member))
                .statusCode(ScalingActivityStatusCode.SUCCESSFUL)
                .endTime(world.now())
                .progress(100)
                .build();
        group.record(activity);
        return activity;
    }

    /** Marks the newest unfinished activity of an instance as done. */
    void finish(ScalingGroup group, Member member) {
        group.activities().stream()
                .filter(activity ->
                        activity.endTime() == null && activity.description().endsWith(member.instanceId()))
                .findFirst()
                .ifPresent(activity -> group.replace(activity.toBuilder()
                        .statusCode(ScalingActivityStatusCode.SUCCESSFUL)
                        .endTime(world.now())
                        .progress(100)
                        .build()));
    }

    /** {@code At 2026-01-01T00:00:00Z} and the rest of the sentence. */
    String at(String sentence) {
        return "At " + world.now().truncatedTo(ChronoUnit.SECONDS) + " " + sentence;
    }

    private Activity begin(ScalingGroup group, String description, String why, String details) {
        Activity activity = activity(group, description, why, details)
                .statusCode(ScalingActivityStatusCode.IN_PROGRESS)
                .progress(30)
                .build();
        group.record(activity);
        return activity;
    }

    private Activity.Builder activity(ScalingGroup group, String description, String why, String details) {
        Instant now = world.now();
        return Activity.builder()
                .activityId(world.account().ids().uuid())
                .autoScalingGroupName(group.name())
                .autoScalingGroupARN(group.settings().autoScalingGroupARN())
                .description(description)
                .cause(why)
                .startTime(now)
                .details(details);
    }

    private static String details(Member member) {
        return "{\"Subnet ID\":\"" + member.subnetId() + "\",\"Availability Zone\":\"" + member.zone() + "\"}";
    }
}
