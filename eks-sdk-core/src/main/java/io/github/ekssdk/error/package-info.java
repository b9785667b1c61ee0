/** Every exception this library throws. */
@NullMarked
package io.github.ekssdk.error;

import org.jspecify.annotations.NullMarked;
