package io.github.ekssdk.testing.internal.service.ec2;

import static io.github.ekssdk.testing.internal.service.ec2.Ec2Fixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.testing.LatencyProfile;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** EC2 is eventually consistent: for a while callers do not see what they have made. */
class VisibilityTest {
    @Test
    void what_was_just_made_may_not_be_found_for_a_while() throws InterruptedException {
        LatencyProfile slow = LatencyProfile.instant().with("ec2.visible", Duration.ofSeconds(3), 0);
        try (Ec2Fixture fake = new Ec2Fixture(slow)) {
            fake.pass(Duration.ofMinutes(1));
            String vpc = fake.vpc();

            assertRefused(() -> fake.subnet(vpc, "10.0.0.0/24"), "InvalidVpcID.NotFound");
            fake.pass(Duration.ofSeconds(3));

            assertThat(fake.subnet(vpc, "10.0.0.0/24")).startsWith("subnet-");
        }
    }
}
