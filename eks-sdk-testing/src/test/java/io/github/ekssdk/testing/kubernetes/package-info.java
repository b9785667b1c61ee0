@NullMarked
package io.github.ekssdk.testing.kubernetes;

import org.jspecify.annotations.NullMarked;
