/** A fake AWS that behaves, and a clock that tests control. */
@NullMarked
package io.github.ekssdk.testing;

import org.jspecify.annotations.NullMarked;
