package io.github.ekssdk.k8s.awsauth;

import static java.util.Objects.requireNonNull;

import io.github.ekssdk.error.InvalidSpecException;
import io.github.ekssdk.error.Problem;
import io.github.ekssdk.internal.access.PrincipalArn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Collects what is to be changed in the ConfigMap {@code aws-auth}. What is not named stays as it is. Wrong values are reported all
 * at once when the plan is made.
 *
 * <p>A principal that is mapped already gets the user name and the groups that are given here, and no others; keys of its item that
 * this SDK does not know stay.
 *
 * @since 0.1
 */
public final class AwsAuthEdit {

    private final Map<String, EditMerge.Wish> wishes = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    AwsAuthEdit() {}

    /**
     * Lets an IAM role in. A path in its ARN is taken out, because EKS does not see it here, and the plan says so.
     *
     * @param arn such as {@code arn:aws:iam::123456789012:role/ci}; ARNs of sessions ({@code assumed-role}) are refused
     * @param who says as whom
     */
    public AwsAuthEdit mapRole(String arn, Consumer<? super Mapped> who) {
        return map(Section.ROLES, arn, who);
    }

    /**
     * Lets an IAM user in.
     *
     * @param arn such as {@code arn:aws:iam::123456789012:user/ana}, with its path
     * @param who says as whom
     */
    public AwsAuthEdit mapUser(String arn, Consumer<? super Mapped> who) {
        return map(Section.USERS, arn, who);
    }

    /**
     * Lets all users and roles of an account in, each under its ARN and in no group.
     *
     * @param accountId twelve digits
     */
    public AwsAuthEdit mapAccount(String accountId) {
        if (!isAccount(accountId)) {
            problems.add(new Problem(
                    at(Section.ACCOUNTS, accountId),
                    "This is not the id of an AWS account.",
                    "Write its twelve digits."));
        }
        return wish(Section.ACCOUNTS, accountId, Optional.of(new IamMapping(accountId, "", List.of())));
    }

    /** Removes all mappings of an IAM role. Nothing happens if there is none. */
    public AwsAuthEdit removeRole(String arn) {
        return wish(Section.ROLES, principal(Section.ROLES, arn), Optional.empty());
    }

    /** Removes all mappings of an IAM user. Nothing happens if there is none. */
    public AwsAuthEdit removeUser(String arn) {
        return wish(Section.USERS, principal(Section.USERS, arn), Optional.empty());
    }

    /** Removes an account. Nothing happens if it is not there. */
    public AwsAuthEdit removeAccount(String accountId) {
        return wish(Section.ACCOUNTS, accountId, Optional.empty());
    }

    /**
     * Says as whom a principal is let in.
     *
     * @since 0.1
     */
    public static final class Mapped {

        private final List<String> groups = new ArrayList<>();
        private String username = "";

        private Mapped() {}

        /**
         * Sets the name by which Kubernetes knows the principal; required. For roles, {@code {{SessionName}}} stands for the name
         * of the session.
         */
        public Mapped username(String username) {
            this.username = requireNonNull(username, "username");
            return this;
        }

        /** Adds a Kubernetes group, such as {@code system:masters} for administrators, or one that role bindings name. */
        public Mapped group(String group) {
            groups.add(requireNonNull(group, "group"));
            return this;
        }
    }

    private AwsAuthEdit map(Section section, String arn, Consumer<? super Mapped> who) {
        Mapped mapped = new Mapped();
        who.accept(mapped);
        String principal = principal(section, arn);
        if (mapped.username.isBlank()) {
            problems.add(new Problem(at(section, arn), "There is no user name.", "Set one with username(...)."));
        }
        mapped.groups.stream()
                .filter(String::isBlank)
                .findFirst()
                .ifPresent(blank -> problems.add(
                        new Problem(at(section, arn), "A group has no name.", "Leave it out, or name it.")));
        return wish(section, principal, Optional.of(new IamMapping(principal, mapped.username, mapped.groups)));
    }

    private AwsAuthEdit wish(Section section, String principal, Optional<IamMapping> mapping) {
        EditMerge.Wish wish = new EditMerge.Wish(section, principal, mapping);
        if (wishes.putIfAbsent(section + " " + IamMapping.key(principal), wish) != null) {
            problems.add(new Problem(
                    at(section, principal),
                    "It is named twice.",
                    "Say once what is to become of it; letters count as small."));
        }
        return this;
    }

    private String principal(Section section, String arn) {
        requireNonNull(arn, "arn");
        Optional<PrincipalArn> principal = PrincipalArn.parse(arn);
        boolean fits = principal
                .filter(found -> found.isRole() == (section == Section.ROLES))
                .isPresent();
        if (!fits) {
            problems.add(new Problem(at(section, arn), wrong(section, principal), remedy(section, arn)));
            return arn;
        }
        PrincipalArn found = principal.get();
        if (found.isRole() && found.hasPath()) {
            warnings.add(arn + " is written as " + found.withoutPath()
                    + ": EKS does not see the path of a role when it looks into aws-auth.");
            return found.withoutPath();
        }
        return found.toString();
    }

    private static String wrong(Section section, Optional<PrincipalArn> principal) {
        return principal.isPresent()
                ? "This is the ARN of a " + principal.get().kind() + ", which " + section.key() + " does not take."
                : "This is not the ARN of an IAM " + (section == Section.ROLES ? "role." : "user.");
    }

    private static String remedy(Section section, String arn) {
        if (arn.contains(":assumed-role/")) {
            String[] parts = arn.split(":assumed-role/", 2);
            return "It is a session of a role; name the role: " + parts[0].replace(":sts:", ":iam:") + ":role/"
                    + parts[1].split("/", 2)[0] + ".";
        }
        if (PrincipalArn.parse(arn).isPresent()) {
            return section == Section.ROLES ? "Use mapUser or removeUser." : "Use mapRole or removeRole.";
        }
        return "Write, for example, arn:aws:iam::123456789012:" + (section == Section.ROLES ? "role/ci." : "user/ana.");
    }

    private static String at(Section section, String principal) {
        return section.key() + "[" + principal + "]";
    }

    private static boolean isAccount(String id) {
        return id.length() == 12 && id.chars().allMatch(Character::isDigit);
    }

    /**
     * Returns what was collected.
     *
     * @throws InvalidSpecException with everything that is wrong
     */
    Merge merge() {
        if (!problems.isEmpty()) {
            throw new InvalidSpecException(problems);
        }
        return new EditMerge(List.copyOf(wishes.values()), warnings);
    }
}
