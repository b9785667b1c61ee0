package io.github.ekssdk.testing;

/**
 * One call on its way through the fake.
 *
 * @param arrival what came in
 * @param record its entry in the ledger
 * @param faults what goes wrong with it
 * @param requestId request id of its answer
 */
record Visit(Arrival arrival, RecordedCall record, FaultPlan faults, String requestId) {

    boolean is(FaultAction.Kind kind) {
        return faults.is(kind);
    }

    /** The call for messages: {@code call 17 eks:CreateCluster}. */
    String name() {
        return "call " + record.number() + " " + record.service() + ":" + record.operation();
    }
}
