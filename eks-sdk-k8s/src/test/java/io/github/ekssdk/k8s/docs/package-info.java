/** The code of the guide's pages about what is inside of a cluster. */
@NullMarked
package io.github.ekssdk.k8s.docs;

import org.jspecify.annotations.NullMarked;
