package io.github.ekssdk.testing.internal.service.eks;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.services.eks.model.AccessEntry;
import software.amazon.awssdk.services.eks.model.AssociatedAccessPolicy;

/** One access entry, bound to the unique id of its role: a role made again under the name gains nothing by it. */
final class AccessEntryState {
    private final String roleId;
    private final boolean madeByEks;
    private final EksTags tags;
    private final Map<String, AssociatedAccessPolicy> policies = new TreeMap<>();
    private AccessEntry entry;

    /** @param roleId unique id of the role, empty for principals that are no roles of the account */
    AccessEntryState(AccessEntry entry, String roleId, boolean madeByEks, EksTags tags) {
        this.entry = entry;
        this.roleId = roleId;
        this.madeByEks = madeByEks;
        this.tags = tags;
    }

    String principalArn() {
        return entry.principalArn();
    }

    String arn() {
        return entry.accessEntryArn();
    }

    String type() {
        return entry.type();
    }

    String roleId() {
        return roleId;
    }

    boolean isMadeByEks() {
        return madeByEks;
    }

    EksTags tags() {
        return tags;
    }

    /** The associated access policies by their ARNs. */
    Map<String, AssociatedAccessPolicy> policies() {
        return policies;
    }

    void change(Consumer<AccessEntry.Builder> change) {
        entry = entry.copy(change);
    }

    AccessEntry describe() {
        return entry.copy(b -> b.tags(tags.asMap()));
    }
}
