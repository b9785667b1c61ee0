package io.github.ekssdk.testing.internal.service.logs;

import io.github.ekssdk.testing.internal.Account;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroupClass;

/** The log groups of one region, by name. */
final class LogStore {
    private final Account account;
    private final NavigableMap<String, LogGroupState> groups = new TreeMap<>();
    private final List<Consumer<String>> watchers = new ArrayList<>();

    LogStore(Account account) {
        this.account = account;
    }

    Account account() {
        return account;
    }

    NavigableMap<String, LogGroupState> groups() {
        return groups;
    }

    LogGroupState group(@Nullable String name) {
        LogGroupState found = groups.get(LogsInput.required("logGroupName", name));
        if (found == null) {
            throw LogsRefusals.noGroup();
        }
        return found;
    }

    /** The group that a caller named by name or ARN. */
    LogGroupState named(@Nullable String name, @Nullable String identifier) {
        if (name != null && identifier != null) {
            throw LogsRefusals.invalidParameter("Only one of logGroupName and logGroupIdentifier can be given.");
        }
        return identifier == null ? group(name) : group(nameOf(identifier));
    }

    LogGroupState add(String name, Map<String, String> tags, @Nullable String kmsKeyId, Instant now) {
        String arn = account.arn("logs", "log-group:" + name);
        LogGroup group = LogGroup.builder()
                .logGroupName(name)
                .arn(arn + ":*")
                .logGroupArn(arn)
                .creationTime(now.toEpochMilli())
                .metricFilterCount(0)
                .storedBytes(0L)
                .kmsKeyId(kmsKeyId)
                .logGroupClass(LogGroupClass.STANDARD)
                .deletionProtectionEnabled(false)
                .build();
        LogGroupState state = new LogGroupState(group, tags);
        groups.put(name, state);
        return state;
    }

    /** Deletes a group and tells who wants to know. */
    void remove(String name) {
        groups.remove(name);
        watchers.forEach(watcher -> watcher.accept(name));
    }

    void onDelete(Consumer<String> watcher) {
        watchers.add(watcher);
    }

    private static String nameOf(String identifier) {
        int group = identifier.indexOf(":log-group:");
        String rest = group < 0 ? identifier : identifier.substring(group + ":log-group:".length());
        return rest.endsWith(":*") ? rest.substring(0, rest.length() - 2) : rest;
    }
}
