package io.github.ekssdk.internal.resource.kms;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.Eks;
import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.junit.EksTest;
import org.junit.jupiter.api.Test;

/** Code of docs/guide/control-plane.md that takes an account. */
@EksTest
class DeletingKeysTest {

    @Test
    void consent(EksManager eks, FakeAws aws) {
        eks.apply(eks.plan(Eks.cluster("vault").secretsEncryption().build()));

        // tag::consent
        Plan plan = eks.planDelete("vault");
        eks.apply(plan.allowingDeletion("kmsKey/secrets"));
        // end::consent

        assertThat(aws.inventory()).noneMatch(resource -> resource.type().equals("eks:cluster"));
    }
}
