package io.github.ekssdk.spec;

/**
 * What node auto repair does about a node that is not well.
 *
 * @since 0.1
 */
public enum RepairAction {
    /** Replaces the node. */
    REPLACE("Replace"),
    /** Reboots the node. */
    REBOOT("Reboot"),
    /** Leaves the node alone. */
    NO_ACTION("NoAction");

    private final String value;

    RepairAction(String value) {
        this.value = value;
    }

    /** The name in the EKS API, for example {@code NoAction}. */
    public String value() {
        return value;
    }
}
