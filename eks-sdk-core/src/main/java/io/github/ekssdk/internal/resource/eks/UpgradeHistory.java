package io.github.ekssdk.internal.resource.eks;

import io.github.ekssdk.internal.aws.Aws;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import software.amazon.awssdk.services.eks.model.Update;
import software.amazon.awssdk.services.eks.model.UpdateParamType;
import software.amazon.awssdk.services.eks.model.UpdateStatus;
import software.amazon.awssdk.services.eks.model.UpdateType;

/** Which upgrades a cluster has had, as far as EKS remembers. */
public final class UpgradeHistory {

    private UpgradeHistory() {}

    /** Asks when the last upgrade of a cluster to a version began; nothing where it began its life with it. */
    public static Optional<Instant> lastUpgradeTo(Aws aws, String cluster, String version) {
        return aws.eks().listUpdatesPaginator(request -> request.name(cluster)).updateIds().stream()
                .map(id -> aws.eks()
                        .describeUpdate(request -> request.name(cluster).updateId(id))
                        .update())
                .filter(update -> isUpgradeTo(update, version))
                .map(Update::createdAt)
                .max(Comparator.naturalOrder());
    }

    private static boolean isUpgradeTo(Update update, String version) {
        return update.type() == UpdateType.VERSION_UPDATE
                && update.status() == UpdateStatus.SUCCESSFUL
                && update.params().stream()
                        .anyMatch(param -> param.type() == UpdateParamType.VERSION && version.equals(param.value()));
    }
}
