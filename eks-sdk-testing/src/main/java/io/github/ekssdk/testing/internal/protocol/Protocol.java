package io.github.ekssdk.testing.internal.protocol;

import io.github.ekssdk.testing.internal.AwsRefusal;
import software.amazon.awssdk.core.SdkPojo;

/** How a service is spoken to: reads requests, writes answers and refusals. */
public interface Protocol {

    /**
     * Reads a request.
     *
     * @param operations those that the fake has
     * @throws UnreadableCall if it asks for none of them or does not follow the protocol
     */
    Incoming read(WireRequest request, Operations operations);

    /** Writes the answer of an operation. */
    WireResponse answer(Operation operation, SdkPojo response, String requestId);

    /** Writes an error answer. */
    WireResponse refusal(AwsRefusal refusal, String requestId);
}
