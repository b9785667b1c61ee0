/** What mappings of the ConfigMap aws-auth and access entries have in common. */
@NullMarked
package io.github.ekssdk.internal.access;

import org.jspecify.annotations.NullMarked;
