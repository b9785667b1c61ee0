package io.github.ekssdk.testing.internal.service.ec2;

import io.github.ekssdk.testing.internal.AwsRefusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.CreateFleetError;
import software.amazon.awssdk.services.ec2.model.CreateFleetInstance;
import software.amazon.awssdk.services.ec2.model.CreateFleetRequest;
import software.amazon.awssdk.services.ec2.model.CreateFleetResponse;
import software.amazon.awssdk.services.ec2.model.FleetLaunchTemplateConfigRequest;
import software.amazon.awssdk.services.ec2.model.FleetLaunchTemplateOverrides;
import software.amazon.awssdk.services.ec2.model.FleetLaunchTemplateOverridesRequest;
import software.amazon.awssdk.services.ec2.model.FleetLaunchTemplateSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.FleetType;
import software.amazon.awssdk.services.ec2.model.InstanceLifecycle;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateAndOverridesResponse;
import software.amazon.awssdk.services.ec2.model.MarketType;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.TargetCapacitySpecificationRequest;

/** Launches instant fleets, as Karpenter does: the first of several types and subnets that has capacity. */
final class Fleets {
    private final Ec2World world;
    private final InstanceRuns runs;

    Fleets(Ec2World world, InstanceRuns runs) {
        this.world = world;
        this.runs = runs;
    }

    /** A type of instance in a place, by a launch template. */
    private record Offer(
            FleetLaunchTemplateSpecificationRequest template, FleetLaunchTemplateOverridesRequest override) {
        LaunchTemplateAndOverridesResponse render() {
            return LaunchTemplateAndOverridesResponse.builder()
                    .launchTemplateSpecification(specification -> specification
                            .launchTemplateId(template.launchTemplateId())
                            .launchTemplateName(template.launchTemplateName())
                            .version(template.version()))
                    .overrides(FleetLaunchTemplateOverrides.builder()
                            .instanceType(override.instanceTypeAsString())
                            .subnetId(override.subnetId())
                            .availabilityZone(override.availabilityZone())
                            .priority(override.priority())
                            .build())
                    .build();
        }
    }

    public CreateFleetResponse create(CreateFleetRequest request) {
        return world.clientTokens.once(
                request, request.clientToken(), CreateFleetResponse.class, () -> launch(request));
    }

    private CreateFleetResponse launch(CreateFleetRequest request) {
        if (request.type() != FleetType.INSTANT) {
            throw Refusals.unsupported("fleets of the type " + request.typeAsString() + ", only instant ones,");
        }
        TargetCapacitySpecificationRequest target =
                Refusals.present(request.targetCapacitySpecification(), "targetCapacitySpecification");
        int total = Refusals.present(target.totalTargetCapacity(), "totalTargetCapacity");
        boolean spotByDefault = "spot".equals(target.defaultTargetCapacityTypeAsString());
        int spot = target.spotTargetCapacity() == null
                ? spotByDefault ? total - zero(target.onDemandTargetCapacity()) : 0
                : target.spotTargetCapacity();
        List<Offer> offers = offers(request.launchTemplateConfigs());
        Map<Offer, List<String>> launched = new LinkedHashMap<>();
        List<CreateFleetError> errors = new ArrayList<>();
        for (int i = 0; i < total; i++) {
            launchOne(request, offers, i < spot, launched, errors);
        }
        return CreateFleetResponse.builder()
                .fleetId("fleet-" + world.account.ids().uuid())
                .instances(launched.entrySet().stream()
                        .map(entry -> instances(entry.getKey(), entry.getValue(), spot > 0))
                        .toList())
                .errors(errors.stream().distinct().toList())
                .build();
    }

    private static int zero(Integer number) {
        return number == null ? 0 : number;
    }

    private static List<Offer> offers(List<FleetLaunchTemplateConfigRequest> configs) {
        List<Offer> offers = new ArrayList<>();
        for (FleetLaunchTemplateConfigRequest config : configs) {
            FleetLaunchTemplateSpecificationRequest template =
                    Refusals.present(config.launchTemplateSpecification(), "launchTemplateSpecification");
            List<FleetLaunchTemplateOverridesRequest> overrides = config.overrides()
                            .isEmpty()
                    ? List.of(FleetLaunchTemplateOverridesRequest.builder().build())
                    : config.overrides();
            overrides.forEach(override -> offers.add(new Offer(template, override)));
        }
        if (offers.isEmpty()) {
            throw Refusals.missing("launchTemplateConfigs");
        }
        return offers;
    }

    private void launchOne(
            CreateFleetRequest request,
            List<Offer> offers,
            boolean spot,
            Map<Offer, List<String>> launched,
            List<CreateFleetError> errors) {
        for (Offer offer : offers) {
            try {
                String id =
                        runs.run(order(request, offer, spot)).instances().get(0).instanceId();
                launched.computeIfAbsent(offer, key -> new ArrayList<>()).add(id);
                return;
            } catch (AwsRefusal refusal) {
                errors.add(CreateFleetError.builder()
                        .errorCode(refusal.code())
                        .errorMessage(refusal.message())
                        .lifecycle(lifecycle(spot))
                        .launchTemplateAndOverrides(offer.render())
                        .build());
            }
        }
    }

    private static RunInstancesRequest order(CreateFleetRequest request, Offer offer, boolean spot) {
        List<TagSpecification> tags = request.tagSpecifications().stream()
                .filter(specification -> specification.resourceType() != ResourceType.FLEET)
                .toList();
        RunInstancesRequest.Builder order = RunInstancesRequest.builder()
                .launchTemplate(
                        template -> template.launchTemplateId(offer.template().launchTemplateId())
                                .launchTemplateName(offer.template().launchTemplateName())
                                .version(offer.template().version()))
                .minCount(1)
                .maxCount(1);
        if (offer.override().instanceType() != null) {
            order.instanceType(offer.override().instanceTypeAsString());
        }
        if (offer.override().subnetId() != null) {
            order.subnetId(offer.override().subnetId());
        }
        if (offer.override().imageId() != null) {
            order.imageId(offer.override().imageId());
        }
        if (!tags.isEmpty()) {
            order.tagSpecifications(tags);
        }
        if (spot) {
            order.instanceMarketOptions(market -> market.marketType(MarketType.SPOT));
        }
        return order.build();
    }

    private CreateFleetInstance instances(Offer offer, List<String> ids, boolean spot) {
        return CreateFleetInstance.builder()
                .launchTemplateAndOverrides(offer.render())
                .lifecycle(lifecycle(spot))
                .instanceIds(ids)
                .instanceType(world.instances.get(ids.get(0)).instanceTypeAsString())
                .build();
    }

    private static InstanceLifecycle lifecycle(boolean spot) {
        return spot ? InstanceLifecycle.SPOT : InstanceLifecycle.ON_DEMAND;
    }
}
