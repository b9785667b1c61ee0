package io.github.ekssdk.testing.internal.service.iam;

import io.github.ekssdk.testing.internal.Caller;
import io.github.ekssdk.testing.internal.policy.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the other services of the account ask of IAM. */
public final class IamDirectory {
    private final IamStore store;
    private final ServiceLinkedRoles serviceLinkedRoles;
    private final ManagedPolicies managed;
    private final OidcProviders oidcProviders;

    IamDirectory(
            IamStore store,
            ServiceLinkedRoles serviceLinkedRoles,
            ManagedPolicies managed,
            OidcProviders oidcProviders) {
        this.store = store;
        this.serviceLinkedRoles = serviceLinkedRoles;
        this.managed = managed;
        this.oidcProviders = oidcProviders;
    }

    /** What a service sees of a role now; nothing when there is none, or it has not heard of it yet. */
    public Optional<RoleSight> sight(String roleArn, Instant now) {
        Optional<RoleSight> sight = store.roleByArn(roleArn).flatMap(role -> role.sightAt(now));
        return sight.isEmpty() && store.account().lenient() ? Optional.of(madeUp(roleArn)) : sight;
    }

    /** In a lenient account every role is there when another service is given its ARN. */
    private static RoleSight madeUp(String roleArn) {
        String name = roleArn.substring(roleArn.lastIndexOf('/') + 1);
        Set<String> services = Set.of("eks.amazonaws.com", "ec2.amazonaws.com", "pods.eks.amazonaws.com");
        return new RoleSight(name, roleArn, "AROAMADEUP", services, Set.of());
    }

    /** Whether there is a role of that ARN, heard of or not. */
    public boolean exists(String roleArn) {
        return store.account().lenient() || store.roleByArn(roleArn).isPresent();
    }

    /** The ARN with its path of a role given by name. */
    public Optional<String> arnOf(String roleName) {
        return store.hasRole(roleName) ? Optional.of(store.role(roleName).arn()) : Optional.empty();
    }

    /** The ARN with its path of a user given by name. */
    public Optional<String> arnOfUser(String userName) {
        return store.hasUser(userName) ? Optional.of(store.user(userName).arn()) : Optional.empty();
    }

    /** The ARN with its path of an instance profile given by name. */
    public Optional<String> arnOfInstanceProfile(String name) {
        return store.hasProfile(name) ? Optional.of(store.profile(name).arn()) : Optional.empty();
    }

    /** The ARN of the role in an instance profile, if there is one. */
    public List<String> rolesOfInstanceProfile(String name) {
        IamRole role = store.hasProfile(name) ? store.profile(name).role() : null;
        return role == null ? List.of() : List.of(role.arn());
    }

    /** The longest session of a role, in seconds. */
    public Optional<Integer> sessionDuration(String roleArn) {
        return store.roleByArn(roleArn).map(IamRole::sessionDuration);
    }

    /** Who may assume a role; nothing when there is none. */
    public Optional<Policy> trustPolicy(String roleArn) {
        return store.roleByArn(roleArn).map(role -> role.trust().latest().policy());
    }

    /** The tags of a user or role. */
    public Map<String, String> tagsOf(String principalArn) {
        return store.identityByArn(principalArn)
                .map(identity -> identity.tags().asMap())
                .orElse(Map.of());
    }

    /** The client ids of an OIDC provider; nothing when there is no such provider. */
    public Optional<List<String>> oidcClientIds(String providerArn) {
        return Optional.ofNullable(oidcProviders.byArn().get(providerArn)).map(OidcProvider::clientIds);
    }

    /** The policies of a user or role that count now, attached ones and its own. */
    public List<Policy> policiesOf(String principalArn, Instant now) {
        List<Policy> found = new ArrayList<>();
        store.identityByArn(principalArn).ifPresent(identity -> {
            add(identity, now, found);
            if (identity instanceof IamUser user) {
                store.groupsOf(user).forEach(group -> add(group, now, found));
            }
        });
        return found;
    }

    private void add(IamIdentity identity, Instant now, List<Policy> found) {
        identity.inlinePolicies().values().forEach(inline -> found.add(inline.policy()));
        identity.attachedPolicies().forEach((arn, from) -> {
            if (!now.isBefore(from)) {
                managed.document(arn).ifPresent(document -> found.add(document.policy()));
            }
        });
    }

    /** What limits a user or role; nothing when it has no permissions boundary. */
    public Optional<Policy> boundaryOf(String principalArn) {
        return store.identityByArn(principalArn)
                .map(IamIdentity::boundary)
                .flatMap(managed::document)
                .map(PolicyDocument::policy);
    }

    /** What a managed policy says now. */
    public Optional<Policy> managedPolicy(String arn) {
        return managed.document(arn).map(PolicyDocument::policy);
    }

    /** Whether the service-linked role of a service is still to be made. */
    public boolean lacksServiceLinkedRole(String servicePrincipal) {
        return serviceLinkedRoles.isMissing(servicePrincipal);
    }

    /** The ARN that the service-linked role of a service has or will have. */
    public String arnOfServiceLinkedRole(String servicePrincipal) {
        return serviceLinkedRoles.arnOf(servicePrincipal);
    }

    /** The ARN of the service-linked role of a service, made at the first use. */
    public String serviceLinkedRole(String servicePrincipal, Instant now) {
        return serviceLinkedRoles.ensure(servicePrincipal, now);
    }

    /** The role or user that a caller stands for: a session of a role stands for the role. */
    public String principalOf(Caller caller) {
        int session = caller.arn().indexOf(":assumed-role/");
        if (session < 0) {
            return caller.arn();
        }
        String rest = caller.arn().substring(session + ":assumed-role/".length());
        String roleName = rest.substring(0, rest.lastIndexOf('/') < 0 ? rest.length() : rest.lastIndexOf('/'));
        return arnOf(roleName)
                .orElse("arn:" + store.account().partition() + ":iam::" + caller.accountId() + ":role/" + roleName);
    }

    /** Makes an instance profile with a role in it, as services do for instances that they launch. */
    public void createInstanceProfile(String name, String roleArn, Instant now) {
        String arn = store.account().globalArn("iam", "instance-profile/" + name);
        String id = store.account().ids().unique("AIPA");
        InstanceProfileEntry profile = new InstanceProfileEntry(name, "/", arn, id, now, IamTags.of(List.of()));
        profile.role(store.roleByArn(roleArn).orElse(null));
        store.add(profile);
    }

    /** Whether there is an instance profile of that name. */
    public boolean hasInstanceProfile(String name) {
        return store.hasProfile(name);
    }

    /** Deletes an instance profile, whatever is in it. Does nothing if it is gone already. */
    public void deleteInstanceProfile(String name) {
        if (store.hasProfile(name)) {
            store.remove(store.profile(name));
        }
    }
}
