package io.github.ekssdk.testing;

import io.github.ekssdk.testing.LatencyProfile.Spread;
import java.util.Map;
import java.util.TreeMap;

/** Durations seen on AWS, in seconds. */
final class LatencyTable {
    private static final double NEVER_CAPPED = 7_200;

    private final Map<String, Spread> entries = new TreeMap<>();

    private LatencyTable() {}

    static Map<String, Spread> typical() {
        LatencyTable table = new LatencyTable();
        table.calls();
        table.eks();
        table.cloudformation();
        table.ec2();
        table.autoScaling();
        table.elb();
        table.iam();
        table.kms();
        table.kubernetes();
        return table.entries;
    }

    private void calls() {
        add("call.read", 0.1, 0);
        add("call.write", 0.25, 0);
    }

    private void eks() {
        add("eks.cluster.create", 540, 0.12);
        add("eks.cluster.delete", 150, 0.3);
        add("eks.cluster.interfaces", 5, 0.6);
        add("eks.cluster.reachable", 0, 0);
        add("eks.accessEntry.effective", 0, 0);
        add("eks.cluster.nameFree", 0, 0);
        add("eks.update.version", 540, 0.12);
        add("eks.update.config", 60, 0.5);
        add("eks.update.visible", 4, 0.3);
        add("eks.update.autoNodes", 900, 0.3);
        add("eks.update.cancel", 60, 0.3);
        add("eks.nodegroup.create", 120, 0.18);
        add("eks.nodegroup.update", 60, 0.3);
        add("eks.nodegroup.setup", 30, 0.3);
        add("eks.nodegroup.join", 30, 0.3);
        add("eks.nodegroup.version", 120, 0.2);
        add("eks.nodegroup.shrink", 15, 0.3);
        add("eks.nodegroup.delete", 330, 0.15);
        add("eks.fargate.create", 100, 0.25);
        add("eks.fargate.delete", 150, 0.4);
        add("eks.addon.create", 28, 0.12);
        add("eks.addon.update", 28, 0.12);
        add("eks.addon.delete", 9, 0.1);
        add("eks.addon.settle", 15, 0.3);
        add("eks.encryption.associate", 900, 0.5, 2_700);
        add("eks.identityProvider.associate", 900, 0.3);
        add("eks.identityProvider.disassociate", 600, 0.3);
        add("eks.subscription.create", 60, 0.3);
        add("eks.capability.update", 60, 0.3);
        add("eks.capability.create", 60, 0.3);
        add("eks.capability.delete", 60, 0.3);
        add("eks.insights.refresh", 60, 0.3);
        add("eks.key.noticed", 300, 0.3);
        add("eks.logs.flush", 45, 0.3);
    }

    private void cloudformation() {
        add("cloudformation.start", 5, 0.3);
        add("cloudformation.resource", 5, 0.3);
    }

    private void ec2() {
        add("ec2.vpc.create", 2, 0.1);
        add("ec2.subnet.create", 2, 0.1);
        add("ec2.nat.create", 97, 0.12);
        add("ec2.nat.delete", 60, 0.2);
        add("ec2.instance.create", 30, 0.2);
        add("ec2.instance.delete", 45, 0.2);
        add("ec2.endpoint.create", 60, 0.3);
        add("ec2.endpoint.delete", 60, 0.3);
        add("ec2.visible", 0, 0);
        add("ec2.volume.create", 4, 0.3);
        add("ec2.volume.attach", 4, 0.3);
        add("ec2.volume.modify", 20, 0.3);
        add("ec2.volume.optimize", 600, 0.4);
        add("ec2.snapshot.create", 60, 0.4);
        add("ec2.image.create", 240, 0.4);
        add("ec2.instance.stop", 40, 0.2);
    }

    private void elb() {
        add("elb.loadbalancer.create", 120, 0.3);
        add("elb.interfaces.delete", 30, 0.5);
        add("elb.target.healthy", 30, 0.3);
        add("elb.target.drained", 300, 0);
    }

    private void autoScaling() {
        add("autoscaling.react", 3, 0.3);
        add("autoscaling.healthcheck", 60, 0.3);
    }

    private void iam() {
        add("iam.role.usable", 8, 0.5, 200);
        add("iam.role.visible", 0, 0);
        add("iam.serviceLinkedRole.delete", 5, 0.3);
    }

    private void kubernetes() {
        add("kubernetes.node.join", 30, 0.3);
        add("kubernetes.pod.start", 5, 0.3);
        add("kubernetes.pod.stop", 2, 0.3);
        add("kubernetes.fargate.start", 45, 0.3);
        add("kubernetes.job.run", 10, 0.3);
    }

    private void kms() {
        add("kms.key.usable", 5, 0.5, 120);
        add("kms.grant.usable", 2, 0.5, 120);
    }

    private void add(String name, double median, double sigma) {
        add(name, median, sigma, NEVER_CAPPED);
    }

    private void add(String name, double median, double sigma, double cap) {
        entries.put(name, new Spread(median, sigma, cap));
    }
}
