package io.github.ekssdk.internal.resource.iam;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.graph.ResourceKind;
import io.github.ekssdk.internal.graph.Verb;
import io.github.ekssdk.internal.graph.Wanted;
import io.github.ekssdk.internal.graph.Work;
import io.github.ekssdk.state.ResourceState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An instance profile, by which the instances of a self-managed node group take their role. */
public final class InstanceProfile extends ResourceKind {

    public static final String PROFILE_NAME = "instanceProfileName";
    public static final String ROLE_ARN = "roleArn";
    public static final String TAGS = "tags";

    /** The output that is the profile's ARN. */
    public static final String ARN = "arn";

    private static final String OWNER = "owner";
    private static final String NONE = "none";

    @Override
    public String name() {
        return "instanceProfile";
    }

    @Override
    public List<ResourceState> list(Aws aws, Owner owner) {
        return aws
                .iam()
                .listInstanceProfilesPaginator(request -> request.pathPrefix(Role.path(owner, "/")))
                .instanceProfiles()
                .stream()
                .map(profile -> new ResourceState(
                        name() + "/",
                        profile.arn(),
                        "",
                        Map.of(PROFILE_NAME, profile.instanceProfileName()),
                        Map.of(),
                        List.of()))
                .toList();
    }

    @Override
    public boolean readOneByOne() {
        return true;
    }

    @Override
    public Optional<ResourceState> read(Aws aws, Owner owner, ResourceState known) {
        String profileName = String.valueOf(known.properties().get(PROFILE_NAME));
        return AwsFault.found(() -> aws.iam()
                        .getInstanceProfile(request -> request.instanceProfileName(profileName))
                        .instanceProfile())
                .map(profile -> state(owner, profile));
    }

    private static ResourceState state(Owner owner, software.amazon.awssdk.services.iam.model.InstanceProfile profile) {
        Map<String, String> tags = IamTags.map(profile.tags());
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(PROFILE_NAME, profile.instanceProfileName());
        properties.put(
                ROLE_ARN,
                profile.roles().stream().findFirst().map(role -> role.arn()).orElse(NONE));
        properties.put(TAGS, Owner.wantedTags(tags));
        return new ResourceState(
                tags.getOrDefault(Owner.RESOURCE_TAG, ""),
                profile.arn(),
                "available",
                properties,
                Map.of(ARN, profile.arn(), OWNER, owner.owns(tags) ? owner.cluster() : ""),
                List.of());
    }

    @Override
    public ResourceState create(Aws aws, Wanted wanted) {
        var profile = aws.iam()
                .createInstanceProfile(request -> request.instanceProfileName(
                                wanted.properties().string(PROFILE_NAME))
                        .path(Role.path(wanted.owner(), "/"))
                        .tags(IamTags.of(wanted.tags())))
                .instanceProfile();
        return state(
                wanted.owner(),
                profile.toBuilder().tags(IamTags.of(wanted.tags())).build());
    }

    @Override
    public ResourceState update(Aws aws, Wanted wanted, ResourceState now, Set<String> differences) {
        String profileName = wanted.properties().string(PROFILE_NAME);
        if (differences.contains(ROLE_ARN)) {
            takeOut(aws, now);
            putIn(aws, profileName, wanted.properties().string(ROLE_ARN));
        }
        if (differences.contains(TAGS)) {
            wanted.retag(
                    now,
                    wanted.tags(),
                    tags -> aws.iam()
                            .tagInstanceProfile(request ->
                                    request.instanceProfileName(profileName).tags(IamTags.of(tags))),
                    keys -> aws.iam()
                            .untagInstanceProfile(request ->
                                    request.instanceProfileName(profileName).tagKeys(keys)));
        }
        return new ResourceState(
                now.id(),
                now.physicalId(),
                now.status(),
                wanted.properties().over(now, differences),
                now.outputs(),
                now.issues());
    }

    /** There is room for one role; IAM says that there is none for the one that is there already, too. */
    private static void putIn(Aws aws, String profileName, String roleArn) {
        try {
            aws.iam()
                    .addRoleToInstanceProfile(
                            request -> request.instanceProfileName(profileName).roleName(nameOf(roleArn)));
        } catch (AwsFault fault) {
            boolean there = fault.code().equals("LimitExceeded")
                    && aws
                            .iam()
                            .getInstanceProfile(request -> request.instanceProfileName(profileName))
                            .instanceProfile()
                            .roles()
                            .stream()
                            .anyMatch(role -> role.arn().equals(roleArn));
            if (!there) {
                throw fault;
            }
        }
    }

    private static void takeOut(Aws aws, ResourceState now) {
        String present = Properties.of(now).string(ROLE_ARN);
        if (!present.equals(NONE)) {
            AwsFault.unlessGone(() -> aws.iam()
                    .removeRoleFromInstanceProfile(request -> request.instanceProfileName(
                                    Properties.of(now).string(PROFILE_NAME))
                            .roleName(nameOf(present))));
        }
    }

    private static String nameOf(String roleArn) {
        return roleArn.substring(roleArn.lastIndexOf('/') + 1);
    }

    @Override
    public void delete(Aws aws, Owner owner, ResourceState now) {
        takeOut(aws, now);
        AwsFault.unlessGone(() -> aws.iam()
                .deleteInstanceProfile(request ->
                        request.instanceProfileName(Properties.of(now).string(PROFILE_NAME))));
    }

    @Override
    public boolean foreign(ResourceState state) {
        return "".equals(state.outputs().get(OWNER));
    }

    @Override
    public Mutability mutability(String property) {
        return property.equals(PROFILE_NAME) ? Mutability.REPLACE : Mutability.IN_PLACE;
    }

    @Override
    public Work work(Verb verb) {
        return switch (verb) {
            case CREATE ->
                Work.brief(
                        "iam:CreateInstanceProfile",
                        "iam:TagInstanceProfile",
                        "iam:AddRoleToInstanceProfile",
                        "iam:PassRole");
            case UPDATE ->
                Work.brief(
                        "iam:RemoveRoleFromInstanceProfile",
                        "iam:AddRoleToInstanceProfile",
                        "iam:TagInstanceProfile",
                        "iam:UntagInstanceProfile",
                        "iam:PassRole");
            case DELETE -> Work.brief("iam:RemoveRoleFromInstanceProfile", "iam:DeleteInstanceProfile");
        };
    }
}
