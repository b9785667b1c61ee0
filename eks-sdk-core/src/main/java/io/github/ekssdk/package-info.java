/** The front door: {@link io.github.ekssdk.Eks}. */
@NullMarked
package io.github.ekssdk;

import org.jspecify.annotations.NullMarked;
