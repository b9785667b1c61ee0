/** Tests what is done about what controllers make in Elastic Load Balancing. */
@NullMarked
package io.github.ekssdk.internal.resource.elb;

import org.jspecify.annotations.NullMarked;
