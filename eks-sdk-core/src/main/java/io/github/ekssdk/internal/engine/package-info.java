/** Observes, plans and applies a graph. */
@NullMarked
package io.github.ekssdk.internal.engine;

import org.jspecify.annotations.NullMarked;
