/** One class per kind of EKS resource. */
@NullMarked
package io.github.ekssdk.internal.resource.eks;

import org.jspecify.annotations.NullMarked;
