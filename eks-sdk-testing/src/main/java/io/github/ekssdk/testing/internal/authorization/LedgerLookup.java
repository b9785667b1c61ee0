package io.github.ekssdk.testing.internal.authorization;

import io.github.ekssdk.testing.internal.Account;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;

/** Knows of an account what can be learnt from the calls that were made to it, in their order. */
final class LedgerLookup implements Lookup {
    private final Account account;
    private final Lookup now;
    private final Map<String, String> roles = new HashMap<>();
    private final Map<String, String> users = new HashMap<>();
    private final Map<String, String> profiles = new HashMap<>();
    private final Map<String, List<String>> rolesOfProfiles = new HashMap<>();
    private final Set<String> made = new HashSet<>();
    private boolean makesKeys;

    LedgerLookup(Account account) {
        this.account = account;
        this.now = new LiveLookup(account);
    }

    /** Takes note of a call, after it was looked at. */
    void learn(String service, String operation, SdkPojo request) {
        Members members = new Members(request);
        if (service.equals("kms") && operation.equals("CreateKey")) {
            makesKeys = true;
        }
        if (!service.equals("iam")) {
            return;
        }
        String path = members.text("Path", "/");
        switch (operation) {
            case "CreateRole" -> remember(roles, "role", path, members.text("RoleName", ""));
            case "CreateUser" -> remember(users, "user", path, members.text("UserName", ""));
            case "CreateInstanceProfile" ->
                remember(profiles, "instance-profile", path, members.text("InstanceProfileName", ""));
            case "AddRoleToInstanceProfile" ->
                rolesOfProfiles.put(
                        members.text("InstanceProfileName", ""), List.of(role(members.text("RoleName", ""))));
            case "CreateServiceLinkedRole" -> made.add(members.text("AWSServiceName", ""));
            default -> {}
        }
    }

    private void remember(Map<String, String> known, String kind, String path, String name) {
        known.put(name, account.globalArn("iam", kind + path + name));
    }

    @Override
    public String role(String name) {
        String known = roles.get(name);
        return known == null ? now.role(name) : known;
    }

    @Override
    public String user(String name) {
        String known = users.get(name);
        return known == null ? now.user(name) : known;
    }

    @Override
    public String instanceProfile(String name) {
        String known = profiles.get(name);
        return known == null ? now.instanceProfile(name) : known;
    }

    @Override
    public List<String> rolesOf(String instanceProfile) {
        List<String> known = rolesOfProfiles.get(instanceProfile);
        return known == null ? now.rolesOf(instanceProfile) : known;
    }

    /** A service makes its role at the first call that needs it. */
    @Override
    public boolean lacksServiceLinkedRole(String service) {
        return made.add(service);
    }

    @Override
    public String serviceLinkedRole(String service) {
        return now.serviceLinkedRole(service);
    }

    /** It will have another id the next time. */
    @Override
    public String ofEks(String beginning, Account region) {
        return beginning + "*";
    }

    /** Keys that the run made will have other ids the next time. */
    @Override
    public String key(String reference, String region) {
        if (reference.startsWith("arn:") && !makesKeys && !reference.contains(":alias/")) {
            return reference;
        }
        return "arn:" + account.partition() + ":kms:" + region + ":" + account.id() + ":key/*";
    }

    @Override
    public boolean complete() {
        return true;
    }
}
