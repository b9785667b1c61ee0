package io.github.ekssdk.k8s.benchmark;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.ekssdk.k8s.internal.client.Clients;
import io.github.ekssdk.k8s.internal.client.Endpoint;
import io.github.ekssdk.kubeconfig.BearerToken;
import java.time.Instant;

/** Connects and lists in a process that has done nothing else yet. */
final class FirstList {

    private FirstList() {}

    public static void main(String[] args) {
        BearerToken token = new BearerToken(args[2], Instant.MAX);
        Stopwatch all = new Stopwatch();
        Stopwatch connect = new Stopwatch();
        try (KubernetesClient client = Clients.connect(new Endpoint("prod", args[0], args[1]), () -> token)) {
            String connected = connect.toString();
            Stopwatch first = new Stopwatch();
            client.namespaces().list();
            String listed = first.toString();
            String total = all.toString();
            Stopwatch second = new Stopwatch();
            client.namespaces().list();
            System.out.println(
                    "connect " + connected + ", first list " + listed + ", both " + total + "; second list " + second);
        }
    }
}
