package io.github.ekssdk.testing.internal.service.eks;

import java.util.stream.Stream;

/** Something with an ARN and tags. */
record Tagged(String arn, EksTags tags) {
    /** A cluster and all that it has. */
    static Stream<Tagged> in(ClusterState cluster) {
        Stream<Tagged> itself = Stream.of(new Tagged(cluster.model().arn(), cluster.tags()));
        Stream<Tagged> groups = cluster.nodegroups().values().stream()
                .map(one -> new Tagged(one.model().nodegroupArn(), one.tags()));
        Stream<Tagged> entries =
                cluster.accessEntries().values().stream().map(one -> new Tagged(one.arn(), one.tags()));
        Stream<Tagged> profiles = cluster.fargateProfiles().values().stream()
                .map(one -> new Tagged(one.model().fargateProfileArn(), one.tags()));
        Stream<Tagged> addons = cluster.addons().values().stream().map(one -> new Tagged(one.arn(), one.tags()));
        Stream<Tagged> podIdentities =
                cluster.podIdentities().values().stream().map(one -> new Tagged(one.arn(), one.tags()));
        Stream<Tagged> providers =
                cluster.identityProviders().values().stream().map(one -> new Tagged(one.arn(), one.tags()));
        Stream<Tagged> capabilities =
                cluster.capabilities().values().stream().map(one -> new Tagged(one.arn(), one.tags()));
        return Stream.of(itself, groups, entries, profiles, addons, podIdentities, providers, capabilities)
                .flatMap(one -> one);
    }
}
