package io.github.ekssdk.testing.internal.service.autoscaling;

import io.github.ekssdk.testing.Resource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;

/** Lists the groups that Auto Scaling keeps. */
final class AutoScalingInventory {
    private AutoScalingInventory() {}

    static List<Resource> list(AsgWorld world) {
        return world.groups().stream().map(AutoScalingInventory::group).toList();
    }

    private static Resource group(ScalingGroup group) {
        AutoScalingGroup settings = group.settings();
        Map<String, String> attributes = new TreeMap<>();
        attributes.put("sizes", settings.minSize() + "/" + settings.desiredCapacity() + "/" + settings.maxSize());
        attributes.put("subnets", String.join(",", new TreeSet<>(group.subnets())));
        LaunchTemplateSpecification template = Blueprints.specification(settings);
        if (template != null) {
            attributes.put("launchTemplate", template.launchTemplateId() + ":" + template.version());
        }
        if (!group.hooks().isEmpty()) {
            Set<String> hooks = group.hooks().keySet();
            attributes.put("lifecycleHooks", String.join(",", hooks));
        }
        if (group.warmPool().isPresent()) {
            attributes.put("warmPool", String.valueOf(WarmPool.size(group)));
        }
        Map<String, String> tags = new TreeMap<>();
        group.tags().values().forEach(tag -> tags.put(tag.key(), tag.value()));
        String status = group.isDeleting() ? "deleting" : "active";
        return new Resource("autoscaling:group", group.name(), status, attributes, tags);
    }
}
