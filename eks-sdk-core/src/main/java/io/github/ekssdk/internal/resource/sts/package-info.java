/** Who calls. */
@NullMarked
package io.github.ekssdk.internal.resource.sts;

import org.jspecify.annotations.NullMarked;
