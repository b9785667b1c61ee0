/** The fake EC2 Auto Scaling: groups that launch, replace and terminate instances of the fake EC2. */
@NullMarked
package io.github.ekssdk.testing.internal.service.autoscaling;

import org.jspecify.annotations.NullMarked;
