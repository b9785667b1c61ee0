package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Starts Jobs when the schedules of CronJobs say so, and forgets those that ended long ago. */
final class CronJobController implements Controller {
    private static final String TYPE = "cronjobs.batch";
    private static final String JOBS = "jobs.batch";

    private final Owners owners;
    private final Wakeups wakeups;

    CronJobController(Owners owners, Wakeups wakeups) {
        this.owners = owners;
        this.wakeups = wakeups;
    }

    @Override
    public List<String> types() {
        return List.of(TYPE, JOBS);
    }

    @Override
    public void reconcile() {
        owners.objects().all(TYPE).stream()
                .filter(one -> !Trees.isDeleting(one))
                .forEach(this::reconcile);
    }

    private void reconcile(ObjectNode cronJob) {
        if (!Trees.at(cronJob, "spec", "suspend").asBoolean()) {
            run(cronJob);
        }
        List<ObjectNode> jobs = owners.owned(JOBS, cronJob);
        tell(cronJob, jobs);
        forget(jobs, "Complete", Trees.number(cronJob, 3, "spec", "successfulJobsHistoryLimit"));
        forget(jobs, "Failed", Trees.number(cronJob, 1, "spec", "failedJobsHistoryLimit"));
    }

    /** Starts the latest run that is due; those before it are missed, as they are when the control plane was away. */
    private void run(ObjectNode cronJob) {
        CronSchedule schedule =
                CronSchedule.of(Trees.text(cronJob, "spec", "schedule"), Trees.text(cronJob, "spec", "timeZone"));
        String last = Trees.text(cronJob, "status", "lastScheduleTime");
        String since = last.isEmpty() ? Trees.text(cronJob, "metadata", "creationTimestamp") : last;
        Optional<Instant> due = Optional.empty();
        Optional<Instant> next = schedule.after(Instant.parse(since));
        Instant now = owners.objects().now();
        while (next.isPresent() && !next.get().isAfter(now)) {
            due = next;
            next = schedule.after(next.get());
        }
        due.ifPresent(time -> start(cronJob, time));
        next.ifPresent(time -> wakeups.at(time, "CronJob " + Trees.name(cronJob) + " runs"));
    }

    private void start(ObjectNode cronJob, Instant time) {
        List<ObjectNode> running =
                owners.owned(JOBS, cronJob).stream().filter(job -> !isOver(job)).toList();
        String policy = Trees.text(cronJob, "spec", "concurrencyPolicy");
        if (policy.equals("Forbid") && !running.isEmpty()) {
            return;
        }
        if (policy.equals("Replace")) {
            running.forEach(job -> owners.delete(JOBS, job));
        }
        JsonNode template = Trees.at(cronJob, "spec", "jobTemplate");
        String name = Trees.name(cronJob) + "-" + time.getEpochSecond() / 60;
        ObjectNode job = NamespaceController.named(Trees.namespace(cronJob), name);
        for (String field : List.of("labels", "annotations")) {
            if (Trees.isSet(template, "metadata", field)) {
                Trees.child(job, "metadata")
                        .set(field, Trees.at(template, "metadata", field).deepCopy());
            }
        }
        Trees.child(job, "metadata", "annotations")
                .put("batch.kubernetes.io/cronjob-scheduled-timestamp", ClusterObjects.time(time));
        job.set("spec", template.path("spec").deepCopy());
        Owners.own(job, cronJob);
        owners.objects().create(JOBS, job);
        owners.objects().status(TYPE, cronJob, status -> status.put("lastScheduleTime", ClusterObjects.time(time)));
    }

    private static boolean isOver(ObjectNode job) {
        return Pods.hasCondition(job, "Complete") || Pods.hasCondition(job, "Failed");
    }

    private void tell(ObjectNode cronJob, List<ObjectNode> jobs) {
        List<ObjectNode> active = jobs.stream().filter(job -> !isOver(job)).toList();
        Optional<String> success = jobs.stream()
                .map(job -> Trees.text(job, "status", "completionTime"))
                .filter(time -> !time.isEmpty())
                .max(Comparator.naturalOrder());
        owners.objects().status(TYPE, cronJob, status -> {
            success.ifPresent(time -> status.put("lastSuccessfulTime", time));
            status.remove("active");
            if (!active.isEmpty()) {
                ArrayNode references = status.putArray("active");
                active.forEach(job -> references
                        .addObject()
                        .put("kind", "Job")
                        .put("namespace", Trees.namespace(job))
                        .put("name", Trees.name(job))
                        .put("uid", Trees.uid(job))
                        .put("apiVersion", "batch/v1"));
            }
        });
    }

    private void forget(List<ObjectNode> jobs, String condition, int kept) {
        jobs.stream()
                .filter(job -> Pods.hasCondition(job, condition))
                .sorted(Comparator.comparing((ObjectNode job) -> Trees.text(job, "metadata", "creationTimestamp"))
                        .thenComparing(Trees::name)
                        .reversed())
                .skip(kept)
                .forEach(job -> owners.delete(JOBS, job));
    }
}
