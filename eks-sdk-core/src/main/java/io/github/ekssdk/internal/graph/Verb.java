package io.github.ekssdk.internal.graph;

/** What can be done to a resource. */
public enum Verb {
    CREATE,
    UPDATE,
    DELETE
}
