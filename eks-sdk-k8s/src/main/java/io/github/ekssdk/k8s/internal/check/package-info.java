/** What can be said of the objects of components before anything is applied. */
@NullMarked
package io.github.ekssdk.k8s.internal.check;

import org.jspecify.annotations.NullMarked;
