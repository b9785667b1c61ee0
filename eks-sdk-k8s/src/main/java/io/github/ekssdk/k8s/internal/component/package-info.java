/** What components want inside a cluster, as resources of the same plan as the cluster. */
@NullMarked
package io.github.ekssdk.k8s.internal.component;

import org.jspecify.annotations.NullMarked;
