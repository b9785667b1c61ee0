/** Classes that break the rules of {@link io.github.ekssdk.ArchitectureTest} on purpose. */
@NullMarked
package io.github.ekssdk.offender;

import org.jspecify.annotations.NullMarked;
