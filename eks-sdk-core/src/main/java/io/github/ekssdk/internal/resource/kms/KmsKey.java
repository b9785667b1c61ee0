package io.github.ekssdk.internal.resource.kms;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.ResourceKind;
import io.github.ekssdk.internal.graph.Verb;
import io.github.ekssdk.internal.graph.Wanted;
import io.github.ekssdk.internal.graph.Work;
import io.github.ekssdk.state.ResourceState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.Tag;

/** A KMS key of the account's, found by its alias. KMS never deletes one at once. */
public final class KmsKey extends ResourceKind {

    public static final String ALIAS = "alias";
    public static final String STATE = "keyState";
    public static final String ROTATION = "keyRotation";
    public static final String TAGS = "tags";

    /** The output that is the key's ARN. */
    public static final String ARN = "arn";

    /** The key that encrypts the secrets of a cluster. */
    public static final String SECRETS = "secrets";

    /** What {@link #STATE} is when the key can be used. */
    public static final String ENABLED = "Enabled";

    /** For how many days KMS keeps a key whose deletion was asked for; the most that it allows. */
    public static final int WINDOW_DAYS = 30;

    private static final String OWNER = "owner";

    @Override
    public String name() {
        return "kmsKey";
    }

    /** Returns the alias of a key of a cluster, the same each time. */
    public static String alias(Owner owner, String purpose) {
        return "alias/eks-sdk/" + owner.cluster() + "/" + purpose + "-" + owner.fingerprint();
    }

    @Override
    public List<ResourceState> list(Aws aws, Owner owner) {
        return describe(aws, owner, alias(owner, SECRETS)).stream().toList();
    }

    @Override
    public List<ResourceState> strays(Aws aws, Owner owner, List<ResourceState> listed) {
        return listed.isEmpty() ? withoutAlias(aws, owner).stream().toList() : List.of();
    }

    /** Who may not look at keys cannot have made one. */
    private Optional<ResourceState> withoutAlias(Aws aws, Owner owner) {
        try {
            return OwnKeys.withoutAlias(aws, owner, name() + "/" + SECRETS)
                    .flatMap(key -> describe(aws, owner, key.keyId()));
        } catch (AwsFault fault) {
            if (fault.code().equals("AccessDeniedException")) {
                return Optional.empty();
            }
            throw fault;
        }
    }

    @Override
    public Optional<ResourceState> read(Aws aws, Owner owner, ResourceState known) {
        return describe(aws, owner, known.physicalId().isEmpty() ? alias(owner, SECRETS) : known.physicalId());
    }

    private Optional<ResourceState> describe(Aws aws, Owner owner, String key) {
        return AwsFault.found(() -> {
            KeyMetadata metadata =
                    aws.kms().describeKey(request -> request.keyId(key)).keyMetadata();
            boolean rotates = metadata.keyState() != KeyState.PENDING_DELETION
                    && Boolean.TRUE.equals(aws.kms()
                            .getKeyRotationStatus(request -> request.keyId(metadata.keyId()))
                            .keyRotationEnabled());
            return state(owner, metadata, rotates, OwnKeys.tags(aws, metadata.keyId()));
        });
    }

    private ResourceState state(Owner owner, KeyMetadata key, boolean rotates, Map<String, String> tags) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(STATE, key.keyStateAsString());
        properties.put(ROTATION, rotates);
        properties.put(TAGS, Owner.wantedTags(tags));
        boolean ours = owner.owns(tags);
        return new ResourceState(
                name() + "/" + SECRETS,
                key.arn(),
                key.keyStateAsString(),
                properties,
                Map.of(ARN, key.arn(), OWNER, ours ? owner.cluster() : ""),
                List.of());
    }

    /** KMS knows no client tokens, so a key without an alias that bears our tags is taken before another one is made. */
    @Override
    public ResourceState create(Aws aws, Wanted wanted) {
        KeyMetadata key = OwnKeys.withoutAlias(aws, wanted.owner(), wanted.id())
                .orElseGet(() -> aws.kmsOnce()
                        .createKey(request -> request.description("Encrypts the secrets of the EKS cluster "
                                        + wanted.owner().cluster())
                                .policy(KeyPolicy.forEks(wanted.owner()))
                                .tags(tags(wanted.tags())))
                        .keyMetadata());
        aws.kms()
                .createAlias(request ->
                        request.aliasName(alias(wanted.owner(), wanted.name())).targetKeyId(key.keyId()));
        return state(wanted.owner(), key, false, wanted.tags());
    }

    @Override
    public ResourceState update(Aws aws, Wanted wanted, ResourceState now, Set<String> differences) {
        String key = now.physicalId();
        if (differences.contains(STATE)) {
            if (now.status().equals(KeyState.PENDING_DELETION.toString())) {
                aws.kms().cancelKeyDeletion(request -> request.keyId(key));
            }
            aws.kms().enableKey(request -> request.keyId(key));
        }
        if (differences.contains(ROTATION)) {
            aws.kms().enableKeyRotation(request -> request.keyId(key));
        }
        if (differences.contains(TAGS)) {
            wanted.retag(
                    now,
                    wanted.tags(),
                    tags -> aws.kms().tagResource(request -> request.keyId(key).tags(tags(tags))),
                    keys -> aws.kms()
                            .untagResource(request -> request.keyId(key).tagKeys(keys)));
        }
        Map<String, Object> properties = new TreeMap<>(now.properties());
        differences.forEach(
                property -> properties.put(property, wanted.properties().get(property)));
        return new ResourceState(
                now.id(),
                key,
                String.valueOf(properties.get(STATE)),
                properties,
                Map.of(ARN, key, OWNER, wanted.owner().cluster()),
                List.of());
    }

    private static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> Tag.builder()
                        .tagKey(tag.getKey())
                        .tagValue(tag.getValue())
                        .build())
                .toList();
    }

    @Override
    public void delete(Aws aws, Owner owner, ResourceState now) {
        if (!now.status().equals(KeyState.PENDING_DELETION.toString())) {
            AwsFault.unlessGone(() -> scheduleDeletion(aws, now.physicalId()));
        }
        AwsFault.unlessGone(() -> aws.kms().deleteAlias(request -> request.aliasName(alias(owner, SECRETS))));
    }

    private static void scheduleDeletion(Aws aws, String key) {
        AwsFault.unlessAlreadySo(() ->
                aws.kms().scheduleKeyDeletion(request -> request.keyId(key).pendingWindowInDays(WINDOW_DAYS)));
    }

    @Override
    public Optional<String> deletionLoses(ResourceState state) {
        return Optional.of(
                "KMS deletes the key in " + WINDOW_DAYS + " days; until then its deletion can be cancelled. After that"
                        + " nothing that it encrypted can be read, and a cluster that"
                        + " uses it could not be recovered.");
    }

    @Override
    public boolean foreign(ResourceState state) {
        return "".equals(state.outputs().get(OWNER));
    }

    @Override
    public Mutability mutability(String property) {
        return property.equals(ALIAS) ? Mutability.INITIAL : Mutability.IN_PLACE;
    }

    @Override
    public Work work(Verb verb) {
        return switch (verb) {
            case CREATE -> Work.brief("kms:CreateKey", "kms:CreateAlias", "kms:EnableKeyRotation", "kms:TagResource");
            case UPDATE ->
                Work.brief(
                        "kms:EnableKeyRotation",
                        "kms:EnableKey",
                        "kms:CancelKeyDeletion",
                        "kms:TagResource",
                        "kms:UntagResource");
            case DELETE -> Work.brief("kms:ScheduleKeyDeletion", "kms:DeleteAlias");
        };
    }
}
