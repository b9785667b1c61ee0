package io.github.ekssdk.internal.resource.ec2;

import io.github.ekssdk.internal.graph.Properties;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateCapacityReservationSpecificationResponse;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateHttpTokensState;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateTagSpecification;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateTagSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

/** Writes the settings of a launch template as EC2 takes them, and reads them back. */
final class LaunchTemplateData {

    private static final String RESERVATION_ID = "cr-";

    private LaunchTemplateData() {}

    static RequestLaunchTemplateData request(Properties wanted) {
        RequestLaunchTemplateData.Builder data = RequestLaunchTemplateData.builder()
                .blockDeviceMappings(LaunchTemplateVolumes.request(wanted))
                .metadataOptions(options -> options.httpTokens(
                                LaunchTemplateHttpTokensState.fromValue(wanted.string(LaunchTemplate.HTTP_TOKENS)))
                        .httpPutResponseHopLimit(wanted.integer(LaunchTemplate.HOP_LIMIT)))
                .tagSpecifications(Stream.of(ResourceType.INSTANCE, ResourceType.VOLUME, ResourceType.NETWORK_INTERFACE)
                        .map(type -> tagged(type, wanted.map(LaunchTemplate.INSTANCE_TAGS)))
                        .toList())
                .imageId(wanted.optionalString(LaunchTemplate.IMAGE_ID).orElse(null))
                .instanceType(
                        wanted.optionalString(LaunchTemplate.INSTANCE_TYPE).orElse(null))
                .keyName(wanted.optionalString(LaunchTemplate.KEY_NAME).orElse(null))
                .userData(wanted.optionalString(LaunchTemplate.USER_DATA)
                        .map(text -> Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)))
                        .orElse(null));
        if (wanted.has(LaunchTemplate.EFA_INTERFACES)) {
            data.networkInterfaces(LaunchTemplateInterfaces.request(
                    wanted.integer(LaunchTemplate.EFA_INTERFACES), wanted.strings(LaunchTemplate.SECURITY_GROUP_IDS)));
        } else if (wanted.has(LaunchTemplate.SECURITY_GROUP_IDS)) {
            data.securityGroupIds(wanted.strings(LaunchTemplate.SECURITY_GROUP_IDS));
        }
        if (wanted.has(LaunchTemplate.ENCLAVES)) {
            data.enclaveOptions(options -> options.enabled(true));
        }
        if (wanted.has(LaunchTemplate.MONITORING)) {
            data.monitoring(monitoring -> monitoring.enabled(true));
        }
        place(data, wanted);
        return data.build();
    }

    private static void place(RequestLaunchTemplateData.Builder data, Properties wanted) {
        wanted.optionalString(LaunchTemplate.PLACEMENT_GROUP)
                .ifPresent(name -> data.placement(placement -> placement.groupName(name)));
        wanted.optionalString(LaunchTemplate.CAPACITY_RESERVATION)
                .ifPresent(id -> data.capacityReservationSpecification(
                        reservation -> reservation.capacityReservationTarget(target -> {
                            if (id.startsWith(RESERVATION_ID)) {
                                target.capacityReservationId(id);
                            } else {
                                target.capacityReservationResourceGroupArn(id);
                            }
                        })));
        wanted.optionalString(LaunchTemplate.MARKET_TYPE)
                .ifPresent(type -> data.instanceMarketOptions(market -> market.marketType(type)));
        wanted.optionalString(LaunchTemplate.INSTANCE_PROFILE)
                .ifPresent(arn -> data.iamInstanceProfile(profile -> profile.arn(arn)));
    }

    private static LaunchTemplateTagSpecificationRequest tagged(ResourceType type, Map<String, String> tags) {
        return LaunchTemplateTagSpecificationRequest.builder()
                .resourceType(type)
                .tags(Ec2Kind.tags(tags))
                .build();
    }

    static Map<String, Object> properties(String name, LaunchTemplateVersion version) {
        ResponseLaunchTemplateData data = version.launchTemplateData();
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(LaunchTemplate.TEMPLATE_NAME, name);
        LaunchTemplateVolumes.read(data.blockDeviceMappings(), properties);
        if (data.metadataOptions() != null) {
            properties.put(LaunchTemplate.HTTP_TOKENS, data.metadataOptions().httpTokensAsString());
            properties.put(LaunchTemplate.HOP_LIMIT, data.metadataOptions().httpPutResponseHopLimit());
        }
        put(properties, LaunchTemplate.IMAGE_ID, data.imageId());
        put(properties, LaunchTemplate.INSTANCE_TYPE, data.instanceTypeAsString());
        put(properties, LaunchTemplate.KEY_NAME, data.keyName());
        put(properties, LaunchTemplate.DESCRIPTION, version.versionDescription());
        if (data.userData() != null) {
            properties.put(
                    LaunchTemplate.USER_DATA,
                    new String(Base64.getDecoder().decode(data.userData()), StandardCharsets.UTF_8));
        }
        LaunchTemplateInterfaces.read(data.networkInterfaces(), properties);
        if (!data.securityGroupIds().isEmpty()) {
            properties.put(LaunchTemplate.SECURITY_GROUP_IDS, data.securityGroupIds());
        }
        if (data.enclaveOptions() != null
                && Boolean.TRUE.equals(data.enclaveOptions().enabled())) {
            properties.put(LaunchTemplate.ENCLAVES, true);
        }
        if (data.monitoring() != null && Boolean.TRUE.equals(data.monitoring().enabled())) {
            properties.put(LaunchTemplate.MONITORING, true);
        }
        place(properties, data);
        properties.put(LaunchTemplate.INSTANCE_TAGS, instanceTags(data.tagSpecifications()));
        return properties;
    }

    private static void place(Map<String, Object> properties, ResponseLaunchTemplateData data) {
        if (data.placement() != null) {
            put(properties, LaunchTemplate.PLACEMENT_GROUP, data.placement().groupName());
        }
        put(properties, LaunchTemplate.CAPACITY_RESERVATION, reservation(data.capacityReservationSpecification()));
        if (data.instanceMarketOptions() != null) {
            put(
                    properties,
                    LaunchTemplate.MARKET_TYPE,
                    data.instanceMarketOptions().marketTypeAsString());
        }
        if (data.iamInstanceProfile() != null) {
            put(
                    properties,
                    LaunchTemplate.INSTANCE_PROFILE,
                    data.iamInstanceProfile().arn());
        }
    }

    private static @Nullable String reservation(
            @Nullable LaunchTemplateCapacityReservationSpecificationResponse specification) {
        if (specification == null || specification.capacityReservationTarget() == null) {
            return null;
        }
        var target = specification.capacityReservationTarget();
        return target.capacityReservationId() != null
                ? target.capacityReservationId()
                : target.capacityReservationResourceGroupArn();
    }

    private static Map<String, String> instanceTags(List<LaunchTemplateTagSpecification> specifications) {
        return specifications.stream()
                .filter(specification -> specification.resourceType() == ResourceType.INSTANCE)
                .findFirst()
                .map(specification -> Ec2Kind.map(specification.tags()))
                .orElse(Map.of());
    }

    private static void put(Map<String, Object> properties, String name, @Nullable Object value) {
        if (value != null) {
            properties.put(name, value);
        }
    }
}
