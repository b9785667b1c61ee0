package io.github.ekssdk.testing.internal.service.iam;

import io.github.ekssdk.testing.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Lists what customers made in IAM. */
final class IamInventory {
    private IamInventory() {}

    static List<Resource> list(IamStore store, OidcProviders oidcProviders) {
        List<Resource> found = new ArrayList<>();
        for (IamRole role : store.roles()) {
            if (!role.isServiceLinked()) {
                found.add(new Resource(
                        "iam:role",
                        role.name(),
                        "",
                        attributes(role),
                        role.tags().asMap()));
            }
        }
        for (InstanceProfileEntry profile : store.profiles()) {
            IamRole held = profile.role();
            Map<String, String> attributes = Map.of("role", held == null ? "" : held.name());
            found.add(new Resource(
                    "iam:instance-profile",
                    profile.name(),
                    "",
                    attributes,
                    profile.tags().asMap()));
        }
        for (IamUser user : store.users()) {
            Map<String, String> attributes = new TreeMap<>(common(user));
            attributes.put("accessKeys", String.valueOf(user.accessKeys().size()));
            found.add(new Resource(
                    "iam:user", user.name(), "", attributes, user.tags().asMap()));
        }
        for (IamGroup group : store.groups()) {
            Map<String, String> attributes = new TreeMap<>(common(group));
            attributes.put("users", String.join(",", group.members()));
            found.add(new Resource("iam:group", group.name(), "", attributes, Map.of()));
        }
        for (CustomerPolicy policy : store.policies().values()) {
            Map<String, String> attributes =
                    Map.of("path", policy.path(), "document", policy.document().text());
            found.add(new Resource(
                    "iam:policy", policy.name(), "", attributes, policy.tags().asMap()));
        }
        for (OidcProvider provider : oidcProviders.byArn().values()) {
            Map<String, String> attributes = Map.of("clientIds", String.join(",", provider.clientIds()));
            found.add(new Resource(
                    "iam:oidc-provider",
                    provider.url(),
                    "",
                    attributes,
                    provider.tags().asMap()));
        }
        return found;
    }

    private static Map<String, String> attributes(IamRole role) {
        Map<String, String> attributes = new TreeMap<>(common(role));
        attributes.put("trust", role.trust().latest().text());
        return attributes;
    }

    private static Map<String, String> common(IamIdentity identity) {
        Map<String, String> attributes = new TreeMap<>();
        attributes.put("path", identity.path());
        attributes.put(
                "policies",
                String.join(
                        ",",
                        identity.attachedPolicies().keySet().stream().sorted().toList()));
        attributes.put(
                "inlinePolicies", String.join(",", identity.inlinePolicies().keySet()));
        if (identity.boundary() != null) {
            attributes.put("permissionsBoundary", identity.boundary());
        }
        return attributes;
    }
}
