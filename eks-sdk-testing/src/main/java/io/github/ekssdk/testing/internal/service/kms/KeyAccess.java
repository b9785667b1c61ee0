package io.github.ekssdk.testing.internal.service.kms;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.Caller;
import io.github.ekssdk.testing.internal.policy.Ask;
import io.github.ekssdk.testing.internal.policy.Context;
import io.github.ekssdk.testing.internal.policy.Policy;
import io.github.ekssdk.testing.internal.policy.Principal;
import io.github.ekssdk.testing.internal.policy.Verdict;
import io.github.ekssdk.testing.internal.service.iam.IamService;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Who may do what with a key: its policy decides first, and says whether the policies of the account have a say. */
final class KeyAccess {
    private final Account account;

    KeyAccess(Account account) {
        this.account = account;
    }

    /** Refuses a call that the caller may not make. */
    void require(Caller caller, String operation, KmsKey key, Context context, Instant now) {
        Verdict verdict = judge(caller, operation, key, key.policy().latest().policy(), context, now);
        if (!verdict.allowed()) {
            throw KmsRefusals.denied(caller, "kms:" + operation, key.arn(), verdict);
        }
    }

    /** What the given policy of a key and the caller's own say. */
    Verdict judge(Caller caller, String operation, KmsKey key, Policy policy, Context context, Instant now) {
        Context full = new Context(context)
                .putTags("aws:ResourceTag", key.tags())
                .put("kms:CallerAccount", caller.accountId())
                .put("aws:PrincipalAccount", caller.accountId())
                .put("aws:PrincipalArn", principalArn(caller))
                .put("kms:KeySpec", key.metadata().keySpecAsString())
                .put("kms:KeyUsage", key.metadata().keyUsageAsString());
        Ask ask = new Ask("kms:" + operation, key.arn(), full);
        Principal who = principal(caller);
        if (policy.denies(who, ask)) {
            return Verdict.DENIED_BY_RESOURCE;
        }
        Verdict own = account.callerPolicies().judge(caller, ask);
        if (own.explicitDeny() || policy.allowsAccountOf(who, ask)) {
            return own.allowed() || !policy.allows(who, ask) || own.explicitDeny() ? own : Verdict.ALLOWED;
        }
        boolean allowed = policy.allows(who, ask) || granted(who, operation, key, now);
        return allowed ? Verdict.ALLOWED : Verdict.NOT_ALLOWED_BY_RESOURCE;
    }

    /** Whether the policy of a key allows something, by itself or with the caller's own. */
    boolean allowedByPolicy(Caller caller, String operation, KmsKey key, Policy policy) {
        Ask ask = new Ask("kms:" + operation, key.arn(), new Context().putTags("aws:ResourceTag", key.tags()));
        Principal who = principal(caller);
        Verdict own = account.callerPolicies().judge(caller, ask);
        return !policy.denies(who, ask)
                && !own.explicitDeny()
                && (policy.allows(who, ask) || (own.allowed() && policy.allowsAccountOf(who, ask)));
    }

    /** A caller by the names that key policies use. */
    Principal principal(Caller caller) {
        Set<String> names = new TreeSet<>(List.of(caller.arn(), principalArn(caller)));
        return Principal.aws(caller.accountId(), names);
    }

    private String principalArn(Caller caller) {
        return account.service(IamService.class).directory().principalOf(caller);
    }

    private static boolean granted(Principal who, String operation, KmsKey key, Instant now) {
        return key.grants().values().stream()
                .filter(grant -> grant.allows(operation) && !now.isBefore(grant.usableFrom()))
                .anyMatch(grant -> who.names().stream().anyMatch(grant::isFor));
    }
}
