package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.graph.ResourceNode;
import io.github.ekssdk.internal.resource.eks.Addon;
import io.github.ekssdk.internal.resource.eks.JsonMeaning;
import io.github.ekssdk.spec.AddonOrder;
import io.github.ekssdk.spec.AddonSpec;
import io.github.ekssdk.spec.WorkloadRoleSpec;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Add-ons. */
final class AddonLowering {

    private static final String ON_FARGATE = "{\"computeType\":\"Fargate\"}";

    private final LoweringContext context;
    private final WorkloadLowering workloads;

    AddonLowering(LoweringContext context, WorkloadLowering workloads) {
        this.context = context;
        this.workloads = workloads;
    }

    void lower(AddonSpec addon) {
        Properties.Builder wanted = Properties.builder();
        List<String> version = context.resolved(Addons.versionPath(addon.name()));
        if (!version.isEmpty()) {
            wanted.set(Addon.VERSION, version.get(0));
        }
        wanted.set(Addon.CONFIGURATION, configuration(addon))
                .set(Addon.SERVICE_ACCOUNT_ROLE, addon.serviceAccountRoleArn().orElse(Addon.NO_ROLE))
                .set(Addon.POD_IDENTITIES, podIdentities(addon))
                .setIfPresent(Addon.RESOLVE_CONFLICTS, addon.resolveConflicts().map(Enum::name))
                .setIfPresent(Addon.NAMESPACE, addon.namespace())
                .set(Addon.RECOMMENDED, context.resolved(Addons.podIdentitiesPath(addon.name())))
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

    private Map<String, Object> podIdentities(AddonSpec addon) {
        Map<String, Object> roleArns = new TreeMap<>();
        Map<String, String> tags = context.tags(addon.tags());
        roles(addon)
                .forEach((account, role) ->
                        roleArns.put(account, workloads.podRole("addon/" + addon.name() + "/" + account, role, tags)));
        return roleArns;
    }

    /** What is described wins over what EKS recommends. */
    private Map<String, WorkloadRoleSpec> roles(AddonSpec addon) {
        Map<String, WorkloadRoleSpec> roles = new TreeMap<>();
        context.resolved(Addons.podIdentitiesPath(addon.name()))
                .forEach(recommendation -> roles.put(
                        Addon.recommendedFor(recommendation),
                        WorkloadRoleSpec.builder()
                                .managedPolicies(Addon.recommendedPolicies(recommendation))
                                .build()));
        roles.putAll(addon.podIdentities());
        return roles;
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
        return List.of(Kinds.MANAGED_NODE_GROUP, Kinds.AUTO_SCALING_GROUP, Kinds.FARGATE_PROFILE)
                .contains(node.kind());
    }
}
