/** Programs to run and read. */
@NullMarked
package io.github.ekssdk.examples;

import org.jspecify.annotations.NullMarked;
