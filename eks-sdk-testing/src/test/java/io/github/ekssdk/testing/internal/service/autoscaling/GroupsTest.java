package io.github.ekssdk.testing.internal.service.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.AlreadyExistsException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Filter;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.InvalidNextTokenException;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.ResourceInUseException;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityInProgressException;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityStatusCode;
import software.amazon.awssdk.services.autoscaling.model.Tag;
import software.amazon.awssdk.services.ec2.model.InstanceType;

class GroupsTest {
    private final AsgWorldFixture world = new AsgWorldFixture();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void a_group_launches_instances_that_are_in_service_once_they_run() {
        world.create("web", 3);

        List<String> booting = world.states("web");
        world.pass(AsgWorldFixture.BOOT);
        AutoScalingGroup group = world.group("web");

        assertThat(booting).containsOnly("Pending").hasSize(3);
        assertThat(world.states("web")).containsOnly("InService").hasSize(3);
        assertThat(group.instances())
                .extracting(Instance::availabilityZone)
                .containsExactlyInAnyOrder("eu-west-1a", "eu-west-1a", "eu-west-1b");
        assertThat(group.instances().get(0).launchTemplate().version()).isEqualTo("1");
        assertThat(group.autoScalingGroupARN())
                .matches("arn:aws:autoscaling:eu-west-1:123456789012:autoScalingGroup:[0-9a-f-]{36}"
                        + ":autoScalingGroupName/web");
        assertThat(group.availabilityZones()).containsExactly("eu-west-1a", "eu-west-1b");
        assertThat(group.terminationPolicies()).containsExactly("Default");
        assertThat(group.serviceLinkedRoleARN()).endsWith("AWSServiceRoleForAutoScaling");
    }

    @Test
    void every_launch_is_an_activity() {
        world.create("web", 1);
        world.group("web");
        Activity during = world.activities("web").get(0);
        world.pass(AsgWorldFixture.BOOT);
        Activity after = world.activities("web").get(0);

        String id = world.instances("web").get(0).instanceId();
        assertThat(during.statusCode()).isEqualTo(ScalingActivityStatusCode.IN_PROGRESS);
        assertThat(after.statusCode()).isEqualTo(ScalingActivityStatusCode.SUCCESSFUL);
        assertThat(after.progress()).isEqualTo(100);
        assertThat(after.description()).isEqualTo("Launching a new EC2 instance: " + id);
        assertThat(after.cause()).contains("increasing the capacity from 0 to 1.");
        assertThat(after.details()).contains("\"Subnet ID\":\"" + world.subnets.get(0) + "\"");
    }

    @Test
    void a_smaller_capacity_terminates_instances_of_the_fuller_zone() {
        world.create("web", 3);
        world.pass(AsgWorldFixture.BOOT);

        world.scaling.setDesiredCapacity(r -> r.autoScalingGroupName("web").desiredCapacity(2));
        List<String> during = world.states("web");
        world.pass(AsgWorldFixture.SHUTDOWN);

        assertThat(during).containsExactlyInAnyOrder("Terminating", "InService", "InService");
        assertThat(world.instances("web"))
                .extracting(Instance::availabilityZone)
                .containsExactlyInAnyOrder("eu-west-1a", "eu-west-1b");
    }

    @Test
    void the_oldest_launch_template_goes_first() {
        world.create("web", 1, b -> b.vpcZoneIdentifier(world.subnets.get(0)));
        world.pass(AsgWorldFixture.BOOT);
        String old = world.instances("web").get(0).instanceId();
        world.ec2.createLaunchTemplateVersion(r ->
                r.launchTemplateId(world.template).launchTemplateData(AsgWorldFixture.data(InstanceType.T3_LARGE)));
        world.scaling.updateAutoScalingGroup(r -> r.autoScalingGroupName("web")
                .desiredCapacity(2)
                .launchTemplate(t -> t.launchTemplateId(world.template).version("$Latest")));
        world.pass(AsgWorldFixture.BOOT);

        world.scaling.setDesiredCapacity(r -> r.autoScalingGroupName("web").desiredCapacity(1));
        world.pass(AsgWorldFixture.SHUTDOWN);

        Instance left = world.instances("web").get(0);
        assertThat(left.instanceId()).isNotEqualTo(old);
        assertThat(left.instanceType()).isEqualTo("t3.large");
        assertThat(left.launchTemplate().version()).isEqualTo("2");
    }

    @Test
    void instances_that_somebody_terminates_are_replaced() {
        world.create("web", 1);
        world.pass(AsgWorldFixture.BOOT);
        String first = world.instances("web").get(0).instanceId();

        world.ec2.terminateInstances(r -> r.instanceIds(first));
        world.pass(AsgWorldFixture.SHUTDOWN);
        world.pass(AsgWorldFixture.BOOT);

        assertThat(world.states("web")).containsExactly("InService");
        assertThat(world.instances("web").get(0).instanceId()).isNotEqualTo(first);
        assertThat(world.activities("web"))
                .anySatisfy(activity -> assertThat(activity.cause()).contains("in response to an EC2 health check"));
    }

    @Test
    void tags_reach_the_instances_if_they_are_to() {
        Tag propagated = Tag.builder()
                .key("team")
                .value("payments")
                .propagateAtLaunch(true)
                .build();
        Tag kept = Tag.builder().key("owner").value("me").build();
        world.create("web", 1, b -> b.tags(propagated, kept));
        world.group("web");

        assertThat(world.inventory("ec2:instance").get(0).tags())
                .containsEntry("team", "payments")
                .containsEntry("aws:autoscaling:groupName", "web")
                .containsEntry("aws:ec2launchtemplate:id", world.template)
                .doesNotContainKey("owner");
        assertThat(world.group("web").tags()).hasSize(2);
    }

    @Test
    void a_name_is_taken_until_the_group_is_gone() {
        world.create("web", 1);
        world.pass(AsgWorldFixture.BOOT);

        AlreadyExistsException taken = catchThrowableOfType(AlreadyExistsException.class, () -> world.create("web", 0));
        world.scaling.deleteAutoScalingGroup(r -> r.autoScalingGroupName("web").forceDelete(true));
        AlreadyExistsException leaving =
                catchThrowableOfType(AlreadyExistsException.class, () -> world.create("web", 0));
        String status = world.group("web").status();
        world.pass(AsgWorldFixture.SHUTDOWN);

        assertThat(taken.awsErrorDetails().errorMessage())
                .isEqualTo("AutoScalingGroup by this name already exists - A group with the name web already exists");
        assertThat(taken.statusCode()).isEqualTo(400);
        assertThat(leaving).hasMessageContaining("is pending delete");
        assertThat(status).isEqualTo("Delete in progress");
        assertThat(world.exists("web")).isFalse();
        assertThat(world.inventory("ec2:instance")).isEmpty();
        assertThat(world.inventory("autoscaling:group")).isEmpty();
    }

    @Test
    void N15_a_group_with_instances_is_in_use() {
        world.create("web", 1);
        world.pass(AsgWorldFixture.BOOT);

        assertThatExceptionOfType(ResourceInUseException.class)
                .isThrownBy(() -> world.scaling.deleteAutoScalingGroup(r -> r.autoScalingGroupName("web")))
                .withMessageContaining("You cannot delete an AutoScalingGroup while there are instances");
    }

    @Test
    void N15_a_group_whose_instances_still_terminate_has_activities_in_progress() {
        world.create("web", 1);
        world.pass(AsgWorldFixture.BOOT);
        world.scaling.setDesiredCapacity(r -> r.autoScalingGroupName("web").desiredCapacity(0));

        assertThatExceptionOfType(ScalingActivityInProgressException.class)
                .isThrownBy(() -> world.scaling.deleteAutoScalingGroup(r -> r.autoScalingGroupName("web")))
                .withMessageContaining("while there are scaling activities in progress");
        world.pass(AsgWorldFixture.SHUTDOWN);
        world.scaling.deleteAutoScalingGroup(r -> r.autoScalingGroupName("web"));

        assertThat(world.exists("web")).isFalse();
    }

    @Test
    void N15_a_cooldown_that_is_honored_refuses_another_capacity() {
        world.create("web", 1);
        world.group("web");

        assertThatExceptionOfType(ScalingActivityInProgressException.class)
                .isThrownBy(() -> world.scaling.setDesiredCapacity(
                        r -> r.autoScalingGroupName("web").desiredCapacity(2).honorCooldown(true)))
                .withMessageContaining("is in progress and blocks this action");
    }

    @Test
    void sizes_are_checked() {
        refused(
                () -> world.create("a", 9),
                "Desired capacity:9 must be between the specified min size:0 and max size:6");
        refused(
                () -> world.create("a", 1, b -> b.minSize(4).maxSize(2)),
                "Max bound, 2, must be greater than or equal");
        world.create("web", 0);
        refused(
                () -> world.scaling.setDesiredCapacity(
                        r -> r.autoScalingGroupName("web").desiredCapacity(7)),
                "New SetDesiredCapacity value 7 is above max value 6 for the AutoScalingGroup.");
        refused(
                () -> world.scaling.updateAutoScalingGroup(
                        r -> r.autoScalingGroupName("web").minSize(7)),
                "must be greater than or equal to min bound");
    }

    @Test
    void bounds_move_the_desired_capacity() {
        world.create("web", 1);

        world.scaling.updateAutoScalingGroup(r -> r.autoScalingGroupName("web").minSize(2));
        int raised = world.group("web").desiredCapacity();
        world.scaling.updateAutoScalingGroup(
                r -> r.autoScalingGroupName("web").minSize(0).maxSize(1));
        int lowered = world.group("web").desiredCapacity();

        assertThat(raised).isEqualTo(2);
        assertThat(lowered).isEqualTo(1);
    }

    @Test
    void what_a_group_is_launched_from_must_exist() {
        refused(
                () -> world.create("a", 1, b -> b.launchTemplate(t -> t.launchTemplateId("lt-0123456789abcdef0"))),
                "You must use a valid fully-formed launch template. The specified launch template, with template ID"
                        + " lt-0123456789abcdef0, does not exist.");
        refused(
                () -> world.create("a", 1, b -> b.vpcZoneIdentifier("subnet-0123456789abcdef0")),
                "The subnet ID 'subnet-0123456789abcdef0' does not exist");
        refused(
                () -> world.create("a", 1, b -> b.vpcZoneIdentifier(null)),
                "At least one Availability Zone or VPC Subnet is required.");
        refused(
                () -> world.scaling.createAutoScalingGroup(
                        r -> r.autoScalingGroupName("a").minSize(0).maxSize(1).availabilityZones("eu-west-1a")),
                "Valid requests must contain either LaunchTemplate");
    }

    @Test
    void unknown_groups_are_refused_but_not_missed_in_descriptions() {
        refused(
                () -> world.scaling.setDesiredCapacity(
                        r -> r.autoScalingGroupName("none").desiredCapacity(1)),
                "AutoScalingGroup name not found");
        assertThat(world.exists("none")).isFalse();
    }

    @Test
    void groups_come_in_pages_and_by_tags() {
        for (String name : List.of("a", "b", "c")) {
            world.create(name, 0, b -> b.tags(Tag.builder().key("n").value(name).build()));
        }

        var first = world.scaling.describeAutoScalingGroups(r -> r.maxRecords(2));
        var second = world.scaling.describeAutoScalingGroups(r -> r.nextToken(first.nextToken()));
        Filter filter = Filter.builder().name("tag:n").values("b").build();
        var tagged = world.scaling.describeAutoScalingGroups(r -> r.filters(filter));

        assertThat(first.autoScalingGroups())
                .extracting(AutoScalingGroup::autoScalingGroupName)
                .containsExactly("a", "b");
        assertThat(second.autoScalingGroups())
                .extracting(AutoScalingGroup::autoScalingGroupName)
                .containsExactly("c");
        assertThat(tagged.autoScalingGroups())
                .extracting(AutoScalingGroup::autoScalingGroupName)
                .containsExactly("b");
        assertThatExceptionOfType(InvalidNextTokenException.class)
                .isThrownBy(() -> world.scaling.describeAutoScalingGroups(r -> r.nextToken("nonsense")));
    }

    @Test
    void a_launch_that_fails_is_an_activity_and_is_tried_again() {
        world.aws.withoutCapacity("*", "eu-west-1a").withoutCapacity("*", "eu-west-1b");
        world.create("web", 1);
        world.group("web");

        Activity failed = world.activities("web").get(0);
        world.aws.withCapacity("*", "eu-west-1b");
        world.pass(Duration.ofMinutes(1));
        world.pass(AsgWorldFixture.BOOT);

        assertThat(failed.statusCode()).isEqualTo(ScalingActivityStatusCode.FAILED);
        assertThat(failed.statusMessage())
                .startsWith("Could not launch On-Demand Instances. InsufficientInstanceCapacity - ")
                .endsWith("Launching EC2 instance failed.");
        assertThat(world.instances("web"))
                .extracting(Instance::availabilityZone)
                .containsExactly("eu-west-1b");
    }

    @Test
    void a_zone_without_capacity_is_passed_over() {
        world.aws.withoutCapacity("t3.small", "eu-west-1a");
        world.create("web", 2);
        world.pass(AsgWorldFixture.BOOT);

        assertThat(world.instances("web"))
                .extracting(Instance::availabilityZone)
                .containsOnly("eu-west-1b");
    }

    @Test
    void the_quota_of_cpus_is_not_exceeded() {
        world.aws.quota("ec2.onDemandVcpus", 4);
        world.create("web", 3);
        world.pass(AsgWorldFixture.BOOT);

        assertThat(world.states("web")).containsExactly("InService", "InService");
        assertThat(world.activities("web"))
                .anySatisfy(activity -> assertThat(activity.statusMessage())
                        .contains("VcpuLimitExceeded - You have requested more vCPU capacity than your current vCPU"
                                + " limit of 4"));
    }

    @Test
    void a_mixed_instances_policy_chooses_types_and_spot() {
        world.create(
                "web",
                4,
                b -> b.launchTemplate((LaunchTemplateSpecification) null)
                        .mixedInstancesPolicy(policy -> policy.launchTemplate(
                                        t -> t.launchTemplateSpecification(s -> s.launchTemplateId(world.template))
                                                .overrides(type("t3.large"), type("t3.medium")))
                                .instancesDistribution(
                                        d -> d.onDemandBaseCapacity(1).onDemandPercentageAboveBaseCapacity(0))));
        world.pass(AsgWorldFixture.BOOT);

        assertThat(world.instances("web")).extracting(Instance::instanceType).containsOnly("t3.large");
        assertThat(world.ec2.describeInstances(r -> {}).reservations().stream()
                        .flatMap(reservation -> reservation.instances().stream())
                        .filter(instance -> "spot".equals(instance.instanceLifecycleAsString())))
                .hasSize(3);
    }

    @Test
    void limits_are_told() {
        world.create("web", 0);

        var limits = world.scaling.describeAccountLimits();

        assertThat(limits.maxNumberOfAutoScalingGroups()).isEqualTo(500);
        assertThat(limits.numberOfAutoScalingGroups()).isEqualTo(1);
    }

    private static LaunchTemplateOverrides type(String instanceType) {
        return LaunchTemplateOverrides.builder().instanceType(instanceType).build();
    }

    private static void refused(ThrowingCallable call, String message) {
        AutoScalingException refusal = catchThrowableOfType(AutoScalingException.class, call);
        assertThat(refusal).isNotNull();
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("ValidationError");
        assertThat(refusal.awsErrorDetails().errorMessage()).contains(message);
    }
}
