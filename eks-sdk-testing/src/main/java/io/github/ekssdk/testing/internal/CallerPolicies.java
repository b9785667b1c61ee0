package io.github.ekssdk.testing.internal;

import io.github.ekssdk.testing.internal.policy.Ask;
import io.github.ekssdk.testing.internal.policy.Verdict;

/** What the policies of a caller itself say: those of the user or role, its permissions boundary, those of the session. */
@FunctionalInterface
public interface CallerPolicies {
    /** Everybody may do everything, as far as it is up to the caller's own policies. */
    CallerPolicies NOT_JUDGED = (caller, ask) -> Verdict.ALLOWED;

    /** What the caller's own policies say to a request. */
    Verdict judge(Caller caller, Ask ask);
}
