/** Parameter Store of the fake AWS. */
@NullMarked
package io.github.ekssdk.testing.internal.service.ssm;

import org.jspecify.annotations.NullMarked;
