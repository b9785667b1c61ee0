package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.AwsRefusal;
import io.github.ekssdk.testing.internal.Call;
import io.github.ekssdk.testing.internal.Caller;
import io.github.ekssdk.testing.internal.policy.Context;
import io.github.ekssdk.testing.internal.service.kms.KmsDirectory;
import io.github.ekssdk.testing.internal.service.kms.KmsDirectory.KeySight;
import io.github.ekssdk.testing.internal.service.kms.KmsService;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.eks.model.ClusterHealth;
import software.amazon.awssdk.services.eks.model.ClusterIssue;
import software.amazon.awssdk.services.eks.model.ClusterIssueCode;
import software.amazon.awssdk.services.eks.model.EncryptionConfig;

/** What EKS asks of the KMS keys that clusters encrypt their secrets with. */
final class KmsKeys {
    private static final List<String> OPERATIONS = List.of("DescribeKey", "Encrypt", "Decrypt");

    private final ClusterStore store;
    private final Account account;
    private final Map<ClusterState, String> grants = new HashMap<>();
    private boolean watching;

    KmsKeys(ClusterStore store) {
        this.store = store;
        this.account = store.account();
    }

    /** Refuses a key that a cluster could not use, or that the caller may not hand to EKS. */
    void requireUsable(List<EncryptionConfig> configs, Call call) {
        if (account.lenient()) {
            return;
        }
        for (EncryptionConfig config : configs) {
            requireUsable(config.provider().keyArn(), call);
        }
    }

    private void requireUsable(String keyArn, Call call) {
        KeySight key = kms().find(keyArn)
                .orElseThrow(() -> EksRefusals.invalidParameter("KMS key " + keyArn + " does not exist"));
        if (!kms().isSettled(keyArn, call.now())) {
            throw EksRefusals.invalidParameter(
                    "Access denied to KMS key " + keyArn + " due to explicit deny policy or revoked grant");
        }
        requireAllowed("DescribeKey", keyArn, new Context(), call);
        if (!key.symmetric()) {
            throw EksRefusals.invalidParameter("KMS key " + keyArn + " is not a symmetric encryption key");
        }
        state(key).ifPresent(state -> {
            throw EksRefusals.invalidParameter("KMS key " + keyArn + " " + state);
        });
        requireAllowed("CreateGrant", keyArn, new Context().put("kms:GrantIsForAWSResource", "true"), call);
    }

    private void requireAllowed(String operation, String keyArn, Context context, Call call) {
        String service = "eks." + account.region() + ".amazonaws.com";
        Context viaEks = new Context(context).put("kms:ViaService", service);
        if (!kms().judge(call.caller(), operation, keyArn, viaEks, call.now()).allowed()) {
            throw EksRefusals.invalidRequest("User not authorized to perform kms:" + operation + " operation");
        }
    }

    /** Has KMS grant the use of the key to a cluster, and keeps an eye on it from then on. */
    void adopt(ClusterState cluster, Instant now) {
        keyOf(cluster).ifPresent(keyArn -> {
            watch();
            if (kms().find(keyArn).isPresent()) {
                grants.put(cluster, kms().grant(keyArn, cluster.model().roleArn(), OPERATIONS, now));
            }
        });
    }

    /** Gives the grant back when a cluster is gone. */
    void release(ClusterState cluster) {
        String grant = grants.remove(cluster);
        if (grant != null) {
            keyOf(cluster).ifPresent(keyArn -> kms().retire(keyArn, grant));
        }
    }

    /** Refuses an upgrade whose new control plane could not read the secrets. */
    void requireForUpgrade(ClusterState cluster, Instant now) {
        Optional<String> keyArn = account.lenient() ? Optional.empty() : keyOf(cluster);
        if (keyArn.isEmpty()) {
            return;
        }
        String arn = keyArn.get();
        Optional<KeySight> key = kms().find(arn);
        String trouble = key.map(found -> state(found).orElse("")).orElse("does not exist");
        if (!trouble.isEmpty()) {
            throw EksRefusals.invalidRequest("KMS key " + arn + " " + trouble).with("clusterName", cluster.name());
        }
        if (!roleMayUse(arn, cluster.model().roleArn(), now)) {
            throw notAssumable(cluster);
        }
    }

    /** EKS takes the word of KMS for its role's, and says that the role is at fault. */
    private static AwsRefusal notAssumable(ClusterState cluster) {
        return EksRefusals.invalidRequest("Role with arn: " + cluster.model().roleArn()
                        + ", could not be assumed because it does not exist or the trusted entity is not correct")
                .with("clusterName", cluster.name());
    }

    private boolean roleMayUse(String keyArn, String roleArn, Instant now) {
        Caller role = new Caller("", account.id(), roleArn, "");
        return kms().policyAllows(role, "DescribeKey", keyArn, now);
    }

    private void watch() {
        if (!watching) {
            watching = true;
            kms().watch(this::changed);
        }
    }

    private void changed(String keyArn) {
        for (ClusterState cluster : List.copyOf(store.clusters())) {
            boolean concerned = keyOf(cluster)
                    .flatMap(used ->
                            Optional.of(kms().find(used).map(KeySight::arn).orElse(used)))
                    .filter(keyArn::equals)
                    .isPresent();
            if (concerned) {
                Duration later = account.latencies().peek("eks.key.noticed", cluster.name());
                Instant at = account.transitions().now().plus(later);
                account.transitions().at(at, "cluster/" + cluster.name() + " notices its key", () -> examine(cluster));
            }
        }
    }

    private void examine(ClusterState cluster) {
        List<ClusterIssue> issues = new ArrayList<>();
        for (ClusterIssue issue : cluster.model().health().issues()) {
            if (!issue.codeAsString().startsWith("Kms")) {
                issues.add(issue);
            }
        }
        issue(cluster).ifPresent(issues::add);
        cluster.change(b -> b.health(ClusterHealth.builder().issues(issues).build()));
    }

    private Optional<ClusterIssue> issue(ClusterState cluster) {
        String arn = keyOf(cluster).orElse("");
        Optional<KeySight> found = kms().find(arn);
        if (found.isEmpty()) {
            return Optional.of(issue(ClusterIssueCode.KMS_KEY_NOT_FOUND, "The KMS key could not be found", arn));
        }
        KeySight key = found.get();
        if (key.pendingDeletion()) {
            return Optional.of(
                    issue(ClusterIssueCode.KMS_KEY_MARKED_FOR_DELETION, "The KMS key is marked for deletion", arn));
        }
        if (!key.enabled()) {
            return Optional.of(issue(ClusterIssueCode.KMS_KEY_DISABLED, "The KMS key is disabled", arn));
        }
        String grant = grants.get(cluster);
        return grant == null || key.grantIds().contains(grant)
                ? Optional.empty()
                : Optional.of(
                        issue(ClusterIssueCode.KMS_GRANT_REVOKED, "The grant of the KMS key has been revoked", arn));
    }

    private static ClusterIssue issue(ClusterIssueCode code, String message, String keyArn) {
        return ClusterIssue.builder()
                .code(code)
                .message(message)
                .resourceIds(List.of(keyArn))
                .build();
    }

    private static Optional<String> state(KeySight key) {
        if (key.pendingDeletion()) {
            return Optional.of("is pending deletion");
        }
        return key.enabled() ? Optional.empty() : Optional.of("is disabled");
    }

    private static Optional<String> keyOf(ClusterState cluster) {
        return cluster.model().encryptionConfig().stream()
                .map(config -> config.provider().keyArn())
                .findFirst();
    }

    private KmsDirectory kms() {
        return account.service(KmsService.class).directory();
    }
}
