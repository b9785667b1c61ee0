package io.github.ekssdk.state;

/**
 * How far EKS has come with moving a managed node group to new nodes, as the group's Auto Scaling group shows it. EKS itself says no
 * more than that it updates the group.
 *
 * <p>A node is updated when it was started from the version of the launch template that the Auto Scaling group has now. In service is
 * Auto Scaling's word: a node that has just started may not have joined the cluster yet.
 *
 * @param phase what EKS does now, in the words of the EKS user guide
 * @param updated how many nodes are updated
 * @param nodes how many nodes there are, without those that are being terminated
 * @param inService how many of them are in service
 * @since 0.1
 */
public record NodeUpdate(Phase phase, int updated, int nodes, int inService) {

    /**
     * The phases of an update, in their order; see
     * <a href="https://docs.aws.amazon.com/eks/latest/userguide/managed-node-update-behavior.html">Understand each phase of node
     * updates</a>. The update strategy {@code MINIMAL} neither scales up nor down.
     */
    public enum Phase {
        /** A new version of the launch template is made, and the Auto Scaling group takes it. */
        SETUP("setup phase"),
        /** More nodes than before are started, from the new version. */
        SCALE_UP("scale up phase"),
        /** Nodes of the old version are drained and terminated, some at a time. */
        UPGRADE("upgrade phase"),
        /** The Auto Scaling group shrinks to the size that it had before. */
        SCALE_DOWN("scale down phase");

        private final String words;

        Phase(String words) {
            this.words = words;
        }

        /** Returns the phase as the EKS user guide calls it, such as {@code scale up phase}. */
        @Override
        public String toString() {
            return words;
        }
    }

    /** Reads as {@code upgrade phase: 4 of 6 nodes updated, 6 in service}. */
    @Override
    public String toString() {
        return phase + ": " + updated + " of " + nodes + (nodes == 1 ? " node" : " nodes") + " updated, " + inService
                + " in service";
    }
}
