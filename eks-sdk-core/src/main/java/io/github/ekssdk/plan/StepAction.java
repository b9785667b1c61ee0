package io.github.ekssdk.plan;

/**
 * What a step does to its resource.
 *
 * @since 0.1
 */
public enum StepAction {
    /** Nothing: the resource is as it should be. */
    KEEP,
    /** Changes nothing, and waits until the resource, which is as wanted, is ready. */
    AWAIT,
    /** Makes it. */
    CREATE,
    /** Changes it in place. */
    UPDATE,
    /** Deletes it and makes it anew, because AWS cannot change what differs; needs the caller's word. */
    REPLACE,
    /** Deletes it. Cannot be undone. */
    DELETE
}
