/** Code that breaks the rules of {@code ArchitectureTest} on purpose. */
@NullMarked
package io.github.ekssdk.examples.offender;

import org.jspecify.annotations.NullMarked;
