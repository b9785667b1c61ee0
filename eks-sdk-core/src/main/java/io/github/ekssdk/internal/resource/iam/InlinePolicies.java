package io.github.ekssdk.internal.resource.iam;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.state.ResourceState;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The policies of a role's own. Only the roles of Pods have some, so those of others cost no call. */
final class InlinePolicies {

    private InlinePolicies() {}

    /** Tells whether a role of that id may have policies of its own. */
    static boolean has(String id) {
        return id.indexOf('/') != id.lastIndexOf('/');
    }

    /** Returns the state of a role with its policies by name. */
    static ResourceState read(Aws aws, String roleName, ResourceState role) {
        if (!has(role.id())) {
            return role;
        }
        Map<String, String> policies = new TreeMap<>();
        aws.iam().listRolePoliciesPaginator(request -> request.roleName(roleName)).policyNames().stream()
                .forEach(name -> AwsFault.found(() -> aws.iam()
                                .getRolePolicy(
                                        request -> request.roleName(roleName).policyName(name)))
                        .ifPresent(found -> policies.put(
                                name,
                                PolicyText.canonical(
                                        URLDecoder.decode(found.policyDocument(), StandardCharsets.UTF_8)))));
        return with(role, policies);
    }

    /** Returns the state of a role that has these policies. */
    static ResourceState with(ResourceState role, Map<String, String> policies) {
        Map<String, Object> properties = new LinkedHashMap<>(role.properties());
        properties.put(Role.POLICIES, policies);
        return new ResourceState(
                role.id(), role.physicalId(), role.status(), properties, role.outputs(), role.issues());
    }

    /** Puts the wanted policies on a role, and takes the others off. */
    static void change(Aws aws, String roleName, Map<String, String> wanted, ResourceState now) {
        Map<String, String> present = of(now);
        wanted.forEach((name, document) -> {
            if (!document.equals(present.get(name))) {
                aws.iam()
                        .putRolePolicy(request ->
                                request.roleName(roleName).policyName(name).policyDocument(document));
            }
        });
        present.keySet().stream()
                .filter(name -> !wanted.containsKey(name))
                .forEach(name -> delete(aws, roleName, name));
    }

    /** Takes all policies that are known off a role. */
    static void delete(Aws aws, String roleName, ResourceState now) {
        of(now).keySet().forEach(name -> delete(aws, roleName, name));
    }

    private static void delete(Aws aws, String roleName, String policy) {
        AwsFault.unlessGone(() ->
                aws.iam().deleteRolePolicy(request -> request.roleName(roleName).policyName(policy)));
    }

    private static Map<String, String> of(ResourceState role) {
        return role.properties().containsKey(Role.POLICIES)
                ? Properties.of(role).map(Role.POLICIES)
                : Map.of();
    }
}
