package io.github.ekssdk.testing.internal.service.eks;

import java.util.Optional;

/** Where the Kubernetes APIs of clusters listen. */
public interface ControlPlaneDoors {
    /** The door of a cluster that runs; nothing if its API cannot be reached. */
    Optional<Door> of(String cluster);

    /** @param certificateAuthority certificate of the cluster's authority: PEM text in Base64 */
    record Door(String endpoint, String certificateAuthority) {}
}
