package io.github.ekssdk.examples;

import io.github.ekssdk.Eks;
import io.github.ekssdk.spec.ClusterSpec;

/** A cluster without nodes: every Pod runs on Fargate, CoreDNS too. */
public final class FargateOnly {

    private FargateOnly() {}

    /** Runs the example; {@code --help} lists what it takes. */
    public static void main(String[] args) {
        Demo.main(FargateOnly::spec, args);
    }

    static ClusterSpec spec(String name) {
        return Eks.cluster(name)
                .fargateOnly()
                .fargateProfile("shop", profile -> profile.selector("shop"))
                .build();
    }
}
