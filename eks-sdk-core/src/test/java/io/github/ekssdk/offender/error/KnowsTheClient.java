package io.github.ekssdk.offender.error;

import io.github.ekssdk.offender.client.CallsEverything;

/** An error type that is not a leaf. */
public final class KnowsTheClient {
    public String describe(CallsEverything client) {
        return client.getClass().getName();
    }
}
