package io.github.ekssdk.k8s.benchmark;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.ekssdk.k8s.benchmark.Stopwatch.Taken;
import io.github.ekssdk.k8s.internal.client.Clients;
import io.github.ekssdk.k8s.internal.client.Endpoint;
import io.github.ekssdk.kubeconfig.BearerToken;
import java.time.Instant;

/** Connects and lists in a process that has done nothing else yet. */
final class FirstList {

    private FirstList() {}

    public static void main(String[] args) {
        new Stopwatch().read();
        BearerToken token = new BearerToken(args[2], Instant.MAX);
        Stopwatch all = new Stopwatch();
        try (KubernetesClient client = Clients.connect(new Endpoint("prod", args[0], args[1]), () -> token)) {
            Taken connected = all.read();
            client.namespaces().list();
            Taken listed = all.read();
            Stopwatch again = new Stopwatch();
            client.namespaces().list();
            Taken second = again.read();
            System.out.println("connect " + connected + ", with the first list " + listed + "; second list " + second);
        }
    }
}
