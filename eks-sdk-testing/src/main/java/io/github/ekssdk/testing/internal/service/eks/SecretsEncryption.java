package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.Call;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.eks.model.AssociateEncryptionConfigRequest;
import software.amazon.awssdk.services.eks.model.AssociateEncryptionConfigResponse;
import software.amazon.awssdk.services.eks.model.EncryptionConfig;
import software.amazon.awssdk.services.eks.model.UpdateParamType;
import software.amazon.awssdk.services.eks.model.UpdateType;

/** Switches secrets encryption on for clusters; it cannot be switched off, and its key cannot be changed. */
public final class SecretsEncryption {
    private final ClusterStore store;
    private final Account account;
    private final ClusterUpdateStart updates;
    private final KmsKeys keys;
    private final ClientTokens<UpdateEntry> tokens = new ClientTokens<>();

    SecretsEncryption(ClusterStore store, KmsKeys keys) {
        this.store = store;
        this.account = store.account();
        this.updates = new ClusterUpdateStart(account);
        this.keys = keys;
    }

    public AssociateEncryptionConfigResponse associate(AssociateEncryptionConfigRequest request, Call call) {
        ClusterState cluster = store.cluster(request.clusterName());
        AssociateEncryptionConfigRequest parameters = request.copy(b -> b.clientRequestToken(null));
        Optional<UpdateEntry> earlier = tokens.earlier(request.clientRequestToken(), parameters);
        UpdateEntry entry = earlier.isPresent() ? earlier.get() : begun(cluster, request.encryptionConfig(), call);
        tokens.remember(request.clientRequestToken(), parameters, entry);
        return AssociateEncryptionConfigResponse.builder()
                .update(entry.describe())
                .build();
    }

    private UpdateEntry begun(ClusterState cluster, List<EncryptionConfig> asked, Call call) {
        if (asked.size() != 1) {
            throw EksRefusals.invalidParameter("encryptionConfig must have one element, but has " + asked.size())
                    .with("clusterName", cluster.name());
        }
        NewClusterCheck.checkEncryption(asked);
        updates.refuseBusy(cluster, UpdateType.ASSOCIATE_ENCRYPTION_CONFIG);
        if (cluster.model().hasEncryptionConfig()
                && !cluster.model().encryptionConfig().isEmpty()) {
            throw EksRefusals.invalidParameter("Encryption is already enabled on the cluster")
                    .with("clusterName", cluster.name());
        }
        String keyArn = asked.get(0).provider().keyArn();
        keys.requireUsable(asked, call);
        Object words = List.of(Map.of("resources", asked.get(0).resources(), "provider", Map.of("keyArn", keyArn)));
        UpdateEntry entry = updates.begin(
                cluster,
                UpdateType.ASSOCIATE_ENCRYPTION_CONFIG,
                List.of(ConfigChange.param(UpdateParamType.ENCRYPTION_CONFIG, Json.ofTree(words))),
                call.now());
        Duration duration = account.latencies().sample("eks.encryption.associate", cluster.name());
        account.transitions().at(call.now().plus(duration), "cluster/" + cluster.name() + " is encrypted", () -> {
            cluster.change(b -> b.encryptionConfig(asked));
            keys.adopt(cluster, account.transitions().now());
            entry.succeed();
        });
        return entry;
    }
}
