/** What the kinds of AWS resources share. */
@NullMarked
package io.github.ekssdk.internal.resource;

import org.jspecify.annotations.NullMarked;
