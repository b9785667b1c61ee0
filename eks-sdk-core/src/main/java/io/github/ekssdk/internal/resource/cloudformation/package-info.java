/** What CloudFormation knows of stacks that others made. */
@NullMarked
package io.github.ekssdk.internal.resource.cloudformation;

import org.jspecify.annotations.NullMarked;
