package io.github.ekssdk.k8s.internal.component;

import java.util.Set;

/**
 * The value of a field that is not this SDK's.
 *
 * @param value the value
 * @param managers who has set it; nobody where Kubernetes itself did
 */
record Others(Object value, Set<String> managers) {

    @Override
    public String toString() {
        return String.valueOf(value);
    }
}
