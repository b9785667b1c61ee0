package io.github.ekssdk.examples.offender.other;

import io.github.ekssdk.examples.offender.BreaksTheRules;

/** The other half of a cycle of public packages. */
public record Neighbour(BreaksTheRules next) {}
