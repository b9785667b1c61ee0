package io.github.ekssdk.k8s.awsauth;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What stood in the ConfigMap {@code aws-auth} before this SDK changed it. It is a ConfigMap in the namespace {@code kube-system}.
 *
 * @param name the name of the ConfigMap that holds it
 * @param createdAt when it was put there, just before the change
 * @param data what stood there, by key, such as {@code mapRoles}
 * @since 0.1
 */
public record AwsAuthBackup(String name, Instant createdAt, Map<String, String> data) {

    /** Takes the name and time, and copies the data. */
    public AwsAuthBackup {
        requireNonNull(name, "name");
        requireNonNull(createdAt, "createdAt");
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }
}
