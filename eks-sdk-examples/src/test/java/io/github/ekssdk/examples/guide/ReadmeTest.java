package io.github.ekssdk.examples.guide;

import static io.github.ekssdk.spec.NatGateways.ONE_PER_ZONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.Eks;
import io.github.ekssdk.client.Cluster;
import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.junit.EksTest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of the README and of the guide's pages on planning. */
@EksTest
class ReadmeTest {

    @TempDir
    Path directory;

    @Test
    void the_example_of_the_readme_leaves_nothing_behind(EksManager eks, FakeAws aws) {
        List<String> log = new ArrayList<>();

        everything(eks, new Log(log));

        assertThat(log).first().asString().startsWith("Plan for cluster prod");
        assertThat(log).last().asString().contains("prod: done in");
        assertThat(Fakes.madeByUs(aws)).isEmpty();
    }

    private void everything(EksManager eks, Log log) {
        Path kubeconfig = directory.resolve("prod.kubeconfig");
        // tag::readme
        ClusterSpec prod = Eks.cluster("prod")
                .version("1.35")
                .vpc(vpc -> vpc.cidr("10.42.0.0/16").availabilityZones(3).natGateways(ONE_PER_ZONE))
                .managedNodeGroup("general", ng -> ng.instanceTypes("m7g.large").scaling(2, 3, 9))
                .build(); // calls nobody; refuses with every problem it finds

        Plan plan = eks.plan(prod); // reads, changes nothing
        log.info(plan.render());

        Cluster cluster = eks.apply(plan, event -> log.info(event.describe()));
        cluster.kubeconfig().writeTo(kubeconfig);

        ClusterSpec larger = prod.toBuilder()
                .changeManagedNodeGroup("general", ng -> ng.scaling(2, 5, 9))
                .build();
        eks.apply(eks.plan(larger)); // changes that one setting

        cluster.delete(event -> log.info(event.describe())); // leaves nothing behind
        // end::readme
    }

    static EksManager connect() {
        // tag::connect
        EksManager eks = Eks.connect(aws -> aws.region("eu-west-1"));
        // end::connect
        return eks;
    }
}
