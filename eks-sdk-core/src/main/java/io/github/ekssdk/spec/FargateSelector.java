package io.github.ekssdk.spec;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * Which Pods a Fargate profile takes: those in a namespace that have all of the labels. {@code *} stands for any characters,
 * {@code ?} for one.
 *
 * @param namespace the namespace
 * @param labels at most five; none takes every Pod of the namespace
 * @since 0.1
 */
public record FargateSelector(String namespace, Map<String, String> labels) {

    /** Copies the labels; the spec checks them when it is built. */
    public FargateSelector {
        requireNonNull(namespace, "namespace");
        labels = Map.copyOf(labels);
    }
}
