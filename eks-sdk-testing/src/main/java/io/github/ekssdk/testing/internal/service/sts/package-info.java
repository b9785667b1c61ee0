/** STS of the fake AWS. */
@NullMarked
package io.github.ekssdk.testing.internal.service.sts;

import org.jspecify.annotations.NullMarked;
