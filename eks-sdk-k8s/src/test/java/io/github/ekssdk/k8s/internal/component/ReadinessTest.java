package io.github.ekssdk.k8s.internal.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReadinessTest {

    private static final String DEPLOYMENT =
            "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a, generation: 2}\n";
    private static final String STATEFUL_SET = DEPLOYMENT.replace("Deployment", "StatefulSet");
    private static final String DAEMON_SET = DEPLOYMENT.replace("Deployment", "DaemonSet");
    private static final String JOB = "apiVersion: batch/v1\nkind: Job\nmetadata: {name: a}\n";
    private static final String POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n";

    private static Map<String, Object> object(String yaml) {
        return Json.map(yaml);
    }

    private static Optional<String> unready(String yaml) {
        return Readiness.unready(object(yaml));
    }

    @Test
    void pods_of_before_a_change_do_not_count() {
        String status =
                "spec: {replicas: 3}\nstatus: {observedGeneration: %d, updatedReplicas: %d, availableReplicas: 3}\n";

        assertThat(unready(DEPLOYMENT + status.formatted(1, 3))).contains("waiting for its controller");
        assertThat(unready(DEPLOYMENT + status.formatted(2, 1))).contains("3 of 3 Pods ready, 1 up to date");
        assertThat(unready(DEPLOYMENT + status.formatted(2, 3))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spec: {replicas: 3, updateStrategy: {type: OnDelete}}",
                "spec: {replicas: 3, updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 2}}}"
            })
    void pods_that_stay_until_somebody_deletes_them_are_not_waited_for(String spec) {
        assertThat(unready(STATEFUL_SET + spec
                        + "\nstatus: {observedGeneration: 2, updatedReplicas: 1, readyReplicas: 3}\n"))
                .isEmpty();
        assertThat(unready(STATEFUL_SET + spec
                        + "\nstatus: {observedGeneration: 2, updatedReplicas: 1, readyReplicas: 2}\n"))
                .contains("2 of 3 Pods ready, 1 up to date");
    }

    @Test
    void a_partition_leaves_the_others_to_be_waited_for() {
        assertThat(unready(STATEFUL_SET + """
            spec: {replicas: 3, updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 1}}}
            status: {observedGeneration: 2, updatedReplicas: 1, readyReplicas: 3}
            """)).contains("3 of 3 Pods ready, 1 up to date");
    }

    @Test
    void a_daemon_set_waits_for_its_nodes_and_for_new_pods_unless_they_come_on_deletion() {
        String status = "\nstatus: {observedGeneration: 2, desiredNumberScheduled: 2, updatedNumberScheduled: 0,"
                + " numberAvailable: 2}\n";

        assertThat(unready(DAEMON_SET + "spec: {}" + status)).contains("2 of 2 Pods available, 0 up to date");
        assertThat(unready(DAEMON_SET + "spec: {updateStrategy: {type: OnDelete}}" + status))
                .isEmpty();
    }

    @Test
    void a_paused_deployment_is_not_waited_for() {
        assertThat(unready(DEPLOYMENT + """
            spec: {replicas: 1, paused: true}
            status: {observedGeneration: 2, availableReplicas: 1}
            """)).isEmpty();
    }

    @Test
    void a_job_runs_to_its_end_unless_it_is_suspended() {
        assertThat(unready(JOB + "spec: {}\n")).contains("running");
        assertThat(unready(JOB + "spec: {suspend: true}\n")).isEmpty();
        assertThat(unready(JOB + "status: {conditions: [{type: Complete, status: 'True'}]}\n"))
                .isEmpty();
    }

    @Test
    void a_pod_that_has_ended_well_has_served_and_one_that_has_failed_never_will() {
        assertThat(unready(POD + "status: {phase: Running}\n")).contains("starting");
        assertThat(unready(POD + "status: {phase: Succeeded}\n")).isEmpty();
        assertThat(Readiness.hopeless(object(POD + "status: {phase: Failed}\n")))
                .contains("Its containers have ended with an error.");
    }
}
