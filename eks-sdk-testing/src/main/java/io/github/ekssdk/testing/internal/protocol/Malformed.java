package io.github.ekssdk.testing.internal.protocol;

/** A request that does not follow its protocol. */
final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
        super(message, null, false, false);
    }
}
