package io.github.ekssdk.k8s.awsauth;

import static java.util.Objects.requireNonNull;

import io.github.ekssdk.spec.AccessEntrySpec;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of one mapping of the ConfigMap {@code aws-auth}.
 *
 * @param list the list it stands in: {@code mapRoles}, {@code mapUsers} or {@code mapAccounts}
 * @param mapping the mapping; of an account, the ARN is its id
 * @param fate what becomes of it
 * @param entry the access entry that lets the principal do the same; nothing where there can be none
 * @param remarks what the reader should know, in whole sentences; why, where there is no entry
 * @since 0.1
 */
public record MigratedMapping(
        String list, IamMapping mapping, Fate fate, Optional<AccessEntrySpec> entry, List<String> remarks) {

    /**
     * What becomes of a mapping.
     *
     * @since 0.1
     */
    public enum Fate {
        /** Its access entry is to be created, or completed. */
        TO_CREATE,
        /** EKS makes the access entry itself once the authentication mode knows access entries. */
        MADE_BY_EKS,
        /** The principal has such an access entry. */
        THERE,
        /** Somebody else has made the principal another access entry, which counts instead of the mapping. */
        DIFFERENT,
        /** No access entry says the same, or nobody is let in by the mapping. */
        NOT_CARRIED_OVER
    }

    /** Takes the parts, and copies the list. */
    public MigratedMapping {
        requireNonNull(list, "list");
        requireNonNull(mapping, "mapping");
        requireNonNull(fate, "fate");
        requireNonNull(entry, "entry");
        remarks = List.copyOf(remarks);
    }
}
