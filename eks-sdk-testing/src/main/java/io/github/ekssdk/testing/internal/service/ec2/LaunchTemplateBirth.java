package io.github.ekssdk.testing.internal.service.ec2;

import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

/** Makes launch templates and their versions. The data of a version is kept as it was given. */
final class LaunchTemplateBirth {
    private static final Set<String> TAGGABLE = Set.of(
            "instance", "volume", "network-interface", "spot-instances-request", "elastic-gpu", "capacity-reservation");
    private static final int USER_DATA = 16 * 1024;

    private final Ec2World world;

    LaunchTemplateBirth(Ec2World world) {
        this.world = world;
    }

    LaunchTemplate make(
            String name,
            @Nullable String description,
            RequestLaunchTemplateData data,
            Map<String, String> tags,
            String creator) {
        return make(name, description, ResponseLaunchTemplateData.builder(), data, tags, creator);
    }

    /** Makes a launch template whose one version begins with the data of the builder. */
    LaunchTemplate make(
            String name,
            @Nullable String description,
            ResponseLaunchTemplateData.Builder base,
            RequestLaunchTemplateData data,
            Map<String, String> tags,
            String creator) {
        String id = world.newId(Kind.LAUNCH_TEMPLATE);
        world.tags.put(id, tags);
        LaunchTemplate template = LaunchTemplate.builder()
                .launchTemplateId(id)
                .launchTemplateName(name)
                .createTime(world.now())
                .createdBy(creator)
                .defaultVersionNumber(1L)
                .latestVersionNumber(1L)
                .build();
        world.launchTemplates.add(id, template);
        addVersion(template, description, base, data, creator);
        return template;
    }

    /** Adds a version whose data begins with that of the builder, overwritten by what is given. */
    LaunchTemplateVersion addVersion(
            LaunchTemplate template,
            @Nullable String description,
            ResponseLaunchTemplateData.Builder base,
            RequestLaunchTemplateData data,
            String creator) {
        PojoCopy.fill(data, base);
        String id = template.launchTemplateId();
        LaunchTemplateVersion version = LaunchTemplateVersion.builder()
                .launchTemplateId(id)
                .launchTemplateName(template.launchTemplateName())
                .versionNumber(world.launchTemplateVersions.nextNumber(id))
                .versionDescription(description)
                .createTime(world.now())
                .createdBy(creator)
                .launchTemplateData(base.build())
                .build();
        world.launchTemplateVersions.add(version);
        world.launchTemplates.update(
                id,
                t -> t.toBuilder().latestVersionNumber(version.versionNumber()).build());
        return version;
    }

    static RequestLaunchTemplateData checked(@Nullable RequestLaunchTemplateData given) {
        RequestLaunchTemplateData data = Refusals.present(given, "launchTemplateData");
        data.tagSpecifications().forEach(specification -> {
            if (!TAGGABLE.contains(specification.resourceTypeAsString())) {
                throw Refusals.invalidValue("'" + specification.resourceTypeAsString()
                        + "' is not a valid taggable resource type for this operation.");
            }
        });
        if (data.userData() != null) {
            checkUserData(data.userData());
        }
        return data;
    }

    private static void checkUserData(String encoded) {
        try {
            if (Base64.getDecoder().decode(encoded.replaceAll("\\s", "")).length > USER_DATA) {
                throw Refusals.invalidValue("User data is limited to 16384 bytes");
            }
        } catch (IllegalArgumentException e) {
            throw Refusals.badRequest("InvalidUserData.Malformed", "Invalid BASE64 encoding of user data.");
        }
    }
}
