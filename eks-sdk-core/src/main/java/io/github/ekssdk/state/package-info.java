/** What is there, as data. */
@NullMarked
package io.github.ekssdk.state;

import org.jspecify.annotations.NullMarked;
