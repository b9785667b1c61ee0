/** One class per kind of IAM resource. */
@NullMarked
package io.github.ekssdk.internal.resource.iam;

import org.jspecify.annotations.NullMarked;
