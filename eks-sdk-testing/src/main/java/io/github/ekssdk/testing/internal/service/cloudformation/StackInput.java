package io.github.ekssdk.testing.internal.service.cloudformation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/** What a caller says that a stack shall be, checked before anything is done. */
final class StackInput {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z][-a-zA-Z0-9]{0,127}");
    private static final List<String> NAMES_OF_IAM =
            List.of("RoleName", "InstanceProfileName", "ManagedPolicyName", "UserName", "GroupName");

    private StackInput() {}

    static String name(String member, @Nullable String given) {
        String name = given == null ? "" : given;
        if (!NAME.matcher(name).matches()) {
            throw CfnRefusals.validation("1 validation error detected: Value '" + name + "' at '" + member
                    + "' failed to satisfy constraint: Member must satisfy regular expression pattern:"
                    + " [a-zA-Z][-a-zA-Z0-9]*");
        }
        return name;
    }

    /** The template that is passed, or that of the stack if the caller wants the same again. */
    static Template template(
            @Nullable String url, @Nullable String body, @Nullable Boolean previous, Optional<StackState> stack) {
        if (url != null) {
            throw CfnRefusals.validation("TemplateURL is not in the fake AWS; pass the template as TemplateBody.");
        }
        if (!Boolean.TRUE.equals(previous)) {
            return Template.of(body);
        }
        return stack.flatMap(StackState::template)
                .orElseThrow(
                        () -> CfnRefusals.noStack(stack.map(StackState::name).orElse("")));
    }

    /** The capability that a template needs, if any. */
    static Optional<String> capability(Template template) {
        boolean iam = false;
        for (String id : template.resources().keySet()) {
            if (template.typeOf(id).startsWith("AWS::IAM::")) {
                iam = true;
                Map<String, Object> properties =
                        Values.map(template.resource(id).get("Properties"));
                if (NAMES_OF_IAM.stream().anyMatch(properties::containsKey)) {
                    return Optional.of("CAPABILITY_NAMED_IAM");
                }
            }
        }
        return iam ? Optional.of("CAPABILITY_IAM") : Optional.empty();
    }

    static void checkCapabilities(Template template, List<String> given) {
        capability(template)
                .filter(needed -> !given.contains(needed) && !given.contains("CAPABILITY_NAMED_IAM"))
                .ifPresent(needed -> {
                    throw CfnRefusals.capabilities(needed);
                });
    }

    /** Whether a stack is what is wanted already. */
    static boolean isSame(StackState stack, Template template, Map<String, String> parameters, List<Tag> tags) {
        boolean sameTemplate = stack.template()
                .filter(before -> Json.of(before.section("Resources")).equals(Json.of(template.section("Resources")))
                        && Json.of(before.section("Outputs")).equals(Json.of(template.section("Outputs"))))
                .isPresent();
        return sameTemplate && parameters.equals(stack.parameters()) && tags.equals(stack.tags());
    }
}
