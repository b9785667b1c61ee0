/** JUnit 5 extension for the fake AWS. */
@NullMarked
package io.github.ekssdk.testing.junit;

import org.jspecify.annotations.NullMarked;
