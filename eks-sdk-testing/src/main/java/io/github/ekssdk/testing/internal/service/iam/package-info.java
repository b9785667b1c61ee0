/** IAM of the fake AWS. */
@NullMarked
package io.github.ekssdk.testing.internal.service.iam;

import org.jspecify.annotations.NullMarked;
