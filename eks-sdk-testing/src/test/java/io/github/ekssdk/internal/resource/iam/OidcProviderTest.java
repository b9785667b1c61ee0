package io.github.ekssdk.internal.resource.iam;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.fixture.ClusterScenario;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.RecordedCall;
import io.github.ekssdk.testing.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.iam.IamClient;

class OidcProviderTest extends ClusterScenario {

    private static final String ROLE = "iamRole/serviceAccount/batch/import";
    private static final ClusterSpec SPEC = prod().iamServiceAccount(
                    "batch", "import", pods -> pods.managedPolicy("AmazonS3ReadOnlyAccess"))
            .build();

    private String issuer() {
        try (EksClient eks = aws.client(EksClient.builder())) {
            return eks.describeCluster(request -> request.name("prod"))
                    .cluster()
                    .identity()
                    .oidc()
                    .issuer()
                    .replace("https://", "");
        }
    }

    @ParameterizedTest
    @CsvSource({"eu-west-1, aws", "cn-north-1, aws-cn", "us-gov-west-1, aws-us-gov"})
    void the_role_trusts_tokens_of_one_service_account_of_the_cluster(String region, String partition) {
        use(FakeAws.builder().region(region));

        Plan plan = eks().plan(SPEC);
        assertThat(plan.render()).contains("trustPolicy = (known after apply)");
        eks().apply(plan, events);

        String issuer = issuer();
        Resource role = one(ROLE);
        assertThat(attribute(role, "trust"))
                .contains("\"Federated\":\"arn:" + partition + ":iam::123456789012:oidc-provider/" + issuer + "\"")
                .contains("\"Action\":\"sts:AssumeRoleWithWebIdentity\"")
                .contains("\"" + issuer + ":aud\":\"sts.amazonaws.com\"")
                .contains("\"" + issuer + ":sub\":\"system:serviceaccount:batch:import\"")
                .doesNotContain("StringLike");
        assertThat(one("oidcProvider/cluster").tags()).containsEntry("eks-sdk/cluster", "prod");
        settled(SPEC);
    }

    @Test
    void a_pattern_is_compared_as_one_and_the_audience_is_not() {
        ClusterSpec spec =
                prod().iamServiceAccount("batch", "import-*", pods -> {}).build();

        apply(spec);

        assertThat(attribute(one("iamRole/serviceAccount/batch/import-+"), "trust"))
                .contains("\"StringEquals\":{\"" + issuer() + ":aud\":\"sts.amazonaws.com\"}")
                .contains("\"StringLike\":{\"" + issuer() + ":sub\":\"system:serviceaccount:batch:import-*\"}");
        settled(spec);
    }

    @Test
    void a_provider_without_roles_is_made_on_request_and_goes_again() {
        apply(prod().oidcProvider(true).build());

        assertThat(one("oidcProvider/cluster").id()).endsWith(issuer());
        ClusterSpec without = prod().build();
        assertThat(steps(eks().plan(without))).containsExactly("delete oidcProvider/cluster");
        apply(without);
        assertThat(all("iam:oidc-provider")).isEmpty();
        settled(without);
    }

    @Test
    void one_that_another_tool_made_for_the_cluster_is_shared_and_becomes_ours() {
        apply(prod().build());
        try (IamClient stranger = stranger(IamClient.builder())) {
            stranger.createOpenIDConnectProvider(
                    request -> request.url("https://" + issuer()).clientIDList("sts.amazonaws.com"));
        }

        apply(SPEC);

        assertThat(all("iam:oidc-provider")).hasSize(1);
        assertThat(one("oidcProvider/cluster").tags()).containsEntry("eks-sdk/cluster", "prod");
        settled(SPEC);
    }

    @Test
    void providers_of_other_clusters_are_not_even_looked_at() {
        apply(SPEC);
        try (IamClient stranger = stranger(IamClient.builder())) {
            stranger.createOpenIDConnectProvider(
                    request -> request.url("https://oidc.eks." + aws.region() + ".amazonaws.com/id/0123456789ABCDEF")
                            .clientIDList("sts.amazonaws.com"));
        }
        int mark = aws.ledger().size();

        eks().plan(SPEC);

        assertThat(aws.ledger().since(mark))
                .filteredOn(call -> call.operation().contains("OpenID"))
                .extracting(RecordedCall::operation)
                .containsExactly("ListOpenIDConnectProviders", "GetOpenIDConnectProvider");
        delete("prod");
        assertThat(all("iam:oidc-provider")).hasSize(1);
    }

    @Test
    void the_provider_of_a_cluster_that_somebody_else_deleted_is_found_by_its_tags() {
        ClusterSpec bare = io.github.ekssdk.Eks.cluster("prod")
                .vpc(vpc -> vpc.availabilityZones(2))
                .defaultAddons(false)
                .oidcProvider(true)
                .build();
        apply(bare);
        String before = one("oidcProvider/cluster").id();
        try (EksClient stranger = stranger(EksClient.builder())) {
            stranger.deleteCluster(request -> request.name("prod"));
        }
        pass(java.time.Duration.ofMinutes(10));

        eks().apply(eks().plan(bare).allowingReplacements(), events);

        assertThat(all("iam:oidc-provider"))
                .singleElement()
                .extracting(Resource::id)
                .isNotEqualTo(before);
        settled(bare);
    }
}
