/** Cluster descriptions in the format of eksctl: {@code ClusterConfig}, {@code eksctl.io/v1alpha5}. */
@NullMarked
package io.github.ekssdk.eksctl;

import org.jspecify.annotations.NullMarked;
