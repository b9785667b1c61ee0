package io.github.ekssdk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Function;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.CreateClusterRequest;
import software.amazon.awssdk.services.iam.IamClient;

class LedgerTest {
    private final FakeAws aws = world(1);

    @Test
    void a_line_tells_number_time_operation_latency_outcome_and_request() {
        EksClient eks = aws.client(EksClient.builder());

        eks.listClusters(request -> request.maxResults(3));
        eks.listClusters();

        assertThat(aws.ledger().toText()).isEqualTo("""
                        #1 2026-01-01T00:00:00Z eks:ListClusters 100ms ok ListClustersRequest(MaxResults=3)
                        #2 2026-01-01T00:00:00.100Z eks:ListClusters 100ms ok ListClustersRequest()
                        """);
    }

    @Test
    void calls_are_told_apart_and_found_again() {
        EksClient eks = aws.client(EksClient.builder());
        eks.listClusters();
        int mark = aws.ledger().size();

        WireContract.create(eks, "prod");
        eks.listClusters();

        assertThat(aws.ledger().since(mark))
                .extracting(RecordedCall::operation)
                .containsExactly("CreateCluster", "ListClusters");
        assertThat(aws.ledger().mutatingCalls())
                .extracting(RecordedCall::number)
                .containsExactly(2);
        assertThat(aws.ledger().reads()).extracting(RecordedCall::number).containsExactly(1, 3);
        assertThat(aws.ledger()
                        .of("eks", "CreateCluster")
                        .get(0)
                        .request(CreateClusterRequest.class)
                        .name())
                .isEqualTo("prod");
        assertThat(aws.ledger().calls().get(0).caller()).isEqualTo("arn:aws:iam::123456789012:user/developer");
    }

    @Test
    void the_same_seed_and_the_same_calls_give_the_same_bytes() {
        Function<Long, String> run = seed -> {
            FakeAws fresh = world(seed);
            Ec2Client ec2 = fresh.client(Ec2Client.builder());
            String vpc = ec2.createVpc(request -> request.cidrBlock("10.0.0.0/16"))
                    .vpc()
                    .vpcId();
            ec2.deleteVpc(request -> request.vpcId(vpc));
            return fresh.ledger().toText();
        };

        assertThat(run.apply(1L)).isEqualTo(run.apply(1L)).isNotEqualTo(run.apply(2L));
    }

    @Test
    void secrets_do_not_stand_in_it() {
        IamClient iam = aws.client(IamClient.builder());
        String secret = aws.credentials().resolveCredentials().secretAccessKey();
        iam.listRoles();

        assertThat(aws.ledger().toText()).doesNotContain(secret);
    }

    private static FakeAws world(long seed) {
        return FakeAws.builder()
                .seed(seed)
                .latency(LatencyProfile.typical())
                .service(account -> new ProbeEks())
                .build();
    }
}
