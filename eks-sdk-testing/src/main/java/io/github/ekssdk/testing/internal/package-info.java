/** The world behind the fake AWS: accounts, time, seeded ids and durations, calls and how they are answered. */
@NullMarked
package io.github.ekssdk.testing.internal;

import org.jspecify.annotations.NullMarked;
