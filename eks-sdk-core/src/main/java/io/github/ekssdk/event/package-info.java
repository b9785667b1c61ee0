/** Progress, as sealed events for a one-method listener. */
@NullMarked
package io.github.ekssdk.event;

import org.jspecify.annotations.NullMarked;
