/** Kills the process at every call of every scenario, and looks whether the next one finishes what it began. */
@NullMarked
package io.github.ekssdk.simulation;

import org.jspecify.annotations.NullMarked;
