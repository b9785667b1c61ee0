package io.github.ekssdk.testing.internal.service.iam;

import io.github.ekssdk.testing.internal.AwsRefusal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;

/** Attaches managed policies to users and roles and keeps their inline policies. */
final class IdentityPolicies {
    private final IamStore store;
    private final ManagedPolicies managed;

    IdentityPolicies(IamStore store, ManagedPolicies managed) {
        this.store = store;
        this.managed = managed;
    }

    void attach(IamIdentity to, @Nullable String policyArn, String quota, Instant now) {
        String policy = managed.attachable(policyArn);
        if (!to.attachedPolicies().containsKey(policy)) {
            int most = store.account().quotas().limit("iam.policiesPer" + quota);
            if (to.attachedPolicies().size() >= most) {
                throw IamRefusals.limitExceeded("PoliciesPer" + quota, most);
            }
            String key = to.name() + "/" + ManagedPolicies.nameOf(policy);
            to.attachedPolicies().put(policy, store.usableFrom(now, key));
        }
    }

    void detach(IamIdentity from, @Nullable String policyArn) {
        String policy = IamInput.required("policyArn", policyArn);
        if (from.attachedPolicies().remove(policy) == null) {
            throw IamRefusals.noSuchEntity("Policy " + policy + " was not found.");
        }
    }

    /** The attachments of an identity whose policies stand below a path. */
    static List<AttachedPolicy> attached(IamIdentity identity, @Nullable String pathPrefix) {
        String prefix = pathPrefix == null ? "/" : pathPrefix;
        return identity.attachments().stream()
                .filter(policy -> ManagedPolicies.pathOf(policy.policyArn()).startsWith(prefix))
                .toList();
    }

    void put(IamIdentity identity, @Nullable String policyName, @Nullable String document) {
        String name = IamInput.policyName(policyName);
        PolicyDocument policy = PolicyDocument.permissions(document);
        int others = identity.inlinePolicies().entrySet().stream()
                .filter(other -> !other.getKey().equals(name))
                .mapToInt(other -> other.getValue().size())
                .sum();
        if (others + policy.size() > identity.longestInline()) {
            throw new AwsRefusal(
                    409,
                    "LimitExceeded",
                    "Maximum policy size of " + identity.longestInline() + " bytes exceeded for " + identity.kind()
                            + " " + identity.name());
        }
        identity.inlinePolicies().put(name, policy);
    }

    static PolicyDocument inline(IamIdentity identity, @Nullable String policyName) {
        String name = IamInput.policyName(policyName);
        PolicyDocument policy = identity.inlinePolicies().get(name);
        if (policy == null) {
            throw IamRefusals.noSuchEntity(
                    "The " + identity.kind() + " policy with name " + name + " cannot be found.");
        }
        return policy;
    }

    static void delete(IamIdentity identity, @Nullable String policyName) {
        inline(identity, policyName);
        identity.inlinePolicies().remove(IamInput.policyName(policyName));
    }

    void limit(IamIdentity identity, @Nullable String boundaryArn) {
        identity.boundary(managed.attachable(boundaryArn));
    }
}
