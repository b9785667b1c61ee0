/** Classes that break the rules of the architecture, to show that each rule notices. */
@NullMarked
package io.github.ekssdk.k8s.offender;

import org.jspecify.annotations.NullMarked;
