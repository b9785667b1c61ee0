/** What AWS publishes in the Systems Manager parameter store. */
@NullMarked
package io.github.ekssdk.internal.resource.ssm;

import org.jspecify.annotations.NullMarked;
