/** What controllers in a cluster make in Elastic Load Balancing. */
@NullMarked
package io.github.ekssdk.internal.resource.elb;

import org.jspecify.annotations.NullMarked;
