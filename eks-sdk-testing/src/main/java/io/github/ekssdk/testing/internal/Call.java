package io.github.ekssdk.testing.internal;

import java.time.Instant;

/**
 * What a handler knows about the call that it answers.
 *
 * @param service signing name of the service, such as {@code eks}
 * @param operation operation as AWS names it, such as {@code CreateCluster}
 * @param caller who signed the call
 * @param now present of the fake, the same during the whole call
 * @param requestId request id of the answer
 */
public record Call(String service, String operation, Caller caller, Instant now, String requestId) {}
