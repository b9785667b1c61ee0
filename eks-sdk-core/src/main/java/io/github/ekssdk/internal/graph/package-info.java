/** The resource graph: nodes, edges, late-bound outputs. */
@NullMarked
package io.github.ekssdk.internal.graph;

import org.jspecify.annotations.NullMarked;
