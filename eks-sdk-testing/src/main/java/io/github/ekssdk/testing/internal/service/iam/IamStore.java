package io.github.ekssdk.testing.internal.service.iam;

import io.github.ekssdk.testing.internal.Account;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The roles and instance profiles of the account, by their names, which differ by more than case. */
final class IamStore {
    private final Account account;
    private final Map<String, IamRole> roles = new TreeMap<>();
    private final Map<String, IamUser> users = new TreeMap<>();
    private final Map<String, IamGroup> groups = new TreeMap<>();
    private final Map<String, CustomerPolicy> policies = new TreeMap<>();
    private final Map<String, InstanceProfileEntry> profiles = new TreeMap<>();

    IamStore(Account account) {
        this.account = account;
    }

    Account account() {
        return account;
    }

    Collection<IamRole> roles() {
        return roles.values();
    }

    Collection<InstanceProfileEntry> profiles() {
        return profiles.values();
    }

    boolean hasRole(String name) {
        return roles.containsKey(fold(name));
    }

    IamRole role(@Nullable String name) {
        String given = IamInput.roleName(name);
        IamRole role = roles.get(fold(given));
        if (role == null) {
            throw IamRefusals.noRole(given);
        }
        return role;
    }

    /** A role that its own API already shows: reads right after the creation may miss it. */
    IamRole visibleRole(@Nullable String name, Instant now) {
        IamRole role = role(name);
        if (!role.isVisibleAt(now)) {
            throw IamRefusals.noRole(role.name());
        }
        return role;
    }

    IamRole changeableRole(@Nullable String name) {
        IamRole role = role(name);
        if (role.isServiceLinked()) {
            throw IamRefusals.unmodifiable(role.name());
        }
        return role;
    }

    Collection<IamUser> users() {
        return users.values();
    }

    boolean hasUser(String name) {
        return users.containsKey(fold(name));
    }

    IamUser user(@Nullable String name) {
        String given = IamInput.userName(name);
        IamUser user = users.get(fold(given));
        if (user == null) {
            throw IamRefusals.noSuchEntity("The user with name " + given + " cannot be found.");
        }
        return user;
    }

    void add(IamUser user) {
        users.put(fold(user.name()), user);
    }

    void remove(IamUser user) {
        users.remove(fold(user.name()));
    }

    Collection<IamGroup> groups() {
        return groups.values();
    }

    boolean hasGroup(String name) {
        return groups.containsKey(fold(name));
    }

    IamGroup group(@Nullable String name) {
        String given = IamInput.required("groupName", name);
        IamGroup group = groups.get(fold(given));
        if (group == null) {
            throw IamRefusals.noSuchEntity("The group with name " + given + " cannot be found.");
        }
        return group;
    }

    /** The groups that a user is in. */
    List<IamGroup> groupsOf(IamUser user) {
        return groups.values().stream()
                .filter(group -> group.members().contains(user.name()))
                .toList();
    }

    void add(IamGroup group) {
        groups.put(fold(group.name()), group);
    }

    void remove(IamGroup group) {
        groups.remove(fold(group.name()));
    }

    /** The policies that customers made, by ARN. */
    Map<String, CustomerPolicy> policies() {
        return policies;
    }

    /** All groups, then all users, then all roles. */
    List<IamIdentity> identities() {
        List<IamIdentity> all = new ArrayList<>(groups.values());
        all.addAll(users.values());
        all.addAll(roles.values());
        return all;
    }

    Optional<IamIdentity> identityByArn(String arn) {
        return identities().stream().filter(one -> one.arn().equals(arn)).findFirst();
    }

    Optional<IamRole> roleByArn(String arn) {
        return roles.values().stream().filter(role -> role.arn().equals(arn)).findFirst();
    }

    void add(IamRole role) {
        roles.put(fold(role.name()), role);
    }

    void remove(IamRole role) {
        roles.remove(fold(role.name()));
    }

    boolean hasProfile(String name) {
        return profiles.containsKey(fold(name));
    }

    InstanceProfileEntry profile(@Nullable String name) {
        String given = IamInput.profileName(name);
        InstanceProfileEntry profile = profiles.get(fold(given));
        if (profile == null) {
            throw IamRefusals.noInstanceProfile(given);
        }
        return profile;
    }

    void add(InstanceProfileEntry profile) {
        profiles.put(fold(profile.name()), profile);
    }

    void remove(InstanceProfileEntry profile) {
        profiles.remove(fold(profile.name()));
    }

    /** From when on EKS sees what was just changed at a role. */
    Instant usableFrom(Instant now, String key) {
        return now.plus(account.latencies().sample("iam.role.usable", key));
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
