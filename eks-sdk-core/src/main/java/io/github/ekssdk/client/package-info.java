/** What does the work: the manager, a live cluster, an operation in flight. */
@NullMarked
package io.github.ekssdk.client;

import org.jspecify.annotations.NullMarked;
