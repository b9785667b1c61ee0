/** Which services an account has. */
@NullMarked
package io.github.ekssdk.testing.internal.standard;

import org.jspecify.annotations.NullMarked;
