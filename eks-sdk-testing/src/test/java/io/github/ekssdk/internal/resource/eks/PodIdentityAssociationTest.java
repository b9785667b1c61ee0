package io.github.ekssdk.internal.resource.eks;

import static io.github.ekssdk.spec.WellKnownPolicy.AWS_LOAD_BALANCER_CONTROLLER;
import static io.github.ekssdk.spec.WellKnownPolicy.CERT_MANAGER;
import static io.github.ekssdk.spec.WellKnownPolicy.CLOUDWATCH_AGENT;
import static io.github.ekssdk.spec.WellKnownPolicy.CLUSTER_AUTOSCALER;
import static io.github.ekssdk.spec.WellKnownPolicy.EXTERNAL_DNS;
import static io.github.ekssdk.spec.WellKnownPolicy.S3_CSI;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.fixture.ClusterScenario;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.PodIdentityAssociationSpec;
import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.LatencyProfile;
import io.github.ekssdk.testing.RecordedCall;
import io.github.ekssdk.testing.Resource;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.PodIdentityAssociation;
import software.amazon.awssdk.services.iam.IamClient;

class PodIdentityAssociationTest extends ClusterScenario {

    private static final String STEP = "podIdentityAssociation/web/shop";
    private static final String ROLE = "iamRole/podIdentity/web/shop";
    private static final String POLICY = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Action\":\"s3:GetObject\",\"Resource\":\"*\"}]}";

    private static ClusterSpec with(Consumer<PodIdentityAssociationSpec.Builder> settings) {
        return prod().podIdentity("web", "shop", settings).build();
    }

    private PodIdentityAssociation association() {
        try (EksClient client = aws.client(EksClient.builder())) {
            String id = client.listPodIdentityAssociations(
                            request -> request.clusterName("prod").namespace("web"))
                    .associations()
                    .get(0)
                    .associationId();
            return client.describePodIdentityAssociation(
                            request -> request.clusterName("prod").associationId(id))
                    .association();
        }
    }

    private String policy(String role, String name) {
        try (IamClient iam = aws.client(IamClient.builder())) {
            return java.net.URLDecoder.decode(
                    iam.getRolePolicy(
                                    request -> request.roleName(roleName(role)).policyName(name))
                            .policyDocument(),
                    java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    private List<String> policies(String role) {
        try (IamClient iam = aws.client(IamClient.builder())) {
            return iam.listRolePolicies(request -> request.roleName(roleName(role)))
                    .policyNames();
        }
    }

    private String roleName(String role) {
        String id = one(role).id();
        return id.substring(id.lastIndexOf('/') + 1);
    }

    @Test
    void pods_get_a_role_that_eks_gives_them_and_that_may_what_was_said() {
        ClusterSpec spec = with(pods -> pods.managedPolicy("AmazonS3ReadOnlyAccess")
                .permissionPolicy(POLICY)
                .tag("cost", "1742"));

        apply(spec);

        Resource role = one(ROLE);
        assertThat(attribute(role, "trust"))
                .contains("pods.eks.amazonaws.com")
                .contains("sts:AssumeRole")
                .contains("sts:TagSession");
        assertThat(attribute(role, "policies")).isEqualTo("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess");
        assertThat(policies(ROLE)).containsExactly("permissions");
        assertThat(association().roleArn()).endsWith("/" + roleName(ROLE));
        assertThat(association().disableSessionTags()).isFalse();
        assertThat(association().tags()).containsEntry("cost", "1742").containsEntry("eks-sdk/resource", STEP);
        settled(spec);
    }

    @Test
    void an_unchanged_association_costs_one_read() {
        ClusterSpec spec = with(pods -> pods.managedPolicy("AmazonS3ReadOnlyAccess"));
        apply(spec);
        int mark = aws.ledger().size();

        eks().plan(spec);

        assertThat(aws.ledger().since(mark))
                .filteredOn(call -> call.operation().contains("PodIdentity"))
                .extracting(RecordedCall::operation)
                .containsExactly("ListPodIdentityAssociations", "DescribePodIdentityAssociation");
    }

    @Test
    void policies_are_changed_and_taken_off_in_place() {
        apply(with(pods -> pods.managedPolicy("AmazonS3ReadOnlyAccess").permissionPolicy(POLICY)));
        ClusterSpec changed = with(pods -> pods.wellKnown(EXTERNAL_DNS, CLOUDWATCH_AGENT));

        assertThat(steps(eks().plan(changed))).containsExactly("update " + ROLE);
        assertThat(fields(eks().plan(changed), ROLE)).containsExactly("managedPolicies", "policies");
        apply(changed);

        assertThat(policies(ROLE)).containsExactly("external-dns");
        assertThat(attribute(one(ROLE), "policies").split(",", -1))
                .containsExactlyInAnyOrder(
                        "arn:aws:iam::aws:policy/AWSXrayWriteOnlyAccess",
                        "arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy");
        settled(changed);
        ClusterSpec none = with(pods -> {});
        apply(none);
        assertThat(policies(ROLE)).isEmpty();
        settled(none);
    }

    @Test
    void what_somebody_else_puts_on_the_role_is_shown_and_taken_off() {
        ClusterSpec spec = with(pods -> pods.permissionPolicy(POLICY));
        apply(spec);
        try (IamClient stranger = stranger(IamClient.builder())) {
            stranger.putRolePolicy(request ->
                    request.roleName(roleName(ROLE)).policyName("more").policyDocument(POLICY));
        }

        assertThat(fields(eks().plan(spec), ROLE)).containsExactly("policies");
        assertThat(changesOf(spec)).containsExactly("iam:DeleteRolePolicy");
        settled(spec);
    }

    @Test
    void a_given_role_another_account_and_a_session_policy_are_changed_in_place() {
        String given = givenRole();
        apply(with(pods -> pods.managedPolicy("AmazonS3ReadOnlyAccess")));
        ClusterSpec changed = with(pods -> pods.role(given)
                .targetRole("arn:aws:iam::210987654321:role/reader")
                .disableSessionTags(true)
                .policy(POLICY));

        assertThat(steps(eks().plan(changed))).containsExactly("update " + STEP, "delete " + ROLE);
        apply(changed);

        assertThat(association().roleArn()).isEqualTo(given);
        assertThat(association().targetRoleArn()).isEqualTo("arn:aws:iam::210987654321:role/reader");
        assertThat(association().policy()).contains("s3:GetObject");
        settled(changed);
        ClusterSpec back = with(pods -> pods.role(given));
        apply(back);
        assertThat(association().targetRoleArn()).isNull();
        assertThat(association().policy()).isNull();
        settled(back);
    }

    private String givenRole() {
        try (IamClient iam = stranger(IamClient.builder())) {
            return iam.createRole(role -> role.roleName("given")
                            .assumeRolePolicyDocument(
                                    "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                                            + "\"Principal\":{\"Service\":\"pods.eks.amazonaws.com\"},\"Action\":"
                                            + "[\"sts:AssumeRole\",\"sts:TagSession\"]}]}"))
                    .role()
                    .arn();
        }
    }

    @Test
    void a_role_that_eks_does_not_know_yet_is_waited_for() {
        use(FakeAws.builder().latency(LatencyProfile.typical()));
        ClusterSpec bare = prod().build();
        apply(bare);

        apply(with(pods -> pods.managedPolicy("AmazonS3ReadOnlyAccess")));

        assertThat(aws.ledger().of("eks", "CreatePodIdentityAssociation"))
                .last()
                .satisfies(call -> assertThat(call.errorCode()).isEmpty());
        settled(with(pods -> pods.managedPolicy("AmazonS3ReadOnlyAccess")));
    }

    @Test
    void an_association_out_of_the_spec_goes_with_its_role() {
        apply(with(pods -> pods.permissionPolicy(POLICY)));
        ClusterSpec without = prod().build();

        assertThat(steps(eks().plan(without))).containsExactlyInAnyOrder("delete " + STEP, "delete " + ROLE);
        apply(without);

        assertThat(all("eks:pod-identity-association")).isEmpty();
        settled(without);
    }

    @Test
    void nothing_is_left_of_add_ons_associations_and_roles_when_the_cluster_is_deleted() {
        List<Resource> before = aws.inventory();
        apply(prod().podIdentity("web", "shop", pods -> pods.permissionPolicy(POLICY))
                .iamServiceAccount("batch", "*", pods -> pods.wellKnown(CERT_MANAGER))
                .addon("aws-ebs-csi-driver")
                .build());

        delete("prod");
        pass(java.time.Duration.ofHours(1));

        assertThat(aws.inventory()).isEqualTo(before);
    }

    @Test
    void a_service_account_of_an_add_on_takes_its_role_by_the_add_on() {
        ClusterSpec spec = prod().addon(
                        "aws-ebs-csi-driver",
                        addon -> addon.podIdentity(
                                "ebs-csi-controller-sa",
                                role -> role.managedPolicy("service-role/AmazonEBSCSIDriverPolicy")))
                .build();

        apply(spec);

        assertThat(all("eks:pod-identity-association"))
                .singleElement()
                .satisfies(made -> assertThat(attribute(made, "ownerArn")).contains("aws-ebs-csi-driver"));
        settled(spec);
        ClusterSpec other = prod().addon("aws-ebs-csi-driver", addon -> addon.recommendedPodIdentities(false))
                .build();
        assertThat(steps(eks().plan(other)))
                .containsExactly(
                        "update addon/aws-ebs-csi-driver",
                        "delete iamRole/addon/aws-ebs-csi-driver/ebs-csi-controller-sa");
        apply(other);
        assertThat(all("eks:pod-identity-association")).isEmpty();
        settled(other);
    }

    @ParameterizedTest
    @CsvSource({"eu-west-1, aws", "cn-north-1, aws-cn", "us-gov-west-1, aws-us-gov"})
    void well_known_policies_are_for_the_cluster_and_its_partition(String region, String partition) {
        use(FakeAws.builder().region(region));

        apply(with(pods ->
                pods.wellKnown(AWS_LOAD_BALANCER_CONTROLLER, CLUSTER_AUTOSCALER, EXTERNAL_DNS, CERT_MANAGER, S3_CSI)));

        assertThat(policy(ROLE, "cluster-autoscaler")).contains("k8s.io/cluster-autoscaler/prod");
        assertThat(policy(ROLE, "external-dns")).contains("arn:" + partition + ":route53:::hostedzone/*");
        assertThat(policy(ROLE, "cert-manager")).contains("arn:" + partition + ":route53:::change/*");
        assertThat(policy(ROLE, "aws-load-balancer-controller"))
                .contains("arn:" + partition + ":elasticloadbalancing:*:*:targetgroup/*/*")
                .doesNotContain("${");
        assertThat(policy(ROLE, "s3-csi")).contains("s3:AbortMultipartUpload", "arn:" + partition + ":s3:::*/*");
        settled(with(pods ->
                pods.wellKnown(AWS_LOAD_BALANCER_CONTROLLER, CLUSTER_AUTOSCALER, EXTERNAL_DNS, CERT_MANAGER, S3_CSI)));
    }
}
