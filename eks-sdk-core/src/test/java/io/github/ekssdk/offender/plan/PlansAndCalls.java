package io.github.ekssdk.offender.plan;

import io.github.ekssdk.offender.client.CallsEverything;

/** The other half of the cycle. */
public final class PlansAndCalls {
    public String plan(CallsEverything client) {
        return client.call(this);
    }
}
