package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Lists the add-ons, Pod Identity associations, identity providers and capabilities of a cluster. */
final class ClusterPartsInventory {
    private ClusterPartsInventory() {}

    static List<Resource> list(ClusterState cluster) {
        List<Resource> found = new ArrayList<>();
        cluster.addons().values().forEach(addon -> found.add(addon(cluster, addon)));
        cluster.podIdentities().values().forEach(one -> found.add(podIdentity(cluster, one)));
        cluster.identityProviders().values().forEach(one -> found.add(identityProvider(cluster, one)));
        cluster.capabilities().values().forEach(one -> found.add(capability(cluster, one)));
        return found;
    }

    private static Resource addon(ClusterState cluster, AddonState state) {
        Map<String, String> attributes = of(cluster);
        attributes.put("version", state.model().addonVersion());
        attributes.put("serviceAccountRoleArn", text(state.model().serviceAccountRoleArn()));
        attributes.put("configurationValues", text(state.model().configurationValues()));
        return new Resource(
                "eks:addon",
                cluster.name() + "/" + state.name(),
                String.valueOf(state.status()),
                attributes,
                state.tags().asMap());
    }

    private static Resource podIdentity(ClusterState cluster, PodIdentityState state) {
        Map<String, String> attributes = of(cluster);
        attributes.put("namespace", state.model().namespace());
        attributes.put("serviceAccount", state.model().serviceAccount());
        attributes.put("roleArn", state.model().roleArn());
        attributes.put("ownerArn", text(state.model().ownerArn()));
        String id = cluster.name() + "/" + state.id();
        return new Resource(
                "eks:pod-identity-association", id, "", attributes, state.tags().asMap());
    }

    private static Resource identityProvider(ClusterState cluster, IdentityProviderState state) {
        Map<String, String> attributes = of(cluster);
        attributes.put("issuerUrl", state.describe().issuerUrl());
        attributes.put("clientId", state.describe().clientId());
        return new Resource(
                "eks:identity-provider-config",
                cluster.name() + "/" + state.name(),
                String.valueOf(state.status()),
                attributes,
                state.tags().asMap());
    }

    private static Resource capability(ClusterState cluster, CapabilityState state) {
        Map<String, String> attributes = of(cluster);
        attributes.put("type", state.model().typeAsString());
        attributes.put("roleArn", state.model().roleArn());
        return new Resource(
                "eks:capability",
                cluster.name() + "/" + state.name(),
                String.valueOf(state.status()),
                attributes,
                state.tags().asMap());
    }

    private static Map<String, String> of(ClusterState cluster) {
        Map<String, String> attributes = new TreeMap<>();
        attributes.put("cluster", cluster.name());
        return attributes;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
