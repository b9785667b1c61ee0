package io.github.ekssdk.testing.internal.service.eks;

import java.util.stream.Stream;

/** Something with an ARN and tags. */
record Tagged(String arn, EksTags tags) {
    /** What a cluster has of add-ons, associations, identity providers and capabilities. */
    static Stream<Tagged> in(ClusterState cluster) {
        Stream<Tagged> addons = cluster.addons().values().stream().map(one -> new Tagged(one.arn(), one.tags()));
        Stream<Tagged> podIdentities =
                cluster.podIdentities().values().stream().map(one -> new Tagged(one.arn(), one.tags()));
        Stream<Tagged> providers =
                cluster.identityProviders().values().stream().map(one -> new Tagged(one.arn(), one.tags()));
        Stream<Tagged> capabilities =
                cluster.capabilities().values().stream().map(one -> new Tagged(one.arn(), one.tags()));
        return Stream.of(addons, podIdentities, providers, capabilities).flatMap(one -> one);
    }
}
