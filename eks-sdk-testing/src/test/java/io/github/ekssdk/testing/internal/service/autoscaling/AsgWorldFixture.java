package io.github.ekssdk.testing.internal.service.autoscaling;

import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.LatencyProfile;
import io.github.ekssdk.testing.Resource;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;

/** A fake account with two subnets and a launch template, and the clients that a test calls it with. */
final class AsgWorldFixture implements AutoCloseable {
    static final Duration BOOT = Duration.ofSeconds(30);
    static final Duration SHUTDOWN = Duration.ofSeconds(45);

    final FakeAws aws = FakeAws.builder()
            .latency(LatencyProfile.instant()
                    .with("ec2.instance.create", BOOT, 0)
                    .with("ec2.instance.delete", SHUTDOWN, 0))
            .build();
    final AutoScalingClient scaling = aws.client(AutoScalingClient.builder());
    final Ec2Client ec2 = aws.client(Ec2Client.builder());
    final List<String> subnets;
    final String template;

    AsgWorldFixture() {
        String vpc = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
        this.subnets = List.of(subnet(vpc, "10.0.0.0/24", "eu-west-1a"), subnet(vpc, "10.0.1.0/24", "eu-west-1b"));
        this.template = template("nodes", InstanceType.T3_SMALL);
    }

    private String subnet(String vpc, String cidr, String zone) {
        return ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock(cidr).availabilityZone(zone))
                .subnet()
                .subnetId();
    }

    String template(String name, InstanceType type) {
        return ec2.createLaunchTemplate(r -> r.launchTemplateName(name).launchTemplateData(data(type)))
                .launchTemplate()
                .launchTemplateId();
    }

    static RequestLaunchTemplateData data(InstanceType type) {
        return RequestLaunchTemplateData.builder()
                .instanceType(type)
                .imageId("ami-08f134ebe0f207b5a")
                .build();
    }

    /** Creates a group of at most 6 instances. */
    void create(String name, int desired) {
        create(name, desired, b -> {});
    }

    void create(String name, int desired, Consumer<CreateAutoScalingGroupRequest.Builder> more) {
        scaling.createAutoScalingGroup(CreateAutoScalingGroupRequest.builder()
                .autoScalingGroupName(name)
                .minSize(0)
                .maxSize(6)
                .desiredCapacity(desired)
                .launchTemplate(t -> t.launchTemplateId(template))
                .vpcZoneIdentifier(String.join(",", subnets))
                .build()
                .copy(more));
    }

    AutoScalingGroup group(String name) {
        return scaling.describeAutoScalingGroups(r -> r.autoScalingGroupNames(name))
                .autoScalingGroups()
                .get(0);
    }

    boolean exists(String name) {
        return !scaling.describeAutoScalingGroups(r -> r.autoScalingGroupNames(name))
                .autoScalingGroups()
                .isEmpty();
    }

    List<Instance> instances(String name) {
        return group(name).instances();
    }

    List<String> states(String name) {
        return instances(name).stream().map(Instance::lifecycleStateAsString).toList();
    }

    List<Activity> activities(String name) {
        return scaling.describeScalingActivities(r -> r.autoScalingGroupName(name))
                .activities();
    }

    List<Resource> inventory(String type) {
        return aws.inventory().stream()
                .filter(resource -> resource.type().equals(type))
                .toList();
    }

    void pass(Duration duration) {
        try {
            aws.clock().advance(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        aws.close();
    }
}
