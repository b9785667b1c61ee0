package io.github.ekssdk.k8s.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.ekssdk.error.BlockingPod;
import io.github.ekssdk.error.DrainFailedException;
import io.github.ekssdk.k8s.Account;
import io.github.ekssdk.k8s.nodes.DrainResult;
import io.github.ekssdk.k8s.nodes.NodeGroupNodes;
import io.github.ekssdk.k8s.nodes.Nodes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The code of docs/guide/nodes.md. */
class NodesGuideTest {
    private final Account account = new Account();
    private final KubernetesClient client = account.connect();
    private final List<String> log = new ArrayList<>();

    @AfterEach
    void close() {
        account.close();
    }

    @Test
    void view() {
        account.nodeGroup("general", 2);

        // tag::view
        Nodes nodes = Nodes.of(client);
        for (NodeGroupNodes group : nodes.byNodeGroup()) {
            log.add(group.computeType() + " " + group.name().orElse("") + ": " + group.ready() + " of "
                    + group.nodes().size() + " ready");
        }
        // end::view

        assertThat(log).containsExactly("MANAGED_NODE_GROUP general: 2 of 2 ready");
    }

    @Test
    void drain() {
        account.nodeGroup("general", 2);
        account.nodeGroup("next", 2);
        Nodes nodes = Nodes.of(client, account.aws.time());

        // tag::drain
        DrainResult result = nodes.drainNodeGroup(
                "general",
                drain -> drain.nodesAtOnce(2)
                        .deadline(Duration.ofMinutes(20))
                        .podsWithEmptyDir(true)
                        .listener(event -> log.add(event.describe())));
        // end::drain

        assertThat(result.nodes()).hasSize(2);
        assertThat(log).anyMatch(line -> line.endsWith(": drained."));
    }

    @Test
    void blocked() {
        account.nodeGroup("general", 1);
        Nodes nodes = Nodes.of(client, account.aws.time());
        String node = nodes.list().get(0).name();

        // tag::blocked
        try {
            nodes.drain(node);
        } catch (DrainFailedException e) {
            for (BlockingPod pod : e.pods()) {
                log.add(pod.budget().orElse("no budget") + " keeps " + pod.name() + " since " + pod.since());
            }
        }
        // end::blocked

        assertThat(nodes.list()).hasSize(1);
    }

    @Test
    void forced() {
        account.nodeGroup("general", 1);
        Nodes nodes = Nodes.of(client, account.aws.time());
        String node = nodes.list().get(0).name();

        // tag::force
        nodes.drain(node, drain -> drain.forceAfter(Duration.ofMinutes(15)));
        // end::force

        assertThat(nodes.list().get(0).cordoned()).isTrue();
    }
}
