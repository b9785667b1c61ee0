/** The machine images that AWS publishes. */
@NullMarked
package io.github.ekssdk.testing.internal.service.images;

import org.jspecify.annotations.NullMarked;
