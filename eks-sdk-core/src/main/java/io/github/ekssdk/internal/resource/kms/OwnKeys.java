package io.github.ekssdk.internal.resource.kms;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.graph.Owner;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;

/** Finds keys of ours by their tags. KMS does not list keys by tag, so those are looked at alone that nobody has named yet. */
final class OwnKeys {

    private OwnKeys() {}

    /** Returns the key that was made for a resource by a process that died before it could name it. */
    static Optional<KeyMetadata> withoutAlias(Aws aws, Owner owner, String resourceId) {
        Set<String> named = aws.kms().listAliasesPaginator(request -> {}).aliases().stream()
                .map(AliasListEntry::targetKeyId)
                .filter(id -> id != null)
                .collect(Collectors.toSet());
        return aws.kms().listKeysPaginator(request -> {}).keys().stream()
                .map(KeyListEntry::keyId)
                .filter(id -> !named.contains(id))
                .sorted()
                .filter(id -> belongs(tagsIfAllowed(aws, id), owner, resourceId))
                .map(id -> aws.kms().describeKey(request -> request.keyId(id)).keyMetadata())
                .filter(key -> key.keyState() != KeyState.PENDING_DELETION)
                .findFirst();
    }

    private static boolean belongs(Map<String, String> tags, Owner owner, String resourceId) {
        return owner.owns(tags) && resourceId.equals(tags.get(Owner.RESOURCE_TAG));
    }

    /** A key's policy may keep everyone else out; it is not ours then. */
    private static Map<String, String> tagsIfAllowed(Aws aws, String keyId) {
        try {
            return tags(aws, keyId);
        } catch (AwsFault fault) {
            if (fault.notFound() || fault.code().equals("AccessDeniedException")) {
                return Map.of();
            }
            throw fault;
        }
    }

    static Map<String, String> tags(Aws aws, String keyId) {
        Map<String, String> tags = new TreeMap<>();
        aws.kms().listResourceTagsPaginator(request -> request.keyId(keyId)).tags().stream()
                .forEach(tag -> tags.put(tag.tagKey(), tag.tagValue()));
        return tags;
    }
}
