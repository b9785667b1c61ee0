package io.github.ekssdk.examples.offender.internal;

import io.github.ekssdk.examples.offender.internal.deeper.Deeper;
import java.util.List;

/** An internal type, and half of a cycle. */
public record Hidden(String name, List<Deeper> below) {}
