package io.github.ekssdk.testing.internal.service.autoscaling;

import io.github.ekssdk.testing.internal.service.ec2.InstanceLaunch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateInstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.MarketType;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

/** One version of a launch template, as a group launches from it. */
record Blueprint(LaunchTemplateVersion version) {

    /** The version as an instance shows it: its number instead of {@code $Default}. */
    LaunchTemplateSpecification specification() {
        return LaunchTemplateSpecification.builder()
                .launchTemplateId(version.launchTemplateId())
                .launchTemplateName(version.launchTemplateName())
                .version(String.valueOf(version.versionNumber()))
                .build();
    }

    ResponseLaunchTemplateData data() {
        return version.launchTemplateData();
    }

    Optional<String> instanceType() {
        return Optional.ofNullable(data().instanceTypeAsString());
    }

    String image() {
        return data().imageId() == null ? "" : data().imageId();
    }

    boolean asksForSpot() {
        return data().instanceMarketOptions() != null
                && data().instanceMarketOptions().marketType() == MarketType.SPOT;
    }

    List<String> securityGroups() {
        if (!data().securityGroupIds().isEmpty()) {
            return data().securityGroupIds();
        }
        List<String> groups = new ArrayList<>();
        data().networkInterfaces().forEach(card -> groups.addAll(card.groups()));
        return groups.stream().distinct().toList();
    }

    @Nullable String instanceProfileArn(String arnPrefix) {
        var profile = data().iamInstanceProfile();
        if (profile == null) {
            return null;
        }
        return profile.arn() == null ? arnPrefix + profile.name() : profile.arn();
    }

    /** The interfaces of instances with Elastic Fabric Adapters, one on each network card. */
    List<InstanceLaunch.Card> fabricAdapters() {
        boolean fabric = data().networkInterfaces().stream()
                .anyMatch(card ->
                        card.interfaceType() != null && card.interfaceType().startsWith("efa"));
        return fabric ? data().networkInterfaces().stream().map(Blueprint::card).toList() : List.of();
    }

    private static InstanceLaunch.Card card(LaunchTemplateInstanceNetworkInterfaceSpecification card) {
        return new InstanceLaunch.Card(
                card.networkCardIndex() == null ? 0 : card.networkCardIndex(),
                card.deviceIndex() == null ? 0 : card.deviceIndex(),
                card.interfaceType() == null ? "interface" : card.interfaceType(),
                card.groups());
    }

    @Nullable String placementGroup() {
        return data().placement() == null ? null : data().placement().groupName();
    }

    Map<String, String> instanceTags() {
        Map<String, String> tags = new LinkedHashMap<>();
        data().tagSpecifications().stream()
                .filter(specification -> "instance".equals(specification.resourceTypeAsString()))
                .forEach(specification -> specification.tags().forEach(tag -> tags.put(tag.key(), tag.value())));
        return tags;
    }
}
