package io.github.ekssdk.examples.guide;

import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.Resource;
import java.util.List;

/** What the tests of the guide share. */
final class Fakes {

    private Fakes() {}

    static List<Resource> madeByUs(FakeAws aws) {
        return aws.inventory().stream()
                .filter(resource -> resource.tags().containsKey("eks-sdk/cluster"))
                .toList();
    }
}
