/** One class per kind of EC2 resource. */
@NullMarked
package io.github.ekssdk.internal.resource.ec2;

import org.jspecify.annotations.NullMarked;
