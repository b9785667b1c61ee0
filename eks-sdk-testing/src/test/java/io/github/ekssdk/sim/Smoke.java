package io.github.ekssdk.sim;

import io.github.ekssdk.Eks;
import io.github.ekssdk.client.Cluster;
import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.testing.FakeAws;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.Test;

class Smoke {
    @Test
    void smoke() {
        ClusterSpec spec = Eks.cluster("prod").version("1.34")
                .managedNodeGroup("general", ng -> ng.instanceTypes("m7g.large").scaling(2, 3, 9))
                .managedNodeGroup("batch", ng -> ng.instanceTypes("c7i.xlarge").scaling(0, 1, 9).spot())
                .build();
        try (FakeAws aws = FakeAws.builder().build()) {
            try (EksManager eks = Eks.connect(c -> c.region("eu-west-1").credentials(aws.credentials()).httpClient(aws.httpClient()).time(aws.clock()))) {
                Plan plan = eks.plan(spec);
                System.out.println(plan.render());
                System.out.println(aws.ledger().calls().size());
                Cluster c = eks.apply(plan, e -> System.out.println(e.at() + " " + e.describe()));
                System.out.println(aws.ledger().calls().size());
                System.out.println(c);
                int before = aws.ledger().calls().size();
                Plan again = eks.plan(spec);
                System.out.println(again.render());
                System.out.println("reads " + (aws.ledger().calls().size() - before));
                eks.apply(eks.planDelete("prod"), e -> System.out.println(e.at() + " " + e.describe()));
                System.out.println(aws.ledger().calls().size());
                System.out.println(aws.inventory());
            }
        }
    }
}
