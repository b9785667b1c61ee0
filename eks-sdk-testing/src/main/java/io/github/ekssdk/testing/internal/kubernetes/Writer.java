package io.github.ekssdk.testing.internal.kubernetes;

/**
 * Who writes an object.
 *
 * @param manager field manager
 * @param subresource through which subresource, empty for the object itself
 * @param time the present as objects say it
 */
record Writer(String manager, String subresource, String time) {}
