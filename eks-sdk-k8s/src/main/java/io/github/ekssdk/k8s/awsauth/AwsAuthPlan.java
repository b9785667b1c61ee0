package io.github.ekssdk.k8s.awsauth;

import io.github.ekssdk.plan.StepAction;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is to change in the ConfigMap {@code aws-auth}, as data: read it, print it, have it approved, then apply it. Making it
 * changes nothing.
 *
 * @since 0.1
 */
public final class AwsAuthPlan {

    private final String cluster;
    private final Merge merge;
    private final List<AwsAuthChange> changes;
    private final List<String> warnings;
    private final List<String> dangers;
    private final boolean lockOutAllowed;

    AwsAuthPlan(
            String cluster,
            Merge merge,
            List<AwsAuthChange> changes,
            List<String> warnings,
            List<String> dangers,
            boolean lockOutAllowed) {
        this.cluster = cluster;
        this.merge = merge;
        this.changes = List.copyOf(changes);
        this.warnings = List.copyOf(warnings);
        this.dangers = List.copyOf(dangers);
        this.lockOutAllowed = lockOutAllowed;
    }

    String cluster() {
        return cluster;
    }

    Merge merge() {
        return merge;
    }

    /** Returns the changes, in the order of the ConfigMap's lists. */
    public List<AwsAuthChange> changes() {
        return changes;
    }

    /** Tells whether there is nothing to do. */
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** Returns what the reader should know, in whole sentences. */
    public List<String> warnings() {
        return warnings;
    }

    /**
     * Returns who would be locked out, in whole sentences: the caller, every administrator, nodes. While there are any, applying
     * refuses the plan until {@link #allowingLockOut()} is called.
     */
    public List<String> dangers() {
        return dangers;
    }

    /** Tells whether the caller has said that those whom {@link #dangers()} names may be locked out. */
    public boolean lockOutAllowed() {
        return lockOutAllowed;
    }

    /** Returns this plan with the caller's word that those whom {@link #dangers()} names may be locked out. */
    public AwsAuthPlan allowingLockOut() {
        return new AwsAuthPlan(cluster, merge, changes, warnings, dangers, true);
    }

    /** Returns the plan as text for people. */
    public String render() {
        StringBuilder out =
                new StringBuilder("Plan for the ConfigMap kube-system/aws-auth of cluster " + cluster + "\n");
        if (isEmpty()) {
            out.append("Nothing to do: everything is as it should be.\n");
        } else {
            out.append(counts()).append(".\n");
        }
        warnings.forEach(warning -> out.append("! ").append(warning).append('\n'));
        dangers.forEach(danger -> out.append("!! Locks out: ").append(danger).append('\n'));
        changes.forEach(change -> out.append(change).append('\n'));
        if (!dangers.isEmpty() && !lockOutAllowed) {
            out.append("Applying refuses this plan until allowingLockOut() is called.\n");
        }
        return clean(out.toString());
    }

    private String counts() {
        return List.of(
                        count(StepAction.CREATE, "to add"),
                        count(StepAction.UPDATE, "to change"),
                        count(StepAction.DELETE, "to remove"))
                .stream()
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private String count(StepAction action, String words) {
        long count =
                changes.stream().filter(change -> change.action() == action).count();
        return count == 0 ? "" : count + " " + words;
    }

    /** No value of somebody else's may move a reader's cursor. */
    static String clean(String text) {
        return text.codePoints()
                .mapToObj(point -> Character.isISOControl(point) && point != '\n'
                        ? String.format("\\u%04x", point)
                        : Character.toString(point))
                .collect(Collectors.joining());
    }

    /** Names the cluster and the number of changes. */
    @Override
    public String toString() {
        return "AwsAuthPlan[" + cluster + ", " + changes.size() + " changes]";
    }
}
