package io.github.ekssdk.testing.internal.service.kms;

import java.time.Instant;
import software.amazon.awssdk.services.kms.model.GrantListEntry;

/**
 * Leave for a principal to use a key.
 *
 * @param entry what ListGrants shows of it
 * @param token what lets it count at once
 * @param usableFrom from when on it counts without the token
 */
record KmsGrant(GrantListEntry entry, String token, Instant usableFrom) {
    boolean allows(String operation) {
        return entry.operationsAsStrings().contains(operation);
    }

    boolean isFor(String principalArn) {
        return principalArn.equals(entry.granteePrincipal()) || principalArn.equals(entry.granteeServicePrincipal());
    }

    boolean mayBeRetiredBy(String principalArn) {
        return principalArn.equals(entry.retiringPrincipal()) || principalArn.equals(entry.retiringServicePrincipal());
    }
}
