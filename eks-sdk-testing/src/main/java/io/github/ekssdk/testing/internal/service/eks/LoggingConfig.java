package io.github.ekssdk.testing.internal.service.eks;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.LogSetup;
import software.amazon.awssdk.services.eks.model.LogType;
import software.amazon.awssdk.services.eks.model.Logging;

/** Which control plane logs are sent to CloudWatch Logs. */
final class LoggingConfig {
    private LoggingConfig() {}

    /** The logging that a request asks for, types that it does not name as before. */
    static Logging merged(@Nullable Logging before, @Nullable Logging asked) {
        Set<LogType> enabled = enabled(before);
        if (asked != null) {
            for (LogSetup setup : asked.clusterLogging()) {
                apply(setup, enabled);
            }
        }
        return describe(enabled);
    }

    static Set<LogType> enabled(@Nullable Logging logging) {
        Set<LogType> enabled = EnumSet.noneOf(LogType.class);
        if (logging != null) {
            logging.clusterLogging().stream()
                    .filter(setup -> Boolean.TRUE.equals(setup.enabled()))
                    .forEach(setup -> enabled.addAll(setup.types()));
        }
        return enabled;
    }

    private static void apply(LogSetup setup, Set<LogType> enabled) {
        for (String word : setup.typesAsStrings()) {
            EksInput.checkWord("logging type", word, LogType.knownValues());
        }
        if (Boolean.TRUE.equals(setup.enabled())) {
            enabled.addAll(setup.types());
        } else {
            setup.types().forEach(enabled::remove);
        }
    }

    private static Logging describe(Set<LogType> enabled) {
        List<LogType> on = new ArrayList<>(enabled);
        List<LogType> off = new ArrayList<>(LogType.knownValues());
        off.removeAll(enabled);
        off.sort(null);
        List<LogSetup> setups = new ArrayList<>();
        if (!on.isEmpty()) {
            setups.add(LogSetup.builder().types(on).enabled(true).build());
        }
        if (!off.isEmpty()) {
            setups.add(LogSetup.builder().types(off).enabled(false).build());
        }
        return Logging.builder().clusterLogging(setups).build();
    }
}
