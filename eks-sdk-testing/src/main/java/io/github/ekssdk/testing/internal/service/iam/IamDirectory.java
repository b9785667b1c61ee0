package io.github.ekssdk.testing.internal.service.iam;

import io.github.ekssdk.testing.internal.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the other services of the account ask of IAM. */
public final class IamDirectory {
    private final IamStore store;
    private final ServiceLinkedRoles serviceLinkedRoles;

    IamDirectory(IamStore store, ServiceLinkedRoles serviceLinkedRoles) {
        this.store = store;
        this.serviceLinkedRoles = serviceLinkedRoles;
    }

    /** What a service sees of a role now; nothing when there is none, or it has not heard of it yet. */
    public Optional<RoleSight> sight(String roleArn, Instant now) {
        return store.roleByArn(roleArn).flatMap(role -> role.sightAt(now));
    }

    /** Whether there is a role of that ARN, heard of or not. */
    public boolean exists(String roleArn) {
        return store.roleByArn(roleArn).isPresent();
    }

    /** The ARN with its path of a role given by name. */
    public Optional<String> arnOf(String roleName) {
        return store.hasRole(roleName) ? Optional.of(store.role(roleName).arn()) : Optional.empty();
    }

    /** The longest session of a role, in seconds. */
    public Optional<Integer> sessionDuration(String roleArn) {
        return store.roleByArn(roleArn).map(IamRole::sessionDuration);
    }

    /** Whether the trust policy of a role lets that caller assume it. */
    public boolean trusts(String roleArn, Caller caller) {
        Set<String> trusted = store.roleByArn(roleArn)
                .map(role -> role.trust().latest().trustedAws())
                .orElse(Set.of());
        String root = "arn:" + store.account().partition() + ":iam::" + caller.accountId() + ":root";
        return trusted.contains("*")
                || trusted.contains(caller.arn())
                || trusted.contains(caller.accountId())
                || trusted.contains(root);
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

    /** Deletes an instance profile, whatever is in it. Does nothing if it is gone already. */
    public void deleteInstanceProfile(String name) {
        if (store.hasProfile(name)) {
            store.remove(store.profile(name));
        }
    }
}
