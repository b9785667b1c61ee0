/** A Kubernetes API for each cluster of the fake: objects as JSON trees, no typed models. */
@NullMarked
package io.github.ekssdk.testing.internal.kubernetes;

import org.jspecify.annotations.NullMarked;
