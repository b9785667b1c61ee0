package io.github.ekssdk.spec;

/** What EKS asks of a managed node group. */
final class NodeGroupRules {

    private NodeGroupRules() {}

    static void check(ManagedNodeGroupSpec group, Problems problems) {
        if (group.name().isEmpty()) {
            problems.at("name").add("The name is empty.", "Give 1 to 63 characters.");
        }
    }
}
