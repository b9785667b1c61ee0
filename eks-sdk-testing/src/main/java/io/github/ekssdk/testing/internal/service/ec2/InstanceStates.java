package io.github.ekssdk.testing.internal.service.ec2;

import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusResponse;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStatus;
import software.amazon.awssdk.services.ec2.model.InstanceStatusDetails;
import software.amazon.awssdk.services.ec2.model.InstanceStatusSummary;
import software.amazon.awssdk.services.ec2.model.RebootInstancesRequest;
import software.amazon.awssdk.services.ec2.model.RebootInstancesResponse;
import software.amazon.awssdk.services.ec2.model.StartInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StartInstancesResponse;
import software.amazon.awssdk.services.ec2.model.StatusName;
import software.amazon.awssdk.services.ec2.model.StatusType;
import software.amazon.awssdk.services.ec2.model.StopInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StopInstancesResponse;
import software.amazon.awssdk.services.ec2.model.SummaryStatus;

/** Starts, stops and reboots instances, and says how they do. */
final class InstanceStates {
    private final Ec2World world;
    private final Instances instances;
    private final InstanceLife life;
    private final Filters<Instance> filters = new Filters<Instance>()
            .on("instance-state-name", instance -> instance.state().nameAsString())
            .on("instance-state-code", instance -> instance.state().code())
            .on("availability-zone", instance -> instance.placement().availabilityZone())
            .on("instance-status.status", instance -> status(instance).statusAsString())
            .on("system-status.status", instance -> status(instance).statusAsString());

    InstanceStates(Ec2World world, Instances instances) {
        this.world = world;
        this.instances = instances;
        this.life = new InstanceLife(world);
    }

    public StartInstancesResponse start(StartInstancesRequest request) {
        List<Instance> before = choose(request.instanceIds());
        for (Instance instance : before) {
            if (!instance.state().equals(Instances.STOPPED)
                    && !instance.state().equals(Instances.RUNNING)
                    && !instance.state().equals(Instances.PENDING)) {
                throw incorrectState(instance, "started");
            }
        }
        before.stream()
                .filter(instance -> instance.state().equals(Instances.STOPPED))
                .forEach(instance -> life.start(instance.instanceId()));
        return StartInstancesResponse.builder()
                .startingInstances(before.stream().map(instances::change).toList())
                .build();
    }

    public StopInstancesResponse stop(StopInstancesRequest request) {
        List<Instance> before = choose(request.instanceIds());
        for (Instance instance : before) {
            if (instance.state().equals(Instances.TERMINATED)
                    || instance.state().equals(Instances.SHUTTING_DOWN)
                    || instance.state().equals(Instances.PENDING)) {
                throw incorrectState(instance, "stopped");
            }
        }
        before.stream()
                .filter(instance -> instance.state().equals(Instances.RUNNING))
                .forEach(instance -> life.stop(instance.instanceId()));
        return StopInstancesResponse.builder()
                .stoppingInstances(before.stream().map(instances::change).toList())
                .build();
    }

    public RebootInstancesResponse reboot(RebootInstancesRequest request) {
        for (Instance instance : choose(request.instanceIds())) {
            if (!instance.state().equals(Instances.RUNNING)) {
                throw incorrectState(instance, "rebooted");
            }
        }
        return RebootInstancesResponse.builder().build();
    }

    private List<Instance> choose(List<String> ids) {
        if (ids.isEmpty()) {
            throw Refusals.missing("InstanceId");
        }
        return world.instances.choose(ids);
    }

    private static RuntimeException incorrectState(Instance instance, String verb) {
        return Refusals.badRequest(
                "IncorrectInstanceState",
                "The instance '" + instance.instanceId() + "' is not in a state from which it can be " + verb + ".");
    }

    public DescribeInstanceStatusResponse describe(DescribeInstanceStatusRequest request) {
        Pages.refuseWithIds(request.maxResults(), request.instanceIds(), "instanceIds");
        boolean all = Boolean.TRUE.equals(request.includeAllInstances());
        Predicate<Instance> asked = instance -> all || instance.state().equals(Instances.RUNNING);
        Pages.Page<Instance> page = world.instances.page(
                request.instanceIds(),
                filters.matching(request.filters()).and(asked),
                Pages.USUAL,
                request.maxResults(),
                request.nextToken());
        return DescribeInstanceStatusResponse.builder()
                .instanceStatuses(
                        page.items().stream().map(InstanceStates::render).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static InstanceStatus render(Instance instance) {
        return InstanceStatus.builder()
                .instanceId(instance.instanceId())
                .availabilityZone(instance.placement().availabilityZone())
                .instanceState(instance.state())
                .instanceStatus(status(instance))
                .systemStatus(status(instance))
                .build();
    }

    private static InstanceStatusSummary status(Instance instance) {
        boolean running = instance.state().equals(Instances.RUNNING);
        InstanceStatusSummary.Builder status =
                InstanceStatusSummary.builder().status(running ? SummaryStatus.OK : SummaryStatus.NOT_APPLICABLE);
        if (running) {
            status.details(InstanceStatusDetails.builder()
                    .name(StatusName.REACHABILITY)
                    .status(StatusType.PASSED)
                    .build());
        }
        return status.build();
    }
}
