/** The Kubernetes API of a fake cluster: where it listens, who may enter, what was asked. */
@NullMarked
package io.github.ekssdk.testing.kubernetes;

import org.jspecify.annotations.NullMarked;
