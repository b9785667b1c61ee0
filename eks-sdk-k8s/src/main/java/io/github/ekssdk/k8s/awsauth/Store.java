package io.github.ekssdk.k8s.awsauth;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.ekssdk.error.KubernetesCallFailedException;
import io.github.ekssdk.k8s.internal.client.Calls;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ConfigMap aws-auth in its cluster, and the backups of it. */
final class Store {

    static final String NAME = "aws-auth";

    private static final String NAMESPACE = "kube-system";
    private static final String BACKUP_LABEL = "eks-sdk/backup-of";

    /** The least number of backups that are kept. */
    private static final int BACKUPS = 10;

    private final KubernetesClient client;
    private final Calls calls;

    Store(KubernetesClient client) {
        this.client = client;
        this.calls = Calls.of(client);
    }

    /** Reads the ConfigMap; nothing if there is none. */
    Optional<ConfigMap> read() {
        return Optional.ofNullable(calls.get(
                () -> client.configMaps().inNamespace(NAMESPACE).withName(NAME).get()));
    }

    static Map<String, String> data(Optional<ConfigMap> map) {
        return map.map(ConfigMap::getData).orElse(Map.of());
    }

    /** Writes the ConfigMap if it still is as it was read; false if somebody was faster. */
    boolean write(Optional<ConfigMap> read, Map<String, String> data) {
        try {
            if (read.isPresent()) {
                ConfigMap changed =
                        new ConfigMapBuilder(read.get()).withData(data).build();
                calls.get(() -> client.resource(changed).update());
            } else {
                create(named(NAME).withData(data).build());
            }
            return true;
        } catch (KubernetesCallFailedException failure) {
            // Of a call without an answer nobody knows whether it took effect: reading again tells.
            if (failure.statusCode() == HttpURLConnection.HTTP_CONFLICT || failure.statusCode() == 0) {
                return false;
            }
            throw failure;
        }
    }

    private void create(ConfigMap map) {
        calls.get(() -> client.resource(map).create());
    }

    private static ConfigMapBuilder named(String name) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(NAMESPACE)
                .endMetadata();
    }

    /** Keeps what was read in a ConfigMap of its own, once, and forgets the oldest of many. */
    void backUp(ConfigMap read) {
        String name = NAME + "-backup-" + read.getMetadata().getResourceVersion();
        ConfigMap backup = named(name)
                .editMetadata()
                .addToLabels(BACKUP_LABEL, NAME)
                .endMetadata()
                .withData(read.getData())
                .build();
        try {
            create(backup);
        } catch (KubernetesCallFailedException failure) {
            if (failure.statusCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw failure;
            }
        }
        List<AwsAuthBackup> backups = backups();
        backups.subList(Math.min(BACKUPS, backups.size()), backups.size()).forEach(old -> forget(old.name()));
    }

    private void forget(String name) {
        calls.get(
                () -> client.configMaps().inNamespace(NAMESPACE).withName(name).delete());
    }

    /** The backups, newest first. */
    List<AwsAuthBackup> backups() {
        List<ConfigMap> found = calls.get(() -> client.configMaps()
                .inNamespace(NAMESPACE)
                .withLabel(BACKUP_LABEL, NAME)
                .list()
                .getItems());
        return found.stream()
                .map(map -> new AwsAuthBackup(
                        map.getMetadata().getName(),
                        Instant.parse(map.getMetadata().getCreationTimestamp()),
                        map.getData() == null ? Map.of() : map.getData()))
                .sorted(Comparator.comparing(AwsAuthBackup::createdAt)
                        .thenComparing(backup -> backup.name().length())
                        .thenComparing(AwsAuthBackup::name)
                        .reversed())
                .toList();
    }
}
