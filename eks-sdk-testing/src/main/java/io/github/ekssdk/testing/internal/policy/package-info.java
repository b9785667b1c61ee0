/** IAM policies: read, matched against a request, and judged. */
@NullMarked
package io.github.ekssdk.testing.internal.policy;

import org.jspecify.annotations.NullMarked;
