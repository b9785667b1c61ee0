package io.github.ekssdk.testing.kubernetes;

import static io.github.ekssdk.testing.kubernetes.KubernetesWorld.apply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** CronJobs and HorizontalPodAutoscalers. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SchedulesTest {
    private static final String CRON_JOB = """
        apiVersion: batch/v1
        kind: CronJob
        metadata: {name: tidy, namespace: default}
        spec:
          schedule: "*/10 * * * *"
          jobTemplate:
            spec:
              template:
                spec: {restartPolicy: Never, containers: [{name: app, image: busybox}]}
        """;
    private static final String AUTOSCALER = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: default}
        spec:
          replicas: 9
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec: {containers: [{name: app, image: nginx}]}
        ---
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: {name: web, namespace: default}
        spec:
          scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
          minReplicas: 2
          maxReplicas: 4
          metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 80}}}]
        """;

    private final KubernetesWorld world = new KubernetesWorld();
    private final KubernetesClient client = world.admin();

    @BeforeEach
    void startNodes() {
        world.eks.createNodegroup(request -> request.clusterName("prod")
                .nodegroupName("general")
                .nodeRole("arn:aws:iam::123456789012:role/nodes")
                .subnets("subnet-0a", "subnet-0b")
                .scalingConfig(scaling -> scaling.minSize(2).maxSize(2).desiredSize(2)));
    }

    @AfterEach
    void close() {
        client.close();
        world.close();
    }

    private CronJob tidy() {
        return client.batch()
                .v1()
                .cronjobs()
                .inNamespace("default")
                .withName("tidy")
                .get();
    }

    private int jobs() {
        return client.batch()
                .v1()
                .jobs()
                .inNamespace("default")
                .list()
                .getItems()
                .size();
    }

    private HorizontalPodAutoscaler web() {
        return client.autoscaling()
                .v2()
                .horizontalPodAutoscalers()
                .inNamespace("default")
                .withName("web")
                .get();
    }

    private int replicas() {
        return client.apps()
                .deployments()
                .inNamespace("default")
                .withName("web")
                .get()
                .getSpec()
                .getReplicas();
    }

    @Test
    void a_CronJob_starts_its_jobs_in_time_and_keeps_the_last_three() {
        apply(client, CRON_JOB);
        assertThat(jobs()).isZero();

        world.pass(Duration.ofMinutes(20));
        int after = jobs();
        world.pass(Duration.ofHours(1));

        assertThat(after).isEqualTo(2);
        assertThat(jobs()).isEqualTo(3);
        assertThat(tidy().getStatus().getLastScheduleTime()).matches(".*:[0-5]0:00Z");
        assertThat(tidy().getStatus().getLastSuccessfulTime())
                .isEqualTo(tidy().getStatus().getLastScheduleTime());
    }

    @Test
    void a_suspended_CronJob_starts_nothing() {
        apply(client, CRON_JOB.replace("spec:\n  schedule", "spec:\n  suspend: true\n  schedule"));

        world.pass(Duration.ofHours(1));

        assertThat(jobs()).isZero();
    }

    @Test
    void a_schedule_that_is_none_is_refused() {
        KubernetesClientException refusal = catchThrowableOfType(
                KubernetesClientException.class, () -> apply(client, CRON_JOB.replace("*/10 * * * *", "61 * * * *")));

        assertThat(refusal.getStatus().getMessage())
                .isEqualTo("CronJob.batch \"tidy\" is invalid: spec.schedule: Invalid value: \"61 * * * *\":"
                        + " end of range (61) above maximum (59): 61");
    }

    @Test
    void an_autoscaler_keeps_its_limits_without_metrics() {
        apply(client, AUTOSCALER);

        assertThat(replicas()).isEqualTo(4);
        assertThat(web().getStatus().getDesiredReplicas()).isEqualTo(4);
        assertThat(web().getStatus().getConditions())
                .anySatisfy(condition -> assertThat(condition.getReason()).isEqualTo("FailedGetResourceMetric"));
    }

    @Test
    void idle_pods_are_scaled_down_where_the_metrics_server_tells_of_them() {
        world.eks.createAddon(request -> request.clusterName("prod").addonName("metrics-server"));
        apply(client, AUTOSCALER);

        assertThat(replicas()).isEqualTo(2);
        assertThat(web().getStatus().getConditions())
                .anySatisfy(condition -> assertThat(condition.getReason()).isEqualTo("ValidMetricFound"));
    }
}
