/** Whether callers may do what they ask for: which actions a call takes, on what, and what the policies say. */
@NullMarked
package io.github.ekssdk.testing.internal.authorization;

import org.jspecify.annotations.NullMarked;
