package io.github.ekssdk.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ekssdk.spi.Time;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

class FakeAwsTest {
    @Test
    void regions_have_their_own_networks_and_share_iam() {
        FakeAws aws = FakeAws.builder().withoutDefaultVpc().build();
        Ec2Client here = aws.client(Ec2Client.builder());
        Ec2Client there = inRegion(aws, "us-east-2");

        here.createVpc(request -> request.cidrBlock("10.0.0.0/16"));
        aws.client(IamClient.builder())
                .createRole(request -> request.roleName("r").assumeRolePolicyDocument(WireContract.TRUST));

        assertThat(here.describeVpcs().vpcs()).hasSize(1);
        assertThat(there.describeVpcs().vpcs()).isEmpty();
        assertThat(there.describeAvailabilityZones().availabilityZones())
                .allMatch(zone -> zone.zoneName().startsWith("us-east-2"));
        assertThat(aws.inventory()).extracting(Resource::type).contains("iam:role", "ec2:vpc");
    }

    private static Ec2Client inRegion(FakeAws aws, String region) {
        return Ec2Client.builder()
                .httpClient(aws.httpClient())
                .credentialsProvider(aws.credentials())
                .region(Region.of(region))
                .build();
    }

    @Test
    void the_inventory_is_sorted_by_type_and_id() {
        FakeAws aws = FakeAws.create();
        Ec2Client ec2 = aws.client(Ec2Client.builder());

        ec2.createVpc(request -> request.cidrBlock("10.1.0.0/16"));
        ec2.createVpc(request -> request.cidrBlock("10.2.0.0/16"));

        assertThat(aws.inventory()).isSorted();
    }

    @Test
    void a_role_session_from_sts_is_a_caller_like_others() {
        FakeAws aws = FakeAws.create();
        String trust = """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow",\
                "Principal":{"AWS":"arn:aws:iam::123456789012:root"},"Action":"sts:AssumeRole"}]}""";
        String role = aws.client(IamClient.builder())
                .createRole(request -> request.roleName("auditor").assumeRolePolicyDocument(trust))
                .role()
                .arn();

        Credentials session = aws.client(StsClient.builder())
                .assumeRole(request -> request.roleArn(role).roleSessionName("me"))
                .credentials();
        StsClient assumed = StsClient.builder()
                .httpClient(aws.httpClient())
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(session.accessKeyId(), session.secretAccessKey())))
                .build();

        assertThat(assumed.getCallerIdentity().arn()).isEqualTo("arn:aws:sts::123456789012:assumed-role/auditor/me");
    }

    @Test
    void any_credentials_serve_when_the_account_says_so() {
        FakeAws aws = FakeAws.builder().acceptAnyCredentials().build();
        StsClient stranger = StsClient.builder()
                .httpClient(aws.httpClient())
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();

        assertThat(stranger.getCallerIdentity().account()).isEqualTo("123456789012");
    }

    @Test
    void an_account_may_live_in_real_time() {
        FakeAws aws = FakeAws.builder().time(Time.system()).build();

        assertThat(aws.client(Ec2Client.builder()).describeVpcs().vpcs()).isNotEmpty();
        assertThatThrownBy(aws::clock).isInstanceOf(IllegalStateException.class).hasMessageContaining("FakeClock");
    }

    @Test
    void equal_seeds_draw_equal_durations_whatever_else_happens() {
        List<LatencySample> one = samples(3, "10.1.0.0/16");
        List<LatencySample> two = samples(3, "10.2.0.0/16");

        assertThat(one).isNotEmpty().isEqualTo(two).isNotEqualTo(samples(4, "10.1.0.0/16"));
    }

    private static List<LatencySample> samples(long seed, String cidr) {
        FakeAws aws =
                FakeAws.builder().seed(seed).latency(LatencyProfile.typical()).build();
        aws.client(Ec2Client.builder()).createVpc(request -> request.cidrBlock(cidr));
        return aws.samples();
    }
}
