package io.github.ekssdk.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.ekssdk.Eks;
import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.event.ProgressEvent;
import io.github.ekssdk.event.ProgressListener;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.LatencyProfile;
import io.github.ekssdk.testing.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The cluster {@code prod}, in which things are that controllers make load balancers for. */
final class ExposedCluster implements AutoCloseable {

    final FakeAws aws =
            FakeAws.builder().latency(LatencyProfile.instant()).kubernetes().build();
    final Set<String> before = inventory();
    final EksManager eks = aws.connect();
    final List<ProgressEvent> events = new ArrayList<>();

    /** What the cluster is on the side of AWS. */
    static ClusterSpec.Builder spec() {
        return Eks.cluster("prod")
                .vpc(vpc -> vpc.availabilityZones(2))
                .managedNodeGroup("general", group -> group.scaling(1));
    }

    /** Makes the cluster, with an Application, a Network and a Classic Load Balancer. */
    void make() {
        make(spec().build());
    }

    /** Makes the cluster as described, with an Application, a Network and a Classic Load Balancer. */
    void make(ClusterSpec spec) {
        eks.apply(eks.plan(spec), ProgressListener.none());
        create("controller.yaml");
        pass(Duration.ofMinutes(1));
        create("exposed.yaml");
        assertThat(balancers()).hasSize(3);
    }

    /** Makes the objects of a file as somebody else would. */
    void create(String file) {
        inside(client -> {
            try (InputStream yaml = Objects.requireNonNull(ExposedCluster.class.getResourceAsStream(file), file)) {
                for (HasMetadata object : client.load(yaml).items()) {
                    client.resource(object).create();
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }

    void inside(Consumer<KubernetesClient> deed) {
        try (KubernetesClient client = EksKubernetes.connect(eks.cluster("prod"))) {
            deed.accept(client);
        }
    }

    void pass(Duration duration) {
        try {
            aws.clock().advance(duration);
        } catch (InterruptedException interrupted) {
            throw new AssertionError("The test was interrupted.", interrupted);
        }
    }

    Set<String> inventory() {
        return aws.inventory().stream().map(Resource::toString).collect(Collectors.toSet());
    }

    List<String> balancers() {
        return aws.inventory().stream()
                .filter(resource -> resource.type().contains("loadbalancer"))
                .map(Resource::id)
                .toList();
    }

    /** Somebody who may do everything in AWS, and whom the cluster does not know. */
    EksManager stranger() {
        return Eks.connect(config -> config.region(aws.region())
                .credentials(aws.credentialsOf("arn:aws:iam::123456789012:user/stranger"))
                .httpClient(aws.httpClient())
                .time(aws.clock()));
    }

    @Override
    public void close() {
        eks.close();
        aws.close();
    }
}
