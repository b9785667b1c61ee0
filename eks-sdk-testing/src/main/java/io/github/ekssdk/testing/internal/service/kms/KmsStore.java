package io.github.ekssdk.testing.internal.service.kms;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.AwsRefusal;
import io.github.ekssdk.testing.internal.Propagated;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.OriginType;

/** The keys of one region, and the names that people gave them. */
final class KmsStore {
    /** Services that have a key of their own in each account, made at its first use. */
    private static final Set<String> SERVICES = Set.of("ebs", "eks", "elasticfilesystem", "rds", "s3", "ssm", "sns");

    private final Account account;
    private final Map<String, KmsKey> keys = new LinkedHashMap<>();
    private final Map<String, AliasListEntry> aliases = new TreeMap<>();
    private final List<Consumer<String>> watchers = new ArrayList<>();

    KmsStore(Account account) {
        this.account = account;
    }

    Account account() {
        return account;
    }

    Collection<KmsKey> keys() {
        return keys.values();
    }

    Map<String, AliasListEntry> aliases() {
        return aliases;
    }

    void add(KmsKey key) {
        keys.put(key.id(), key);
    }

    void remove(KmsKey key) {
        keys.remove(key.id());
        aliases.values().removeIf(alias -> key.id().equals(alias.targetKeyId()));
        changed(key);
    }

    /** Tells the other services that something about a key has changed. */
    void changed(KmsKey key) {
        watchers.forEach(watcher -> watcher.accept(key.arn()));
    }

    void watch(Consumer<String> watcher) {
        watchers.add(watcher);
    }

    /** The key of an id, an ARN, an alias or an alias's ARN. */
    Optional<KmsKey> find(String reference) {
        String name = reference.startsWith("arn:") ? ofHere(reference) : reference;
        if (!name.startsWith("alias/")) {
            return Optional.ofNullable(keys.get(name.startsWith("key/") ? name.substring("key/".length()) : name));
        }
        AliasListEntry alias = aliases.get(name);
        return alias == null ? keyOfService(name) : Optional.ofNullable(keys.get(String.valueOf(alias.targetKeyId())));
    }

    private String ofHere(String arn) {
        String here = account.arn("kms", "");
        return arn.startsWith(here) ? arn.substring(here.length()) : arn;
    }

    /** The key that a caller named, or KMS's refusal. */
    KmsKey require(@Nullable String reference) {
        if (reference == null || reference.isEmpty()) {
            throw KmsRefusals.constraint("keyId", "", "Member must have length greater than or equal to 1");
        }
        return find(reference).orElseThrow(() -> unknown(reference));
    }

    private AwsRefusal unknown(String reference) {
        if (reference.startsWith("alias/")) {
            return KmsRefusals.noAlias(account.arn("kms", reference));
        }
        return reference.startsWith("arn:")
                ? KmsRefusals.noKey(reference)
                : KmsRefusals.noKey(account.arn("kms", "key/" + reference));
    }

    /** A key that its user may change. */
    KmsKey changeable(@Nullable String reference) {
        KmsKey key = require(reference);
        if (key.isOfAws()) {
            throw KmsRefusals.unsupported("You are not allowed to change AWS managed keys: " + key.arn());
        }
        return key;
    }

    /** A key that can be used now. */
    KmsKey usable(@Nullable String reference) {
        KmsKey key = require(reference);
        if (key.isPendingDeletion()) {
            throw KmsRefusals.invalidState(key.arn(), "is pending deletion.");
        }
        if (!key.isEnabled()) {
            throw KmsRefusals.disabled(key.arn());
        }
        return key;
    }

    private Optional<KmsKey> keyOfService(String alias) {
        String service = alias.startsWith("alias/aws/") ? alias.substring("alias/aws/".length()) : "";
        if (!SERVICES.contains(service)) {
            return Optional.empty();
        }
        Instant now = account.transitions().now();
        KmsKey key = make(
                KeyPolicy.usual(account),
                now,
                b -> b.keyManager(KeyManagerType.AWS)
                        .description("Default key that protects my " + service + " data when no other key is defined"));
        add(key);
        aliases.put(
                alias,
                AliasListEntry.builder()
                        .aliasName(alias)
                        .aliasArn(account.arn("kms", alias))
                        .targetKeyId(key.id())
                        .creationDate(now)
                        .lastUpdatedDate(now)
                        .build());
        return Optional.of(key);
    }

    /** A symmetric key, unless the last argument makes it another. */
    @SuppressWarnings("deprecation") // the older member is still in every answer of KMS
    KmsKey make(KeyPolicy policy, Instant now, Consumer<KeyMetadata.Builder> more) {
        String id = account.ids().uuid();
        KeyMetadata.Builder metadata = KeyMetadata.builder()
                .awsAccountId(account.id())
                .keyId(id)
                .arn(account.arn("kms", "key/" + id))
                .creationDate(now)
                .enabled(true)
                .description("")
                .keyUsage(KeyUsageType.ENCRYPT_DECRYPT)
                .keyState(KeyState.ENABLED)
                .origin(OriginType.AWS_KMS)
                .keyManager(KeyManagerType.CUSTOMER)
                .customerMasterKeySpec(KeySpec.SYMMETRIC_DEFAULT.toString())
                .keySpec(KeySpec.SYMMETRIC_DEFAULT)
                .encryptionAlgorithms(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT)
                .multiRegion(false)
                .applyMutation(more);
        return new KmsKey(metadata.build(), new Propagated<>(policy, usableFrom(now, id)));
    }

    /** From when on other services see what was just changed at a key. */
    Instant usableFrom(Instant now, String key) {
        return now.plus(account.latencies().peek("kms.key.usable", key));
    }
}
