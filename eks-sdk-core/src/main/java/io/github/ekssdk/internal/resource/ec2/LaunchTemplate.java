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
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** The launch template of a node group: what its instances start with. */
public final class LaunchTemplate extends Ec2Kind {

    public static final String TEMPLATE_NAME = "launchTemplateName";
    public static final String DEVICE_NAME = "deviceName";
    public static final String DISK_SIZE = "diskSize";
    public static final String HTTP_TOKENS = "httpTokens";
    public static final String HOP_LIMIT = "httpPutResponseHopLimit";
    public static final String INSTANCE_TAGS = "instanceTags";
    public static final String VOLUME_TYPE = "volumeType";
    public static final String IOPS = "iops";
    public static final String THROUGHPUT = "throughput";
    public static final String ENCRYPTED = "encrypted";
    public static final String KMS_KEY_ID = "kmsKeyId";

    /** The volumes besides the one with images and containers, as texts by their devices. */
    public static final String ADDITIONAL_VOLUMES = "additionalVolumes";

    public static final String ENCLAVES = "enclaveOptions";
    public static final String IMAGE_ID = "imageId";
    public static final String INSTANCE_TYPE = "instanceType";
    public static final String KEY_NAME = "keyName";
    public static final String SECURITY_GROUP_IDS = "securityGroupIds";

    /** How many network interfaces are Elastic Fabric Adapters, one on each network card. */
    public static final String EFA_INTERFACES = "efaInterfaces";

    public static final String USER_DATA = "userData";
    public static final String MONITORING = "monitoring";
    public static final String PLACEMENT_GROUP = "placementGroup";
    public static final String CAPACITY_RESERVATION = "capacityReservation";
    public static final String MARKET_TYPE = "marketType";
    public static final String INSTANCE_PROFILE = "iamInstanceProfile";

    /** What the version is for, as it stands beside it. */
    public static final String DESCRIPTION = "versionDescription";

    private static final Set<String> OPTIONAL = Set.of(
            IOPS,
            THROUGHPUT,
            KMS_KEY_ID,
            ADDITIONAL_VOLUMES,
            ENCLAVES,
            IMAGE_ID,
            INSTANCE_TYPE,
            KEY_NAME,
            SECURITY_GROUP_IDS,
            EFA_INTERFACES,
            USER_DATA,
            MONITORING,
            PLACEMENT_GROUP,
            CAPACITY_RESERVATION,
            MARKET_TYPE);

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
        LaunchTemplateVersion version = aws.ec2()
                .describeLaunchTemplateVersions(
                        request -> request.launchTemplateId(id).versions("$Latest"))
                .launchTemplateVersions()
                .get(0);
        return LaunchTemplateData.properties(name, version);
    }

    private static ResourceState versioned(ResourceState state, long version) {
        Map<String, String> outputs = new LinkedHashMap<>(state.outputs());
        outputs.put(VERSION, Long.toString(version));
        return new ResourceState(
                state.id(), state.physicalId(), state.status(), state.properties(), outputs, state.issues());
    }

    @Override
    public ResourceState create(Aws aws, Wanted wanted) {
        var template = aws.ec2()
                .createLaunchTemplate(request -> request.launchTemplateName(
                                wanted.properties().string(TEMPLATE_NAME))
                        .launchTemplateData(LaunchTemplateData.request(wanted.properties()))
                        .versionDescription(
                                wanted.properties().optionalString(DESCRIPTION).orElse(null))
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
                        .launchTemplateData(LaunchTemplateData.request(wanted.properties()))
                        .versionDescription(
                                wanted.properties().optionalString(DESCRIPTION).orElse(null))
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
    public boolean clears(String property) {
        return OPTIONAL.contains(property);
    }

    @Override
    public boolean unordered(String property) {
        return property.equals(SECURITY_GROUP_IDS);
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
