package io.github.ekssdk.examples.offender.internal.deeper;

import io.github.ekssdk.examples.offender.internal.Hidden;

/** The other half of a cycle of internal packages. */
public record Deeper(Hidden next) {}
