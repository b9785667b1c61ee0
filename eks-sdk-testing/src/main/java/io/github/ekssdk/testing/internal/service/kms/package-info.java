/** KMS of the fake AWS. */
@NullMarked
package io.github.ekssdk.testing.internal.service.kms;

import org.jspecify.annotations.NullMarked;
