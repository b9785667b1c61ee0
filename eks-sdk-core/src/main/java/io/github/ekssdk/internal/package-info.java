/** None of a user's business: everything below may change at any time. */
@NullMarked
package io.github.ekssdk.internal;

import org.jspecify.annotations.NullMarked;
