package io.github.ekssdk.plan;

import java.time.Duration;
import java.util.List;

/**
 * What a plan does to one resource.
 *
 * @param id the resource's id, such as {@code managedNodeGroup/general}; the same in events, errors and test faults
 * @param action what is done
 * @param reason why, in a few words
 * @param changes what differs, setting by setting; all settings of a resource that is created
 * @param disruptive whether work that runs in the cluster may suffer
 * @param reversible whether applying the former spec again brings back what was
 * @param awsCalls the calls that may change something, as {@code service:Operation}
 * @param iamActions the IAM actions these need
 * @param estimate about how long it takes
 * @param dependsOn the ids of the steps that must be done first
 * @since 0.1
 */
public record Step(
        String id,
        StepAction action,
        String reason,
        List<FieldChange> changes,
        boolean disruptive,
        boolean reversible,
        List<String> awsCalls,
        List<String> iamActions,
        Duration estimate,
        List<String> dependsOn) {

    /** Copies the lists. */
    public Step {
        changes = List.copyOf(changes);
        awsCalls = List.copyOf(awsCalls);
        iamActions = List.copyOf(iamActions);
        dependsOn = List.copyOf(dependsOn);
    }

    /** Returns the kind of the resource, such as {@code managedNodeGroup}. */
    public String kind() {
        return id.substring(0, id.indexOf('/'));
    }

    /** Returns the resource's name among its kind. */
    public String name() {
        return id.substring(id.indexOf('/') + 1);
    }
}
