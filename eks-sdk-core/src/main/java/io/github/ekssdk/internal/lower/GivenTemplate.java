package io.github.ekssdk.internal.lower;

import io.github.ekssdk.spec.LaunchTemplateChoice;
import io.github.ekssdk.spec.ManagedNodeGroupSpec;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a launch template of the user's own.
 *
 * @param id its id
 * @param version the number of the version to use
 * @param imageId the image that it names, if it names one
 */
record GivenTemplate(String id, String version, Optional<String> imageId) {

    private static final int IMAGE = 2;

    /** Returns the path under which the answer is kept. */
    static String path(ManagedNodeGroupSpec group) {
        return "managedNodeGroups[" + group.name() + "].launchTemplate";
    }

    /** Returns the answer as it is kept. */
    List<String> answers() {
        return imageId.map(image -> List.of(id, version, image)).orElseGet(() -> List.of(id, version));
    }

    /** Returns what the plan found out; what the spec says where it did not ask. */
    static GivenTemplate of(LoweringContext context, ManagedNodeGroupSpec group) {
        List<String> answers = context.resolved(path(group));
        if (answers.isEmpty()) {
            return new GivenTemplate(
                    group.launchTemplate().map(LaunchTemplateChoice::idOrName).orElse(""),
                    group.launchTemplate().map(LaunchTemplateChoice::version).orElse(""),
                    Optional.empty());
        }
        return new GivenTemplate(
                answers.get(0), answers.get(1), answers.stream().skip(IMAGE).findFirst());
    }
}
