package io.github.ekssdk.testing.internal.service.logs;

import io.github.ekssdk.testing.internal.AwsRefusal;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What CloudWatch Logs accepts as names, numbers and tags. */
final class LogsInput {
    private static final Pattern GROUP = Pattern.compile("[.\\-_/#A-Za-z0-9]{1,512}");
    private static final Pattern STREAM = Pattern.compile("[^:*]{1,512}");
    private static final Set<Integer> RETENTIONS = Set.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653);
    private static final int MOST_TAGS = 50;

    private LogsInput() {}

    static String groupName(@Nullable String name) {
        String given = required("logGroupName", name);
        if (!GROUP.matcher(given).matches()) {
            throw LogsRefusals.invalidParameter("1 validation error detected: Value '" + given
                    + "' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression"
                    + " pattern: [\\.\\-_/#A-Za-z0-9]+");
        }
        if (given.startsWith("aws/")) {
            throw LogsRefusals.invalidParameter("Log groups starting with aws/ are reserved for AWS.");
        }
        return given;
    }

    static String streamName(@Nullable String name) {
        String given = required("logStreamName", name);
        if (!STREAM.matcher(given).matches()) {
            throw LogsRefusals.invalidParameter("1 validation error detected: Value '" + given
                    + "' at 'logStreamName' failed to satisfy constraint: Member must satisfy regular expression"
                    + " pattern: [^:*]*");
        }
        return given;
    }

    static int retention(@Nullable Integer days) {
        if (days == null || !RETENTIONS.contains(days)) {
            throw LogsRefusals.invalidParameter("The retention of a log group is one of "
                    + RETENTIONS.stream().sorted().toList() + " days, not " + days);
        }
        return days;
    }

    static void checkTags(Map<String, String> present, Map<String, String> added) {
        Set<String> keys = new TreeSet<>(present.keySet());
        keys.addAll(added.keySet());
        if (keys.size() > MOST_TAGS) {
            throw new AwsRefusal(400, "TooManyTagsException", "A resource has at most " + MOST_TAGS + " tags.");
        }
        added.forEach((key, value) -> {
            if (key.isEmpty() || key.length() > 128 || key.startsWith("aws:") || value.length() > 256) {
                throw LogsRefusals.invalidParameter("The tag " + key + "=" + value + " is invalid.");
            }
        });
    }

    static int limit(@Nullable Integer limit, int most) {
        if (limit == null) {
            return most;
        }
        if (limit < 1 || limit > most) {
            throw LogsRefusals.invalidParameter("1 validation error detected: Value '" + limit
                    + "' at 'limit' failed to satisfy constraint: Member must have a value between 1 and " + most);
        }
        return limit;
    }

    static String required(String member, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw LogsRefusals.invalidParameter("1 validation error detected: Value null at '" + member
                    + "' failed to satisfy constraint: Member must not be null");
        }
        return value;
    }
}
