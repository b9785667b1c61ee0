package io.github.ekssdk.k8s.benchmark;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.ekssdk.k8s.internal.client.Clients;
import io.github.ekssdk.k8s.internal.client.Endpoint;
import io.github.ekssdk.kubeconfig.BearerToken;
import java.lang.management.ManagementFactory;
import java.time.Instant;

/** Connects and lists in a process that has done nothing else yet. */
final class FirstList {

    private FirstList() {}

    public static void main(String[] args) {
        BearerToken token = new BearerToken(args[2], Instant.MAX);
        Step all = new Step();
        Step connect = new Step();
        try (KubernetesClient client = Clients.connect(new Endpoint("prod", args[0], args[1]), () -> token)) {
            String connected = connect.toString();
            Step first = new Step();
            client.namespaces().list();
            String listed = first.toString();
            String total = all.toString();
            Step second = new Step();
            client.namespaces().list();
            System.out.println(
                    "connect " + connected + ", first list " + listed + ", both " + total + "; second list " + second);
        }
    }

    /** Time on the wall and on the processors since it was made. */
    private static final class Step {

        private final long started = System.nanoTime();
        private final long cpu = cpu();

        private static long cpu() {
            return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                    .getProcessCpuTime();
        }

        @Override
        public String toString() {
            return (System.nanoTime() - started) / 1_000_000 + " ms (" + (cpu() - cpu) / 1_000_000
                    + " ms on processors)";
        }
    }
}
