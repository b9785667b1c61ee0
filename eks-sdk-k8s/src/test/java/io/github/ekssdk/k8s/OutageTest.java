package io.github.ekssdk.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.Eks;
import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.k8s.component.Components;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.plan.Step;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.testing.FakeAws;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Kubernetes API that does not answer for a moment, as while its control plane is being upgraded. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class OutageTest {

    private final FakeAws aws = FakeAws.builder().kubernetes().build();
    private final EksManager eks = aws.connect();

    @AfterEach
    void close() {
        eks.close();
        aws.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void is_ridden_out(int status) {
        ClusterSpec cluster = Eks.cluster("prod").managedNodeGroup("general").build();
        eks.apply(eks.plan(cluster));
        ClusterSpec more = cluster.toBuilder()
                .component(Components.of("shop", shop -> shop.namespace("shop").service("web", web -> web.port(80))))
                .build();
        Plan plan = eks.plan(more);

        aws.kubernetes("prod").failNext(3, status);
        eks.apply(plan);

        assertThat(plan.changes()).extracting(Step::id).contains("kubernetesObject/Service/shop/web");
        assertThat(aws.kubernetes("prod").object("/api/v1/namespaces/shop/services/web"))
                .isPresent();
        assertThat(eks.plan(more).changes()).isEmpty();
    }
}
