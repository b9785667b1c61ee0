/** The nodes of a cluster: which there are, and how pods are moved off them. */
@NullMarked
package io.github.ekssdk.k8s.nodes;

import org.jspecify.annotations.NullMarked;
