/** Figures of docs/benchmarks.md. */
@NullMarked
package io.github.ekssdk.k8s.benchmark;

import org.jspecify.annotations.NullMarked;
