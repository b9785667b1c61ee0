package io.github.ekssdk.testing.internal.service.cloudformation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateRequest;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateResponse;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateSummaryRequest;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateSummaryResponse;
import software.amazon.awssdk.services.cloudformation.model.ParameterDeclaration;
import software.amazon.awssdk.services.cloudformation.model.TemplateParameter;
import software.amazon.awssdk.services.cloudformation.model.TemplateStage;
import software.amazon.awssdk.services.cloudformation.model.ValidateTemplateRequest;
import software.amazon.awssdk.services.cloudformation.model.ValidateTemplateResponse;

/** Shows the templates of stacks, and says what is in a template. */
final class Templates {
    private final StackStore store;

    Templates(StackStore store) {
        this.store = store;
    }

    public GetTemplateResponse template(GetTemplateRequest request) {
        return GetTemplateResponse.builder()
                .templateBody(store.stack(request.stackName())
                        .template()
                        .map(Template::body)
                        .orElse("{}"))
                .stagesAvailable(TemplateStage.ORIGINAL, TemplateStage.PROCESSED)
                .build();
    }

    public ValidateTemplateResponse validate(ValidateTemplateRequest request) {
        Template template = StackInput.template(request.templateURL(), request.templateBody(), false, Optional.empty());
        Optional<String> capability = StackInput.capability(template);
        return ValidateTemplateResponse.builder()
                .description(template.description())
                .capabilitiesWithStrings(capability.map(List::of).orElse(List.of()))
                .parameters(template.section("Parameters").entrySet().stream()
                        .map(entry -> TemplateParameter.builder()
                                .parameterKey(entry.getKey())
                                .defaultValue(usual(entry.getValue()))
                                .description(Values.text(Values.at(entry.getValue(), "Description")))
                                .noEcho(isSecret(entry.getValue()))
                                .build())
                        .toList())
                .build();
    }

    /** What a template, or that of a stack, wants to know and makes. */
    public GetTemplateSummaryResponse summary(GetTemplateSummaryRequest request) {
        Optional<StackState> stack = Optional.ofNullable(request.stackName()).map(store::stack);
        boolean ofStack = stack.isPresent();
        Template template = StackInput.template(request.templateURL(), request.templateBody(), ofStack, stack);
        Optional<String> capability = StackInput.capability(template);
        return GetTemplateSummaryResponse.builder()
                .description(template.description())
                .version("2010-09-09")
                .capabilitiesWithStrings(capability.map(List::of).orElse(List.of()))
                .capabilitiesReason(capability
                        .map(needed -> "The following resource(s) require capabilities: " + iamTypes(template))
                        .orElse(null))
                .resourceTypes(template.resources().keySet().stream()
                        .map(template::typeOf)
                        .distinct()
                        .toList())
                .parameters(template.section("Parameters").entrySet().stream()
                        .map(Templates::declaration)
                        .toList())
                .build();
    }

    private static List<String> iamTypes(Template template) {
        return template.resources().keySet().stream()
                .map(template::typeOf)
                .filter(type -> type.startsWith("AWS::IAM::"))
                .distinct()
                .toList();
    }

    private static ParameterDeclaration declaration(Map.Entry<String, Object> entry) {
        Object definition = entry.getValue();
        return ParameterDeclaration.builder()
                .parameterKey(entry.getKey())
                .parameterType(Values.text(Values.at(definition, "Type")))
                .defaultValue(usual(definition))
                .description(Values.text(Values.at(definition, "Description")))
                .noEcho(isSecret(definition))
                .parameterConstraints(
                        constraints -> constraints.allowedValues(Values.texts(Values.at(definition, "AllowedValues"))))
                .build();
    }

    private static @Nullable String usual(Object definition) {
        return Values.map(definition).containsKey("Default") ? Values.text(Values.at(definition, "Default")) : null;
    }

    private static boolean isSecret(Object definition) {
        return Values.text(Values.at(definition, "NoEcho")).equals("true");
    }
}
