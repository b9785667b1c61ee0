package io.github.ekssdk.testing.internal.service.autoscaling;

import io.github.ekssdk.testing.internal.AwsRefusal;
import io.github.ekssdk.testing.internal.service.iam.IamService;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupResponse;
import software.amazon.awssdk.services.autoscaling.model.DeleteAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteAutoScalingGroupResponse;
import software.amazon.awssdk.services.autoscaling.model.DeletionProtection;
import software.amazon.awssdk.services.autoscaling.model.DescribeAccountLimitsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAccountLimitsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.Filter;
import software.amazon.awssdk.services.autoscaling.model.SetDesiredCapacityRequest;
import software.amazon.awssdk.services.autoscaling.model.SetDesiredCapacityResponse;
import software.amazon.awssdk.services.autoscaling.model.Tag;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;

/** Creates, shows, resizes and deletes groups. */
public final class GroupCalls {
    private static final int COOLDOWN = 300;

    private final AsgWorld world;
    private final GroupCheck check;
    private final Reconciler reconciler;

    GroupCalls(AsgWorld world, GroupCheck check, Reconciler reconciler) {
        this.world = world;
        this.check = check;
        this.reconciler = reconciler;
    }

    public CreateAutoScalingGroupResponse create(CreateAutoScalingGroupRequest request) {
        String name = GroupCheck.name(request.autoScalingGroupName());
        world.find(name).ifPresent(GroupCalls::refuseTaken);
        int most = world.account().quotas().limit("autoscaling.groups");
        if (world.groups().size() >= most) {
            throw AsgRefusals.limitExceeded("You have reached the limit of " + most + " Auto Scaling groups.");
        }
        AutoScalingGroup settings = settings(name, request);
        GroupCheck.sizes(settings);
        GroupCheck.words(settings);
        check.source(settings);
        List<String> subnets = check.subnets(request.vpcZoneIdentifier(), request.availabilityZones());
        ScalingGroup group = new ScalingGroup(
                settings.copy(b -> b.availabilityZones(check.zones(subnets, request.availabilityZones()))));
        group.subnets(subnets);
        request.tags().forEach(tag -> group.tags().put(tag.key(), description(name, tag)));
        request.lifecycleHookSpecificationList()
                .forEach(hook -> group.hooks().put(hook.lifecycleHookName(), HookCalls.hook(name, hook)));
        world.add(group);
        reconciler.touch(group);
        return CreateAutoScalingGroupResponse.builder().build();
    }

    private AutoScalingGroup settings(String name, CreateAutoScalingGroupRequest request) {
        String arn = world.account()
                .arn(
                        "autoscaling",
                        "autoScalingGroup:" + world.account().ids().uuid() + ":autoScalingGroupName/" + name);
        int min = AsgRefusals.required(request.minSize(), "minSize");
        String role = request.serviceLinkedRoleARN() != null
                ? request.serviceLinkedRoleARN()
                : world.account()
                        .service(IamService.class)
                        .directory()
                        .serviceLinkedRole("autoscaling.amazonaws.com", world.now());
        AutoScalingGroup.Builder settings = AutoScalingGroup.builder()
                .autoScalingGroupName(name)
                .autoScalingGroupARN(arn)
                .createdTime(world.now())
                .minSize(min)
                .maxSize(AsgRefusals.required(request.maxSize(), "maxSize"))
                .desiredCapacity(request.desiredCapacity() == null ? min : request.desiredCapacity())
                .launchTemplate(request.launchTemplate())
                .mixedInstancesPolicy(request.mixedInstancesPolicy())
                .vpcZoneIdentifier(request.vpcZoneIdentifier() == null ? "" : request.vpcZoneIdentifier())
                .loadBalancerNames(request.loadBalancerNames())
                .targetGroupARNs(request.targetGroupARNs())
                .trafficSources(request.trafficSources())
                .defaultCooldown(COOLDOWN)
                .healthCheckType("EC2")
                .healthCheckGracePeriod(0)
                .terminationPolicies("Default")
                .newInstancesProtectedFromScaleIn(false)
                .serviceLinkedRoleARN(role);
        GroupSettings.copy(request, settings);
        return settings.build();
    }

    private static void refuseTaken(ScalingGroup taken) {
        String start = "AutoScalingGroup by this name already exists - A group with the name " + taken.name()
                + " already exists";
        throw AsgRefusals.alreadyExists(
                taken.isDeleting()
                        ? start + " and is pending delete.  Please wait until Autoscaling completes the deletion"
                                + " process before creating another group with the same name."
                        : start);
    }

    static TagDescription description(String group, Tag tag) {
        return TagDescription.builder()
                .resourceId(group)
                .resourceType("auto-scaling-group")
                .key(AsgRefusals.required(tag.key(), "tags.member.key"))
                .value(tag.value() == null ? "" : tag.value())
                .propagateAtLaunch(Boolean.TRUE.equals(tag.propagateAtLaunch()))
                .build();
    }

    public DescribeAutoScalingGroupsResponse describe(DescribeAutoScalingGroupsRequest request) {
        boolean withInstances = !Boolean.FALSE.equals(request.includeInstances());
        List<ScalingGroup> found = chosen(request.autoScalingGroupNames())
                .filter(group -> matches(group, request.filters()))
                .toList();
        AsgPages<ScalingGroup> page = AsgPages.of(found, request.maxRecords(), request.nextToken());
        return DescribeAutoScalingGroupsResponse.builder()
                .autoScalingGroups(page.items().stream()
                        .map(group -> group.describe(withInstances))
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    private Stream<ScalingGroup> chosen(List<String> names) {
        return names.isEmpty()
                ? world.groups().stream()
                : names.stream().distinct().flatMap(name -> world.find(name).stream());
    }

    private static boolean matches(ScalingGroup group, List<Filter> filters) {
        Map<String, String> tags =
                group.tags().values().stream().collect(Collectors.toMap(TagDescription::key, TagDescription::value));
        return filters.stream().allMatch(filter -> matches(tags, filter));
    }

    private static boolean matches(Map<String, String> tags, Filter filter) {
        String name = AsgRefusals.required(filter.name(), "filters.member.name");
        if (name.equals("tag-key")) {
            return filter.values().stream().anyMatch(tags::containsKey);
        }
        if (name.equals("tag-value")) {
            return filter.values().stream().anyMatch(tags::containsValue);
        }
        if (!name.startsWith("tag:")) {
            throw AsgRefusals.validation("Invalid filter: " + name);
        }
        String value = tags.get(name.substring("tag:".length()));
        return value != null && filter.values().contains(value);
    }

    public DeleteAutoScalingGroupResponse delete(DeleteAutoScalingGroupRequest request) {
        ScalingGroup group = world.group(request.autoScalingGroupName());
        boolean force = Boolean.TRUE.equals(request.forceDelete());
        refuseProtected(group, force);
        if (!force && !group.isDeleting()) {
            if (group.members().stream().anyMatch(member -> !member.isLeaving())) {
                throw AsgRefusals.inUse(
                        "You cannot delete an AutoScalingGroup while there are instances or pending Spot"
                                + " instance request(s) still in the group.");
            }
            if (!group.members().isEmpty()) {
                throw AsgRefusals.activityInProgress("You cannot delete an AutoScalingGroup while there are scaling"
                        + " activities in progress for that group.");
            }
        }
        remove(group);
        return DeleteAutoScalingGroupResponse.builder().build();
    }

    private static void refuseProtected(ScalingGroup group, boolean force) {
        DeletionProtection protection = group.settings().deletionProtection();
        boolean refused = protection == DeletionProtection.PREVENT_ALL_DELETION
                || (force && protection == DeletionProtection.PREVENT_FORCE_DELETION);
        if (refused) {
            throw new AwsRefusal(
                    400,
                    "ValidationError",
                    "AutoScalingGroup '" + group.name() + "' cannot be deleted: its deletion protection is "
                            + protection + ".");
        }
    }

    /** Deletes a group with its instances. */
    void remove(ScalingGroup group) {
        group.delete();
        if (group.members().isEmpty()) {
            world.remove(group);
        } else {
            reconciler.touch(group);
        }
    }

    public SetDesiredCapacityResponse setDesiredCapacity(SetDesiredCapacityRequest request) {
        ScalingGroup group = world.changeable(request.autoScalingGroupName());
        int desired = AsgRefusals.required(request.desiredCapacity(), "desiredCapacity");
        if (desired > group.settings().maxSize()) {
            throw AsgRefusals.validation("New SetDesiredCapacity value " + desired + " is above max value "
                    + group.settings().maxSize() + " for the AutoScalingGroup.");
        }
        if (desired < group.settings().minSize()) {
            throw AsgRefusals.validation("New SetDesiredCapacity value " + desired + " is below min value "
                    + group.settings().minSize() + " for the AutoScalingGroup.");
        }
        if (Boolean.TRUE.equals(request.honorCooldown())) {
            refuseDuringActivity(group);
        }
        group.change(b -> b.desiredCapacity(desired));
        reconciler.touch(group);
        return SetDesiredCapacityResponse.builder().build();
    }

    private static void refuseDuringActivity(ScalingGroup group) {
        group.activities().stream()
                .filter(activity -> activity.endTime() == null)
                .findFirst()
                .ifPresent(activity -> {
                    throw AsgRefusals.activityInProgress(
                            "Scaling activity " + activity.activityId() + " is in progress and blocks this action");
                });
    }

    public DescribeAccountLimitsResponse describeLimits(DescribeAccountLimitsRequest request) {
        return DescribeAccountLimitsResponse.builder()
                .maxNumberOfAutoScalingGroups(world.account().quotas().limit("autoscaling.groups"))
                .numberOfAutoScalingGroups(world.groups().size())
                .maxNumberOfLaunchConfigurations(200)
                .numberOfLaunchConfigurations(0)
                .build();
    }
}
