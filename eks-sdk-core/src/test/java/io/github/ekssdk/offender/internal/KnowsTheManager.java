package io.github.ekssdk.offender.internal;

import io.github.ekssdk.offender.client.CallsEverything;

/** An engine that needs its driver. */
public final class KnowsTheManager {
    public String describe(CallsEverything manager) {
        return manager.getClass().getName();
    }
}
