package io.github.ekssdk.testing.internal.service.eks;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.NodegroupUpdateConfig;
import software.amazon.awssdk.services.eks.model.NodegroupUpdateStrategies;

/** How many nodes may be replaced at a time. */
final class UpdateSettings {
    private static final int MOST = 100;
    private static final NodegroupUpdateConfig DEFAULT =
            NodegroupUpdateConfig.builder().maxUnavailable(1).build();

    private UpdateSettings() {}

    static NodegroupUpdateConfig checked(@Nullable NodegroupUpdateConfig asked) {
        if (asked == null) {
            return DEFAULT;
        }
        Integer count = asked.maxUnavailable();
        Integer percentage = asked.maxUnavailablePercentage();
        if (count != null && percentage != null) {
            throw EksRefusals.invalidParameter(
                    "Only one of maxUnavailable and maxUnavailablePercentage can be specified.");
        }
        checkRange("maxUnavailable", count);
        checkRange("maxUnavailablePercentage", percentage);
        EksInput.checkWord("updateStrategy", asked.updateStrategyAsString(), NodegroupUpdateStrategies.knownValues());
        return count == null && percentage == null ? asked.copy(b -> b.maxUnavailable(1)) : asked;
    }

    private static void checkRange(String member, @Nullable Integer value) {
        if (value != null && (value < 1 || value > MOST)) {
            throw EksRefusals.invalidParameter(member + " must be between 1 and " + MOST + ", but is " + value);
        }
    }
}
