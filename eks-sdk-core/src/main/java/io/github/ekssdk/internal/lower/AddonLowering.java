package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.graph.ResourceNode;
import io.github.ekssdk.internal.resource.eks.Addon;
import io.github.ekssdk.internal.resource.eks.JsonMeaning;
import io.github.ekssdk.spec.AddonOrder;
import io.github.ekssdk.spec.AddonSpec;
import java.util.List;
import java.util.Map;

/** Add-ons. */
final class AddonLowering {

    private static final String ON_FARGATE = "{\"computeType\":\"Fargate\"}";

    private final LoweringContext context;

    AddonLowering(LoweringContext context) {
        this.context = context;
    }

    void lower(AddonSpec addon) {
        Properties.Builder wanted = Properties.builder();
        List<String> version = context.resolved(Addons.versionPath(addon.name()));
        if (!version.isEmpty()) {
            wanted.set(Addon.VERSION, version.get(0));
        }
        wanted.set(Addon.CONFIGURATION, configuration(addon))
                .set(Addon.SERVICE_ACCOUNT_ROLE, addon.serviceAccountRoleArn().orElse(Addon.NO_ROLE))
                .set(Addon.POD_IDENTITIES, Map.of())
                .setIfPresent(Addon.RESOLVE_CONFLICTS, addon.resolveConflicts().map(Enum::name))
                .setIfPresent(Addon.NAMESPACE, addon.namespace())
                .set(Addon.PRESERVE, addon.preserveOnDelete())
                .set(Addon.TAGS, context.tags(addon.tags()));
        order(addon, context.graph().add(Kinds.ADDON, addon.name(), wanted.build()));
    }

    private String configuration(AddonSpec addon) {
        boolean onFargate = addon.name().equals(AddonSet.COREDNS)
                && addon.configurationValues().isEmpty()
                && AddonSet.fargateOnly(context.spec());
        return onFargate
                ? ON_FARGATE
                : JsonMeaning.canonical(addon.configurationValues().orElse(null));
    }

    private void order(AddonSpec addon, ResourceNode node) {
        if (addon.order() == AddonOrder.WITH_COMPUTE) {
            return;
        }
        boolean first = addon.order() == AddonOrder.BEFORE_COMPUTE;
        context.graph().nodes().stream()
                .filter(AddonLowering::runsPods)
                .map(ResourceNode::id)
                .forEach(id -> context.graph().order(first ? node.id() : id, first ? id : node.id()));
    }

    private static boolean runsPods(ResourceNode node) {
        return node.kind().equals(Kinds.MANAGED_NODE_GROUP) || node.kind().equals(Kinds.FARGATE_PROFILE);
    }
}
