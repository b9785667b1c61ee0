package io.github.ekssdk.spec;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A mark on nodes that keeps Pods away which do not tolerate it.
 *
 * @param key a Kubernetes qualified name; EKS allows at most 63 characters
 * @param value at most 63 characters, possibly none
 * @param effect what happens to Pods that do not tolerate it
 * @see <a href="https://docs.aws.amazon.com/eks/latest/APIReference/API_Taint.html">Taint in the EKS API</a>
 * @since 0.1
 */
public record Taint(String key, String value, TaintEffect effect) {

    /** Takes the parts as they are; the spec checks them when it is built. */
    public Taint {
        requireNonNull(key, "key");
        requireNonNull(value, "value");
        requireNonNull(effect, "effect");
    }

    /** Reads as kubectl writes it: {@code key=value:NoSchedule}, or {@code key:NoSchedule} without a value. */
    @Override
    public String toString() {
        return key + (value.isEmpty() ? "" : "=" + value) + ":" + effect.kubernetesName();
    }

    /** Reads {@code key=value:Effect} or {@code key:Effect}; empty when there is no effect or an unknown one. */
    static Optional<Taint> parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        String[] pair = text.substring(0, colon).split("=", 2);
        return TaintEffect.of(text.substring(colon + 1))
                .map(effect -> new Taint(pair[0], pair.length == 2 ? pair[1] : "", effect));
    }
}
