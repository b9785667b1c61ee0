/** Needs its user, which no package may. */
@NullMarked
package io.github.ekssdk.k8s.offender.internal;

import org.jspecify.annotations.NullMarked;
