package io.github.ekssdk.spec;

/** What EKS and EC2 ask of the network. */
final class VpcRules {

    private VpcRules() {}

    static void check(VpcSpec vpc, Problems problems) {
        if (vpc.availabilityZoneCount() < 2) {
            problems.at("availabilityZones").add("Too few zones.", "EKS needs two at least.");
        }
    }
}
