package io.github.ekssdk.testing.internal.service.ec2;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;

/** The numbered versions of each launch template. Numbers are not used again. */
final class LaunchTemplateVersionStore {
    private final Map<String, NavigableMap<Long, LaunchTemplateVersion>> byTemplate = new HashMap<>();
    private final Map<String, Long> lastNumbers = new HashMap<>();

    /** Number of the version that comes next. */
    long nextNumber(String templateId) {
        return lastNumbers.getOrDefault(templateId, 0L) + 1;
    }

    void add(LaunchTemplateVersion version) {
        String id = version.launchTemplateId();
        of(id).put(version.versionNumber(), version);
        lastNumbers.put(id, version.versionNumber());
    }

    /** The versions of a template, newest first. */
    List<LaunchTemplateVersion> list(String templateId) {
        return List.copyOf(of(templateId).descendingMap().values());
    }

    int count(String templateId) {
        return of(templateId).size();
    }

    /** The version that a number, {@code $Latest} or {@code $Default} stands for. */
    LaunchTemplateVersion require(LaunchTemplate template, String version) {
        return find(template, version)
                .orElseThrow(() -> Refusals.badRequest(
                        "InvalidLaunchTemplateId.VersionNotFound",
                        "Could not find the specified version " + version + " for the launch template with ID "
                                + template.launchTemplateId() + "."));
    }

    Optional<LaunchTemplateVersion> find(LaunchTemplate template, String version) {
        NavigableMap<Long, LaunchTemplateVersion> versions = of(template.launchTemplateId());
        return switch (version) {
            case "$Latest" -> Optional.of(versions.lastEntry().getValue());
            case "$Default" -> Optional.ofNullable(versions.get(template.defaultVersionNumber()));
            default -> Optional.ofNullable(versions.get(number(version)));
        };
    }

    private static long number(String version) {
        if (!version.matches("\\d{1,18}")) {
            throw Refusals.invalidValue(
                    "Launch template version '" + version + "' is not a number, $Latest or $Default");
        }
        return Long.parseLong(version);
    }

    void remove(LaunchTemplateVersion version) {
        of(version.launchTemplateId()).remove(version.versionNumber());
    }

    void removeAll(String templateId) {
        byTemplate.remove(templateId);
        lastNumbers.remove(templateId);
    }

    private NavigableMap<Long, LaunchTemplateVersion> of(String templateId) {
        return byTemplate.computeIfAbsent(templateId, id -> new TreeMap<>());
    }
}
