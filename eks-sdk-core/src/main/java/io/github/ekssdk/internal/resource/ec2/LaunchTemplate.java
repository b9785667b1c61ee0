package io.github.ekssdk.internal.resource.ec2;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.Verb;
import io.github.ekssdk.internal.graph.Wanted;
import io.github.ekssdk.internal.graph.Work;
import io.github.ekssdk.state.ResourceState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateBlockDeviceMappingRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateHttpTokensState;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateTagSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.VolumeType;

/** The launch template of a managed node group: its root volume, its metadata service, its instances' tags. */
public final class LaunchTemplate extends Ec2Kind {

    public static final String TEMPLATE_NAME = "launchTemplateName";
    public static final String DEVICE_NAME = "deviceName";
    public static final String DISK_SIZE = "diskSize";
    public static final String HTTP_TOKENS = "httpTokens";
    public static final String HOP_LIMIT = "httpPutResponseHopLimit";
    public static final String INSTANCE_TAGS = "instanceTags";

    /** The output that names the version to use. */
    public static final String VERSION = "version";

    @Override
    public String name() {
        return "launchTemplate";
    }

    @Override
    Stream<ResourceState> describe(Aws aws, List<Filter> filters) {
        return aws
                .ec2()
                .describeLaunchTemplatesPaginator(
                        request -> request.filters(filters).maxResults(200))
                .launchTemplates()
                .stream()
                .map(template -> versioned(
                        state(
                                template.launchTemplateId(),
                                AVAILABLE,
                                map(template.tags()),
                                data(aws, template.launchTemplateId(), template.launchTemplateName())),
                        template.latestVersionNumber()));
    }

    private static Map<String, Object> data(Aws aws, String id, String name) {
        ResponseLaunchTemplateData data = aws.ec2()
                .describeLaunchTemplateVersions(
                        request -> request.launchTemplateId(id).versions("$Latest"))
                .launchTemplateVersions()
                .get(0)
                .launchTemplateData();
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(TEMPLATE_NAME, name);
        data.blockDeviceMappings().stream().findFirst().ifPresent(device -> {
            properties.put(DEVICE_NAME, device.deviceName());
            properties.put(DISK_SIZE, device.ebs().volumeSize());
        });
        if (data.metadataOptions() != null) {
            properties.put(HTTP_TOKENS, data.metadataOptions().httpTokensAsString());
            properties.put(HOP_LIMIT, data.metadataOptions().httpPutResponseHopLimit());
        }
        return properties;
    }

    private static ResourceState versioned(ResourceState state, long version) {
        Map<String, String> outputs = new LinkedHashMap<>(state.outputs());
        outputs.put(VERSION, Long.toString(version));
        return new ResourceState(
                state.id(), state.physicalId(), state.status(), state.properties(), outputs, state.issues());
    }

    private static RequestLaunchTemplateData data(Wanted wanted) {
        return RequestLaunchTemplateData.builder()
                .blockDeviceMappings(LaunchTemplateBlockDeviceMappingRequest.builder()
                        .deviceName(wanted.properties().string(DEVICE_NAME))
                        .ebs(ebs -> ebs.volumeSize(wanted.properties().integer(DISK_SIZE))
                                .volumeType(VolumeType.GP3)
                                .encrypted(true)
                                .deleteOnTermination(true))
                        .build())
                .metadataOptions(options -> options.httpTokens(LaunchTemplateHttpTokensState.fromValue(
                                wanted.properties().string(HTTP_TOKENS)))
                        .httpPutResponseHopLimit(wanted.properties().integer(HOP_LIMIT)))
                .tagSpecifications(
                        tagged(ResourceType.INSTANCE, wanted.properties().map(INSTANCE_TAGS)),
                        tagged(ResourceType.VOLUME, wanted.properties().map(INSTANCE_TAGS)))
                .build();
    }

    private static LaunchTemplateTagSpecificationRequest tagged(ResourceType type, Map<String, String> tags) {
        return LaunchTemplateTagSpecificationRequest.builder()
                .resourceType(type)
                .tags(tags(tags))
                .build();
    }

    @Override
    public ResourceState create(Aws aws, Wanted wanted) {
        var template = aws.ec2()
                .createLaunchTemplate(request -> request.launchTemplateName(
                                wanted.properties().string(TEMPLATE_NAME))
                        .launchTemplateData(data(wanted))
                        .clientToken(wanted.token("CreateLaunchTemplate"))
                        .tagSpecifications(tagged(ResourceType.LAUNCH_TEMPLATE, wanted)))
                .launchTemplate();
        return versioned(
                state(
                        template.launchTemplateId(),
                        AVAILABLE,
                        wanted.tags(),
                        wanted.properties().asMap()),
                template.latestVersionNumber());
    }

    @Override
    public ResourceState update(Aws aws, Wanted wanted, ResourceState now, Set<String> differences) {
        if (differences.contains(TAGS)) {
            retag(aws, wanted, now);
        }
        if (differences.stream().allMatch(TAGS::equals)) {
            return with(now, wanted, differences);
        }
        long version = aws.ec2()
                .createLaunchTemplateVersion(request -> request.launchTemplateId(now.physicalId())
                        .launchTemplateData(data(wanted))
                        .clientToken(wanted.token("CreateLaunchTemplateVersion " + now.physicalId() + " "
                                + now.outputs().get(VERSION))))
                .launchTemplateVersion()
                .versionNumber();
        return versioned(with(now, wanted, differences), version);
    }

    @Override
    public void delete(Aws aws, Owner owner, ResourceState now) {
        AwsFault.unlessGone(
                () -> aws.ec2().deleteLaunchTemplate(request -> request.launchTemplateId(now.physicalId())));
    }

    @Override
    public boolean tokenPerRun() {
        return true;
    }

    @Override
    public Mutability mutability(String property) {
        return switch (property) {
            case TEMPLATE_NAME -> Mutability.REPLACE;
            case INSTANCE_TAGS -> Mutability.INITIAL;
            default -> Mutability.IN_PLACE;
        };
    }

    @Override
    public Set<String> outputsChangedBy(List<String> properties) {
        return properties.stream().allMatch(TAGS::equals) ? Set.of() : Set.of(VERSION);
    }

    @Override
    public Work work(Verb verb) {
        return switch (verb) {
            case CREATE -> Work.brief("ec2:CreateLaunchTemplate", "ec2:CreateTags");
            case UPDATE -> Work.brief("ec2:CreateLaunchTemplateVersion", "ec2:CreateTags", "ec2:DeleteTags");
            case DELETE -> Work.brief("ec2:DeleteLaunchTemplate");
        };
    }
}
