package io.github.ekssdk.offender.spec;

import software.amazon.awssdk.services.eks.model.Cluster;

/** A spec that speaks AWS. */
public final class KnowsAws {
    public String name(Cluster cluster) {
        return cluster.name();
    }
}
