package io.github.ekssdk.spec;

/** What Elastic Fabric Adapters ask of a node group. */
final class EfaRules {

    private EfaRules() {}

    static void check(NodeGroupSpec group, Problems problems) {
        if (group.instanceTypes().size() != 1) {
            problems.add(
                    "Nodes with Elastic Fabric Adapters have one instance type, as each has other numbers of adapters.",
                    "Name one that knows them, such as c7gn.16xlarge or p5.48xlarge.");
        }
        if (group.subnetIds().size() + group.availabilityZones().size() != 1) {
            problems.add(
                    "Traffic over Elastic Fabric Adapters stays in one subnet.",
                    "Say availabilityZones(...) with one zone, or subnetIds(...) with one subnet.");
        }
        if (group.publicSubnets()) {
            problems.add(
                    "EC2 gives no public address to an instance with several network interfaces.",
                    "Use private subnets.");
        }
        if (group.amiType().windows()) {
            problems.add(
                    "Windows has no driver for Elastic Fabric Adapters.", "Use Amazon Linux 2023 or Bottlerocket.");
        }
    }
}
