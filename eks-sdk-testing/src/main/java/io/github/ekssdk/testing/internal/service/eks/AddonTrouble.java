package io.github.ekssdk.testing.internal.service.eks;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.AddonIssue;
import software.amazon.awssdk.services.eks.model.AddonIssueCode;
import software.amazon.awssdk.services.eks.model.ResolveConflicts;

/** What is in the way of an add-on inside a cluster: fields that somebody else manages, and anything that goes wrong. */
final class AddonTrouble {
    private static final Set<AddonIssueCode> REPAIRED_BY_OVERWRITING =
            EnumSet.of(AddonIssueCode.K8_S_RESOURCE_NOT_FOUND, AddonIssueCode.UNSUPPORTED_ADDON_MODIFICATION);

    private final List<Conflict> conflicts = new ArrayList<>();
    private @Nullable AddonIssue issue;

    /** A field of an object that belongs to somebody else. */
    record Conflict(String owner, String object, String field) {
        private String words() {
            return "Apply failed with 1 conflict: conflict with \"" + owner + "\" using apps/v1: " + field + " of "
                    + object;
        }
    }

    void conflict(String owner, String object, String field) {
        conflicts.add(new Conflict(owner, object, field));
    }

    void issue(AddonIssueCode code, String message) {
        this.issue = AddonIssue.builder().code(code).message(message).build();
    }

    void heal() {
        conflicts.clear();
        issue = null;
    }

    Optional<AddonIssue> issue() {
        return Optional.ofNullable(issue);
    }

    /** What keeps EKS from installing the add-on, the first time or again. */
    Optional<AddonIssue> obstacle(ResolveConflicts mode, boolean firstTime) {
        boolean overwrites = mode == ResolveConflicts.OVERWRITE;
        if (issue != null && !(overwrites && REPAIRED_BY_OVERWRITING.contains(issue.code()))) {
            return Optional.of(issue);
        }
        boolean keepsAway = !overwrites && (firstTime || mode == ResolveConflicts.NONE);
        return keepsAway ? conflict() : Optional.empty();
    }

    /** EKS has put in all objects and fields as they should be. */
    void overwritten() {
        conflicts.clear();
        if (issue != null && REPAIRED_BY_OVERWRITING.contains(issue.code())) {
            issue = null;
        }
    }

    private Optional<AddonIssue> conflict() {
        if (conflicts.isEmpty()) {
            return Optional.empty();
        }
        List<String> words = conflicts.stream().map(Conflict::words).toList();
        return Optional.of(AddonIssue.builder()
                .code(AddonIssueCode.CONFIGURATION_CONFLICT)
                .message("Conflicts found when trying to apply. Will not continue due to resolve conflicts mode. "
                        + String.join("; ", words))
                .build());
    }
}
