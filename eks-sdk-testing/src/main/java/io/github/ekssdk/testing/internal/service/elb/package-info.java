/** Elastic Load Balancing of the fake AWS. */
@NullMarked
package io.github.ekssdk.testing.internal.service.elb;

import org.jspecify.annotations.NullMarked;
