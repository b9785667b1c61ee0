/** CloudFormation of the fake AWS. */
@NullMarked
package io.github.ekssdk.testing.internal.service.cloudformation;

import org.jspecify.annotations.NullMarked;
