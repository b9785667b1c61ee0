package io.github.ekssdk.testing;

import io.github.ekssdk.testing.Answers.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/** What reads were answered last. */
final class StaleReads {
    private static final int KEPT = 1_000;

    private final Map<SdkPojo, Outcome> last = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SdkPojo, Outcome> eldest) {
            return size() > KEPT;
        }
    };

    @Nullable Outcome get(Visit visit) {
        return visit.record().request().map(last::get).orElse(null);
    }

    void remember(Visit visit, Outcome outcome) {
        if (!visit.record().mutating()) {
            visit.record().request().ifPresent(request -> last.put(request, outcome));
        }
    }
}
