package io.github.ekssdk.internal.engine;

/** How it stands with what heals a degraded resource. */
enum Healing {
    /** Nothing that would heal it is wanted, or none of that could be made. */
    NONE,
    /** It is being made. */
    COMING,
    /** It is there. */
    THERE
}
