/** EKS of the fake AWS. */
@NullMarked
package io.github.ekssdk.testing.internal.service.eks;

import org.jspecify.annotations.NullMarked;
