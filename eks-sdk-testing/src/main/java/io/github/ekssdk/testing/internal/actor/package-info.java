/** Those who change an account besides the caller: controllers in clusters, people. */
@NullMarked
package io.github.ekssdk.testing.internal.actor;

import org.jspecify.annotations.NullMarked;
