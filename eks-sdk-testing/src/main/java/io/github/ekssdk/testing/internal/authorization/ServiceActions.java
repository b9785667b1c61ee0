package io.github.ekssdk.testing.internal.authorization;

/** Which actions the calls of one service take. */
@FunctionalInterface
interface ServiceActions {
    void collect(Calling calling);
}
