/** Lowers a cluster spec to a resource graph. */
@NullMarked
package io.github.ekssdk.internal.lower;

import org.jspecify.annotations.NullMarked;
