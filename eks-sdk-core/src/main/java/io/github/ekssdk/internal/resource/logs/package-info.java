/** The kinds of CloudWatch Logs resources. */
@NullMarked
package io.github.ekssdk.internal.resource.logs;

import org.jspecify.annotations.NullMarked;
