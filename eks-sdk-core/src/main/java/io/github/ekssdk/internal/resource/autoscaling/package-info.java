/** One class per kind of EC2 Auto Scaling resource. */
@NullMarked
package io.github.ekssdk.internal.resource.autoscaling;

import org.jspecify.annotations.NullMarked;
