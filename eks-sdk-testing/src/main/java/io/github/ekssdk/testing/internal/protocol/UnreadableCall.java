package io.github.ekssdk.testing.internal.protocol;

import io.github.ekssdk.testing.internal.AwsRefusal;

/** A call that did not get as far as a handler. */
public final class UnreadableCall extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String operation;
    private final AwsRefusal refusal;

    UnreadableCall(String operation, AwsRefusal refusal) {
        super(refusal.message(), null, false, false);
        this.operation = operation;
        this.refusal = refusal;
    }

    /** The operation as far as it was understood. */
    public String operation() {
        return operation;
    }

    /** What the caller is told. */
    public AwsRefusal refusal() {
        return refusal;
    }
}
