package io.github.ekssdk.testing.internal.service.logs;

import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

/** What other services do in CloudWatch Logs. */
public final class LogWriter {
    private final LogStore store;

    LogWriter(LogStore store) {
        this.store = store;
    }

    /** Writes an event, into a log group and stream that are made when they are not there. */
    public void write(String groupName, String streamName, String message, Instant now) {
        LogGroupState group = store.groups().get(groupName);
        if (group == null) {
            group = store.add(groupName, Map.of(), null, now);
        }
        LogStreamState stream = group.streams().get(streamName);
        if (stream == null) {
            stream = group.addStream(streamName, now);
        }
        stream.put(now.toEpochMilli(), message, now);
    }

    /** Wants to hear the name of each log group that somebody deletes. */
    public void onDelete(Consumer<String> watcher) {
        store.onDelete(watcher);
    }
}
