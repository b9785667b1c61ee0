package io.github.ekssdk.offender.client;

import io.github.ekssdk.offender.plan.PlansAndCalls;
import io.github.resilience4j.retry.Retry;

/** Half of a cycle, and a retry outside the engine. */
public final class CallsEverything {
    public String call(PlansAndCalls plan) {
        return plan.plan(this) + Retry.ofDefaults("offender").getName();
    }
}
