package io.github.ekssdk.testing.internal.service.logs;

import io.github.ekssdk.testing.Resource;
import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.FakeService;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** CloudWatch Logs: log groups, their streams and events. */
public final class LogsService implements FakeService {
    private final LogStore store;
    private final List<?> handlers;

    /** Opens the CloudWatch Logs of an account, with no log group in it. */
    public LogsService(Account account) {
        this.store = new LogStore(account);
        this.handlers = List.of(new LogGroups(store), new LogTags(store), new LogStreams(store));
    }

    @Override
    public String name() {
        return "logs";
    }

    @Override
    public List<?> handlers() {
        return handlers;
    }

    /** What the other services of the account do here. */
    public LogWriter writer() {
        return new LogWriter(store);
    }

    @Override
    public List<Resource> inventory() {
        return store.groups().values().stream().map(LogsService::resource).toList();
    }

    private static Resource resource(LogGroupState group) {
        Map<String, String> attributes = new TreeMap<>();
        Integer retention = group.describe().retentionInDays();
        String key = group.describe().kmsKeyId();
        attributes.put("retentionInDays", retention == null ? "" : retention.toString());
        attributes.put("kmsKeyId", key == null ? "" : key);
        return new Resource("logs:log-group", group.name(), "", attributes, group.tags());
    }
}
