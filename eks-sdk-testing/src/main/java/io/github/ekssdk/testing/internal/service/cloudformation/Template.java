package io.github.ekssdk.testing.internal.service.cloudformation;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A template: what it declares, checked as far as that can be done before anything is known of the account. */
final class Template {
    private static final Set<String> SECTIONS = Set.of(
            "AWSTemplateFormatVersion",
            "Description",
            "Metadata",
            "Parameters",
            "Mappings",
            "Conditions",
            "Outputs",
            "Resources",
            "Rules");

    private final String body;
    private final Map<String, Object> root;

    private Template(String body, Map<String, Object> root) {
        this.body = body;
        this.root = root;
    }

    static Template of(@Nullable String body) {
        if (body == null || body.isBlank()) {
            throw CfnRefusals.validation("Either Template URL or Template Body must be specified.");
        }
        Template template = new Template(body, TemplateReader.read(body));
        template.check();
        return template;
    }

    String body() {
        return body;
    }

    String description() {
        return Values.text(root.get("Description"));
    }

    Map<String, Object> section(String name) {
        return Values.map(root.get(name));
    }

    Map<String, Object> resources() {
        return section("Resources");
    }

    Map<String, Object> resource(String logicalId) {
        return Values.map(resources().get(logicalId));
    }

    String typeOf(String logicalId) {
        return Values.text(resource(logicalId).get("Type"));
    }

    /** The other resources that a resource needs: those that its properties name, and those that it depends on. */
    Set<String> needs(String logicalId) {
        Map<String, Object> resource = resource(logicalId);
        Set<String> needs = new TreeSet<>(References.in(resource.get("Properties")));
        needs.addAll(Values.texts(resource.get("DependsOn")));
        needs.retainAll(resources().keySet());
        return needs;
    }

    private void check() {
        for (String section : root.keySet()) {
            if (section.equals("Transform")) {
                throw CfnRefusals.validation("Templates with a Transform are not in the fake AWS.");
            }
            if (!SECTIONS.contains(section)) {
                throw CfnRefusals.validation("Invalid template property or properties [" + section + "]");
            }
        }
        if (resources().isEmpty()) {
            throw CfnRefusals.format("At least one Resources member must be defined.");
        }
        List<String> unknown = resources().keySet().stream()
                .map(this::typeOf)
                .filter(type -> !Kinds.has(type))
                .distinct()
                .toList();
        if (!unknown.isEmpty()) {
            throw CfnRefusals.format("Unrecognized resource types: " + unknown);
        }
        checkReferences();
        checkCircles();
    }

    private void checkReferences() {
        Set<String> known = new TreeSet<>(resources().keySet());
        known.addAll(section("Parameters").keySet());
        Set<String> named = new TreeSet<>(References.in(section("Resources")));
        resources()
                .values()
                .forEach(resource ->
                        named.addAll(Values.texts(Values.map(resource).get("DependsOn"))));
        named.removeAll(known);
        if (!named.isEmpty()) {
            throw CfnRefusals.format(
                    "Unresolved resource dependencies " + named + " in the Resources block of the template");
        }
        Set<String> ofOutputs = new TreeSet<>(References.in(section("Outputs")));
        ofOutputs.removeAll(known);
        if (!ofOutputs.isEmpty()) {
            throw CfnRefusals.format(
                    "Unresolved resource dependencies " + ofOutputs + " in the Outputs block of the template");
        }
    }

    private void checkCircles() {
        Set<String> open = new TreeSet<>(resources().keySet());
        while (!open.isEmpty()) {
            Set<String> free = new TreeSet<>();
            for (String id : open) {
                if (needs(id).stream().noneMatch(open::contains)) {
                    free.add(id);
                }
            }
            if (free.isEmpty()) {
                throw CfnRefusals.validation("Circular dependency between resources: " + open);
            }
            open.removeAll(free);
        }
    }
}
