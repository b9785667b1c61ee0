/** One class per kind of KMS resource. */
@NullMarked
package io.github.ekssdk.internal.resource.kms;

import org.jspecify.annotations.NullMarked;
