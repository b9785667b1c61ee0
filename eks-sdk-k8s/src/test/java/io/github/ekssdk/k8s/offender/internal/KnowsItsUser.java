package io.github.ekssdk.k8s.offender.internal;

import io.github.ekssdk.k8s.offender.ConnectsOnItsOwn;

/** Knows the class that uses it. */
public record KnowsItsUser(Class<ConnectsOnItsOwn> user) {}
