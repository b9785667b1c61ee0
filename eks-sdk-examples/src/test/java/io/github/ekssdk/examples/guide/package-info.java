/** The code that the documentation shows. */
@NullMarked
package io.github.ekssdk.examples.guide;

import org.jspecify.annotations.NullMarked;
