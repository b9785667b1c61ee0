package io.github.ekssdk.testing.internal.service.ec2;

import io.github.ekssdk.testing.internal.Call;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateResponse;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateResponse;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesResponse;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.ModifyLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.ModifyLaunchTemplateResponse;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;

/** Makes, describes, changes and deletes launch templates. */
final class LaunchTemplates {
    private static final Pages PAGES = new Pages(1, 200);
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9()./_\\-]{3,128}");

    private final Ec2World world;
    private final LaunchTemplateBirth birth;
    private final Filters<LaunchTemplate> filters;

    LaunchTemplates(Ec2World world) {
        this.world = world;
        this.birth = new LaunchTemplateBirth(world);
        this.filters = new Filters<LaunchTemplate>()
                .on("launch-template-name", LaunchTemplate::launchTemplateName)
                .on("create-time", LaunchTemplate::createTime)
                .onTags(template -> world.tags.of(template.launchTemplateId()));
    }

    public CreateLaunchTemplateResponse create(CreateLaunchTemplateRequest request, Call call) {
        return world.clientTokens.once(
                request,
                request.clientToken(),
                CreateLaunchTemplateResponse.class,
                () -> make(request, call.caller().arn()));
    }

    private CreateLaunchTemplateResponse make(CreateLaunchTemplateRequest request, String creator) {
        Map<String, String> tags = world.tagRules.read(request.tagSpecifications(), Kind.LAUNCH_TEMPLATE);
        String name = Refusals.present(request.launchTemplateName(), "launchTemplateName");
        if (!NAME.matcher(name).matches()) {
            throw Refusals.badRequest(
                    "InvalidLaunchTemplateName.MalformedException",
                    "The launch template name '" + name + "' must have 3 to 128 of a-z, A-Z, 0-9 and ()./_-");
        }
        if (byName(name).isPresent()) {
            throw Refusals.badRequest(
                    "InvalidLaunchTemplateName.AlreadyExistsException", "Launch template name already in use.");
        }
        world.checkQuota(
                "ec2.launchTemplates",
                world.launchTemplates.size(),
                "LaunchTemplateLimitExceeded",
                "The maximum number of launch templates has been reached.");
        RequestLaunchTemplateData data = LaunchTemplateBirth.checked(request.launchTemplateData());
        LaunchTemplate made = birth.make(name, request.versionDescription(), data, tags, creator);
        return CreateLaunchTemplateResponse.builder()
                .launchTemplate(render(made))
                .build();
    }

    private Optional<LaunchTemplate> byName(String name) {
        return world.launchTemplates.stream()
                .filter(template -> template.launchTemplateName().equals(name))
                .findFirst();
    }

    /** The template that a call names by its id or its name, one of the two. */
    LaunchTemplate require(@Nullable String id, @Nullable String name) {
        if (id != null && name != null) {
            throw Refusals.invalidCombination("Only one of launchTemplateId and launchTemplateName can be specified.");
        }
        if (name == null) {
            return world.launchTemplates.require(id);
        }
        return byName(name)
                .orElseThrow(() -> Refusals.badRequest(
                        "InvalidLaunchTemplateName.NotFoundException",
                        "The specified launch template, with template name " + name + ", does not exist."));
    }

    public DescribeLaunchTemplatesResponse describe(DescribeLaunchTemplatesRequest request) {
        List<LaunchTemplate> found = filters.apply(request.filters(), chosen(request));
        Pages.Page<LaunchTemplate> page = PAGES.of(found, request.maxResults(), request.nextToken());
        return DescribeLaunchTemplatesResponse.builder()
                .launchTemplates(page.items().stream().map(this::render).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private List<LaunchTemplate> chosen(DescribeLaunchTemplatesRequest request) {
        if (request.launchTemplateNames().isEmpty()) {
            return world.launchTemplates.choose(request.launchTemplateIds());
        }
        return request.launchTemplateNames().stream()
                .map(name -> byName(name)
                        .orElseThrow(() -> Refusals.badRequest(
                                "InvalidLaunchTemplateName.NotFoundException",
                                "At least one of the launch templates specified in the request does not exist.")))
                .toList();
    }

    private LaunchTemplate render(LaunchTemplate template) {
        return template.toBuilder()
                .tags(world.tags.list(template.launchTemplateId()))
                .build();
    }

    public ModifyLaunchTemplateResponse modify(ModifyLaunchTemplateRequest request) {
        return world.clientTokens.once(
                request, request.clientToken(), ModifyLaunchTemplateResponse.class, () -> change(request));
    }

    private ModifyLaunchTemplateResponse change(ModifyLaunchTemplateRequest request) {
        LaunchTemplate template = require(request.launchTemplateId(), request.launchTemplateName());
        String version = Refusals.present(request.defaultVersion(), "SetDefaultVersion");
        long number = world.launchTemplateVersions.require(template, version).versionNumber();
        world.launchTemplates.update(
                template.launchTemplateId(),
                t -> t.toBuilder().defaultVersionNumber(number).build());
        return ModifyLaunchTemplateResponse.builder()
                .launchTemplate(render(world.launchTemplates.get(template.launchTemplateId())))
                .build();
    }

    public DeleteLaunchTemplateResponse delete(DeleteLaunchTemplateRequest request) {
        LaunchTemplate template = require(request.launchTemplateId(), request.launchTemplateName());
        LaunchTemplate last = render(template);
        remove(template);
        return DeleteLaunchTemplateResponse.builder().launchTemplate(last).build();
    }

    void remove(LaunchTemplate template) {
        world.launchTemplateVersions.removeAll(template.launchTemplateId());
        world.remove(Kind.LAUNCH_TEMPLATE, template.launchTemplateId());
    }
}
