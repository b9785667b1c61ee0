package io.github.ekssdk.testing.internal.service.ec2;

import io.github.ekssdk.testing.internal.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionResponse;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsResponseErrorItem;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsResponseSuccessItem;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateErrorCode;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateIamInstanceProfileSpecification;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateInstanceMetadataOptions;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

/** Adds versions to launch templates, describes and deletes them. */
final class LaunchTemplateVersions {
    private static final Pages PAGES = new Pages(1, 200);

    private final Ec2World world;
    private final LaunchTemplates templates;
    private final LaunchTemplateBirth birth;
    private final Filters<LaunchTemplateVersion> filters;

    LaunchTemplateVersions(Ec2World world, LaunchTemplates templates) {
        this.world = world;
        this.templates = templates;
        this.birth = new LaunchTemplateBirth(world);
        this.filters = new Filters<LaunchTemplateVersion>()
                .on("create-time", LaunchTemplateVersion::createTime)
                .on("is-default-version", LaunchTemplateVersion::defaultVersion)
                .on("image-id", version -> version.launchTemplateData().imageId())
                .on("instance-type", version -> version.launchTemplateData().instanceTypeAsString())
                .on("ebs-optimized", version -> version.launchTemplateData().ebsOptimized())
                .on(
                        "http-tokens",
                        version -> metadata(version)
                                .map(LaunchTemplateInstanceMetadataOptions::httpTokensAsString)
                                .orElse(null))
                .on(
                        "http-endpoint",
                        version -> metadata(version)
                                .map(LaunchTemplateInstanceMetadataOptions::httpEndpointAsString)
                                .orElse(null))
                .on("iam-instance-profile", LaunchTemplateVersions::profile);
    }

    private static Optional<LaunchTemplateInstanceMetadataOptions> metadata(LaunchTemplateVersion version) {
        return Optional.ofNullable(version.launchTemplateData().metadataOptions());
    }

    private static @Nullable String profile(LaunchTemplateVersion version) {
        LaunchTemplateIamInstanceProfileSpecification profile =
                version.launchTemplateData().iamInstanceProfile();
        return profile == null ? null : profile.arn();
    }

    public CreateLaunchTemplateVersionResponse create(CreateLaunchTemplateVersionRequest request, Call call) {
        return world.clientTokens.once(
                request,
                request.clientToken(),
                CreateLaunchTemplateVersionResponse.class,
                () -> make(request, call.caller().arn()));
    }

    private CreateLaunchTemplateVersionResponse make(CreateLaunchTemplateVersionRequest request, String creator) {
        LaunchTemplate template = templates.require(request.launchTemplateId(), request.launchTemplateName());
        RequestLaunchTemplateData data = LaunchTemplateBirth.checked(request.launchTemplateData());
        ResponseLaunchTemplateData.Builder base = request.sourceVersion() == null
                ? ResponseLaunchTemplateData.builder()
                : world
                        .launchTemplateVersions
                        .require(template, request.sourceVersion())
                        .launchTemplateData()
                        .toBuilder();
        world.checkQuota(
                "ec2.versionsPerLaunchTemplate",
                world.launchTemplateVersions.count(template.launchTemplateId()),
                "LaunchTemplateVersionLimitExceeded",
                "The maximum number of launch template versions has been reached.");
        LaunchTemplateVersion made = birth.addVersion(template, request.versionDescription(), base, data, creator);
        return CreateLaunchTemplateVersionResponse.builder()
                .launchTemplateVersion(render(made, template))
                .build();
    }

    public DescribeLaunchTemplateVersionsResponse describe(DescribeLaunchTemplateVersionsRequest request) {
        List<LaunchTemplateVersion> found = filters.apply(request.filters(), chosen(request));
        Pages.Page<LaunchTemplateVersion> page = PAGES.of(found, request.maxResults(), request.nextToken());
        return DescribeLaunchTemplateVersionsResponse.builder()
                .launchTemplateVersions(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private List<LaunchTemplateVersion> chosen(DescribeLaunchTemplateVersionsRequest request) {
        if (request.launchTemplateId() == null && request.launchTemplateName() == null) {
            return ofAllTemplates(request.versions());
        }
        LaunchTemplate template = templates.require(request.launchTemplateId(), request.launchTemplateName());
        if (!request.versions().isEmpty()) {
            return request.versions().stream()
                    .map(version -> render(world.launchTemplateVersions.require(template, version), template))
                    .toList();
        }
        long from = bound(request.minVersion(), template, 1);
        long to = bound(request.maxVersion(), template, Long.MAX_VALUE);
        return world.launchTemplateVersions.list(template.launchTemplateId()).stream()
                .filter(version -> version.versionNumber() >= from && version.versionNumber() <= to)
                .map(version -> render(version, template))
                .toList();
    }

    private List<LaunchTemplateVersion> ofAllTemplates(List<String> versions) {
        if (versions.isEmpty() || !Set.of("$Latest", "$Default").containsAll(versions)) {
            throw Refusals.badRequest(
                    "MissingParameter",
                    "Without a launch template the request must contain the version $Latest or $Default");
        }
        return world.launchTemplates.stream()
                .flatMap(template -> versions.stream()
                        .map(version -> render(world.launchTemplateVersions.require(template, version), template)))
                .toList();
    }

    private long bound(@Nullable String version, LaunchTemplate template, long otherwise) {
        return version == null
                ? otherwise
                : world.launchTemplateVersions.require(template, version).versionNumber();
    }

    private static LaunchTemplateVersion render(LaunchTemplateVersion version, LaunchTemplate template) {
        return version.toBuilder()
                .defaultVersion(version.versionNumber().equals(template.defaultVersionNumber()))
                .build();
    }

    public DeleteLaunchTemplateVersionsResponse delete(DeleteLaunchTemplateVersionsRequest request) {
        LaunchTemplate template = templates.require(request.launchTemplateId(), request.launchTemplateName());
        if (request.versions().isEmpty()) {
            throw Refusals.missing("LaunchTemplateVersion");
        }
        List<DeleteLaunchTemplateVersionsResponseSuccessItem> done = new ArrayList<>();
        List<DeleteLaunchTemplateVersionsResponseErrorItem> refused = new ArrayList<>();
        for (String number : request.versions()) {
            Optional<LaunchTemplateVersion> version = world.launchTemplateVersions.find(template, number);
            if (version.isEmpty()) {
                refused.add(refused(template, number, LaunchTemplateErrorCode.LAUNCH_TEMPLATE_VERSION_DOES_NOT_EXIST));
            } else if (version.get().versionNumber().equals(template.defaultVersionNumber())) {
                refused.add(refused(template, number, LaunchTemplateErrorCode.UNEXPECTED_ERROR));
            } else {
                done.add(remove(version.get()));
            }
        }
        updateLatest(template.launchTemplateId());
        return DeleteLaunchTemplateVersionsResponse.builder()
                .successfullyDeletedLaunchTemplateVersions(done)
                .unsuccessfullyDeletedLaunchTemplateVersions(refused)
                .build();
    }

    private DeleteLaunchTemplateVersionsResponseSuccessItem remove(LaunchTemplateVersion version) {
        world.launchTemplateVersions.remove(version);
        return DeleteLaunchTemplateVersionsResponseSuccessItem.builder()
                .launchTemplateId(version.launchTemplateId())
                .launchTemplateName(version.launchTemplateName())
                .versionNumber(version.versionNumber())
                .build();
    }

    private void updateLatest(String templateId) {
        long latest = world.launchTemplateVersions.list(templateId).get(0).versionNumber();
        world.launchTemplates.update(
                templateId, t -> t.toBuilder().latestVersionNumber(latest).build());
    }

    private static DeleteLaunchTemplateVersionsResponseErrorItem refused(
            LaunchTemplate template, String version, LaunchTemplateErrorCode code) {
        String why = code == LaunchTemplateErrorCode.UNEXPECTED_ERROR
                ? "The default version of a launch template cannot be deleted."
                : "The specified launch template version does not exist.";
        return DeleteLaunchTemplateVersionsResponseErrorItem.builder()
                .launchTemplateId(template.launchTemplateId())
                .launchTemplateName(template.launchTemplateName())
                .versionNumber(version.matches("\\d+") ? Long.valueOf(version) : null)
                .responseError(error -> error.code(code).message(why))
                .build();
    }
}
