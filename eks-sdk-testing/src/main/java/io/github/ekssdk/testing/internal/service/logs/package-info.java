/** CloudWatch Logs of the fake AWS. */
@NullMarked
package io.github.ekssdk.testing.internal.service.logs;

import org.jspecify.annotations.NullMarked;
