/** AWS's wire protocols, read and written from what the AWS SDK's model classes tell about themselves. */
@NullMarked
package io.github.ekssdk.testing.internal.protocol;

import org.jspecify.annotations.NullMarked;
