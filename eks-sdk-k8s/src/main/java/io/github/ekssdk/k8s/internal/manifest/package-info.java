/** Kubernetes objects as trees: from YAML, and from Fabric8's models. */
@NullMarked
package io.github.ekssdk.k8s.internal.manifest;

import org.jspecify.annotations.NullMarked;
