/** Programs that print the figures of docs/benchmarks.md. */
@NullMarked
package io.github.ekssdk.benchmark;

import org.jspecify.annotations.NullMarked;
