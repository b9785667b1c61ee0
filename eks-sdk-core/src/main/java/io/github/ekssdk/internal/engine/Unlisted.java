package io.github.ekssdk.internal.engine;

import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.graph.ResourceKind;

/**
 * A kind that could not be listed, although plans can be made without it.
 *
 * @param kind the kind
 * @param fault why it could not be listed
 * @param meaning what that means, in whole sentences
 */
record Unlisted(ResourceKind kind, AwsFault fault, String meaning) {}
