package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.service.logs.LogWriter;
import io.github.ekssdk.testing.internal.service.logs.LogsService;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.eks.model.LogType;

/**
 * The logs that control planes send to CloudWatch Logs. They come late and by themselves: a log group that somebody deletes
 * is there again soon, even once more after the cluster is gone.
 */
final class ControlPlaneLogs {
    private static final Pattern GROUP = Pattern.compile("/aws/eks/(.+)/cluster");

    private final ClusterStore store;
    private final Account account;

    ControlPlaneLogs(ClusterStore store) {
        this.store = store;
        this.account = store.account();
        writer().onDelete(this::deleted);
    }

    /** Sends logs, from now on and as long as logging stays on. */
    void begin(ClusterState cluster) {
        write(cluster, "started");
    }

    /** The cluster is gone; what it had not sent yet follows. */
    void end(ClusterState cluster) {
        if (isOn(cluster)) {
            later(cluster.name() + "/end", () -> write(cluster, "stopped"));
        }
    }

    private void deleted(String groupName) {
        Matcher matcher = GROUP.matcher(groupName);
        if (matcher.matches()) {
            store.find(matcher.group(1))
                    .filter(ControlPlaneLogs::isOn)
                    .ifPresent(cluster -> later(
                            cluster.name(),
                            () -> store.find(cluster.name())
                                    .filter(still -> still == cluster)
                                    .ifPresent(this::begin)));
        }
    }

    private void later(String key, Runnable effect) {
        Instant at = account.transitions().now().plus(account.latencies().peek("eks.logs.flush", key));
        account.transitions().at(at, "logs of cluster/" + key, effect);
    }

    private void write(ClusterState cluster, String message) {
        Instant now = account.transitions().now();
        String group = "/aws/eks/" + cluster.name() + "/cluster";
        for (LogType type : LoggingConfig.enabled(cluster.model().logging())) {
            writer().write(group, cluster.logStream(type), message, now);
        }
    }

    private static boolean isOn(ClusterState cluster) {
        return !LoggingConfig.enabled(cluster.model().logging()).isEmpty();
    }

    private LogWriter writer() {
        return account.service(LogsService.class).writer();
    }
}
