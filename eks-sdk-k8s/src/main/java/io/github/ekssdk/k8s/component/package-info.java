/** What goes into a cluster, described in the words of Kubernetes: components for {@code ClusterSpec.Builder.component(...)}. */
@NullMarked
package io.github.ekssdk.k8s.component;

import org.jspecify.annotations.NullMarked;
