package io.github.ekssdk.examples.guide;

import io.github.ekssdk.Eks;
import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.Resource;
import java.util.List;

/** What the tests of the guide share. */
final class Fakes {

    private Fakes() {}

    static EksManager connect(FakeAws aws) {
        return Eks.connect(config -> config.region(aws.region())
                .credentials(aws.credentials())
                .httpClient(aws.httpClient())
                .time(aws.time()));
    }

    static List<Resource> madeByUs(FakeAws aws) {
        return aws.inventory().stream()
                .filter(resource -> resource.tags().containsKey("eks-sdk/cluster"))
                .toList();
    }
}
