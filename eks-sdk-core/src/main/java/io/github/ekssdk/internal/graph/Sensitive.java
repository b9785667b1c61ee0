package io.github.ekssdk.internal.graph;

/**
 * A value that is compared and handed to AWS or Kubernetes, but never shown.
 *
 * @param value the value
 */
public record Sensitive(Object value) {

    @Override
    public String toString() {
        return "(sensitive)";
    }
}
