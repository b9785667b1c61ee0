package io.github.ekssdk.testing.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.FakeClock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;

@EksTest(seed = 9, region = "eu-central-1")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EksTestTest {
    @BeforeEach
    void before_each_sees_the_account_of_the_test(FakeAws aws) {
        assertThat(aws.ledger().size()).isZero();
        assertThat(aws.region()).isEqualTo("eu-central-1");
    }

    @Test
    @Order(1)
    void every_part_of_the_account_can_be_taken(
            FakeAws aws,
            FakeClock clock,
            EksManager manager,
            EksClient eks,
            Ec2Client ec2,
            IamClient iam,
            StsClient sts) {
        sts.getCallerIdentity();
        ec2.createVpc(request -> request.cidrBlock("10.0.0.0/16"));

        assertThat(aws.clock()).isSameAs(clock);
        assertThat(aws.ledger().size()).isEqualTo(2);
        assertThat(List.of(manager, eks, iam)).doesNotContainNull();
    }

    @Test
    @Order(2)
    void the_next_test_has_an_account_of_its_own(FakeAws aws, Ec2Client ec2) {
        assertThat(ec2.describeVpcs().vpcs()).allMatch(vpc -> vpc.isDefault());
        assertThat(aws.ledger().size()).isEqualTo(1);
    }

    @Nested
    class Inside {
        @Test
        void nested_classes_have_the_settings_too(FakeAws aws) {
            assertThat(aws.region()).isEqualTo("eu-central-1");
        }
    }
}
