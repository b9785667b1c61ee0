package io.github.ekssdk.testing.internal.protocol;

import software.amazon.awssdk.core.SdkPojo;

/**
 * A call as a handler gets it.
 *
 * @param operation what is asked for
 * @param request the request in the AWS SDK's model class
 */
public record Incoming(Operation operation, SdkPojo request) {}
