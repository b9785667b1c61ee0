/** What an extension or a test may supply. */
@NullMarked
package io.github.ekssdk.spi;

import org.jspecify.annotations.NullMarked;
