package io.github.ekssdk.testing;

/**
 * The death of the process under test: thrown by its transport at the call that a fault rule named, and by every later
 * call of the same process. It is an {@link Error} so that nothing takes it for a failed call.
 *
 * @since 0.1
 */
public final class ProcessCrash extends Error {
    private static final long serialVersionUID = 1L;

    ProcessCrash(String message) {
        super(message, null, false, false);
    }
}
