package io.github.ekssdk.k8s.awsauth;

import static java.util.Objects.requireNonNull;

import io.github.ekssdk.plan.StepAction;
import java.util.Optional;

/**
 * One change of the ConfigMap {@code aws-auth}.
 *
 * @param action {@link StepAction#CREATE}, {@link StepAction#UPDATE} or {@link StepAction#DELETE}
 * @param list the list that changes: {@code mapRoles}, {@code mapUsers} or {@code mapAccounts}
 * @param before what stood there; nothing for what is added
 * @param after what will stand there; nothing for what is removed. Of an account, the ARN is its id
 * @since 0.1
 */
public record AwsAuthChange(StepAction action, String list, Optional<IamMapping> before, Optional<IamMapping> after) {

    /** Takes the parts as they are. */
    public AwsAuthChange {
        requireNonNull(action, "action");
        requireNonNull(list, "list");
        requireNonNull(before, "before");
        requireNonNull(after, "after");
    }

    static AwsAuthChange added(Section section, IamMapping after) {
        return new AwsAuthChange(StepAction.CREATE, section.key(), Optional.empty(), Optional.of(after));
    }

    static AwsAuthChange changed(Section section, IamMapping before, IamMapping after) {
        return new AwsAuthChange(StepAction.UPDATE, section.key(), Optional.of(before), Optional.of(after));
    }

    static AwsAuthChange removed(Section section, IamMapping before) {
        return new AwsAuthChange(StepAction.DELETE, section.key(), Optional.of(before), Optional.empty());
    }

    /** Returns the principal that it is about: an ARN, or the id of an account. */
    public String principal() {
        return after.or(() -> before).map(IamMapping::arn).orElse("");
    }

    /** Returns the change on one line, as plans show it. */
    @Override
    public String toString() {
        return switch (action) {
            case CREATE -> "  + " + list + ": " + text(after);
            case DELETE -> "  - " + list + ": " + text(before);
            default -> "  ~ " + list + ": " + text(before) + "\n      becomes " + text(after);
        };
    }

    private String text(Optional<IamMapping> mapping) {
        return mapping.map(found -> list.equals(Section.ACCOUNTS.key()) ? found.arn() : found.toString())
                .orElse("");
    }
}
