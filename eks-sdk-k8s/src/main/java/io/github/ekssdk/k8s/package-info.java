/** What happens inside a cluster. */
@NullMarked
package io.github.ekssdk.k8s;

import org.jspecify.annotations.NullMarked;
