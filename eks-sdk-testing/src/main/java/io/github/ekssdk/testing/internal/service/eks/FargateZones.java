package io.github.ekssdk.testing.internal.service.eks;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The availability zones in which pods can run on Fargate: all but a few. */
final class FargateZones {
    /** In these regions only some zones have Fargate, by their ids. */
    private static final Map<String, Set<String>> SOME = Map.of(
            "us-west-1", Set.of("usw1-az1", "usw1-az3"),
            "ca-central-1", Set.of("cac1-az1", "cac1-az2"),
            "ap-northeast-1", Set.of("apne1-az1", "apne1-az2", "apne1-az4"),
            "cn-north-1", Set.of("cnn1-az1", "cnn1-az2"),
            "cn-northwest-1", Set.of("cnnw1-az1", "cnnw1-az2", "cnnw1-az3"));

    private final String region;
    private final Set<String> withoutFargate = new TreeSet<>();

    FargateZones(String region) {
        this.region = region;
    }

    /** Lets a zone, by its name, have no Fargate. */
    void refuse(String zone) {
        withoutFargate.add(zone);
    }

    boolean has(SubnetFacts subnet) {
        Set<String> some = SOME.get(region);
        return !withoutFargate.contains(subnet.zone()) && (some == null || some.contains(subnet.zoneId()));
    }
}
