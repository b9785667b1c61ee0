/** The code of docs/testing.md. */
@NullMarked
package io.github.ekssdk.testing.docs;

import org.jspecify.annotations.NullMarked;
