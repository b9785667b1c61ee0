/** The services of a fake account, and how their operations are found. */
@NullMarked
package io.github.ekssdk.testing.internal.service;

import org.jspecify.annotations.NullMarked;
