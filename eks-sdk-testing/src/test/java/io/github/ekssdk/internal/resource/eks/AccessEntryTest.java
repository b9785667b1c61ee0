package io.github.ekssdk.internal.resource.eks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.fixture.ClusterScenario;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.spec.AccessEntrySpec;
import io.github.ekssdk.spec.AccessEntryType;
import io.github.ekssdk.spec.AccessPolicy;
import io.github.ekssdk.spec.ClusterSpec;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.AccessEntry;
import software.amazon.awssdk.services.eks.model.AccessScopeType;
import software.amazon.awssdk.services.eks.model.AssociatedAccessPolicy;
import software.amazon.awssdk.services.iam.IamClient;

class AccessEntryTest extends ClusterScenario {
    private static final String PLATFORM = "arn:aws:iam::123456789012:role/teams/platform";
    private static final String CREATOR = "arn:aws:iam::123456789012:user/developer";
    private static final String STEP = "accessEntry/" + PLATFORM;

    private EksClient client;

    AccessEntryTest() {
        client = aws.client(EksClient.builder());
    }

    @BeforeEach
    void a_team() {
        client = aws.client(EksClient.builder());
        try (IamClient iam = stranger(IamClient.builder())) {
            iam.createRole(role -> role.roleName("platform")
                    .path("/teams/")
                    .assumeRolePolicyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                            + "\"Principal\":{\"Service\":\"ec2.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}"));
        }
    }

    private static ClusterSpec with(Consumer<AccessEntrySpec.Builder> settings) {
        return prod().accessEntry(PLATFORM, settings).build();
    }

    private AccessEntry entry(String principal) {
        return client.describeAccessEntry(request -> request.clusterName("prod").principalArn(principal))
                .accessEntry();
    }

    private List<AssociatedAccessPolicy> policies(String principal) {
        return client.listAssociatedAccessPolicies(
                        request -> request.clusterName("prod").principalArn(principal))
                .associatedAccessPolicies();
    }

    @Test
    void a_principal_gets_its_groups_and_its_policies() {
        ClusterSpec spec = with(entry -> entry.kubernetesGroup("platform")
                .username("platform-team")
                .policy(AccessPolicy.VIEW)
                .policy(AccessPolicy.EDIT, "web", "batch-*")
                .tag("cost", "1742"));

        apply(spec);

        assertThat(entry(PLATFORM).kubernetesGroups()).containsExactly("platform");
        assertThat(entry(PLATFORM).username()).isEqualTo("platform-team");
        assertThat(entry(PLATFORM).tags()).containsEntry("cost", "1742").containsEntry("eks-sdk/resource", STEP);
        assertThat(policies(PLATFORM))
                .satisfiesExactlyInAnyOrder(
                        view -> {
                            assertThat(view.policyArn()).endsWith(":cluster-access-policy/AmazonEKSViewPolicy");
                            assertThat(view.accessScope().type()).isEqualTo(AccessScopeType.CLUSTER);
                        },
                        edit -> {
                            assertThat(edit.policyArn()).endsWith(":cluster-access-policy/AmazonEKSEditPolicy");
                            assertThat(edit.accessScope().namespaces()).containsExactly("batch-*", "web");
                        });
        settled(spec);
    }

    @Test
    void what_it_may_do_is_changed_in_place() {
        apply(with(entry -> entry.kubernetesGroup("platform").policy(AccessPolicy.VIEW)));
        ClusterSpec changed = with(entry -> entry.kubernetesGroup("operators").policy(AccessPolicy.ADMIN, "web"));

        Plan plan = eks().plan(changed);
        List<String> calls = changesOf(plan);

        assertThat(fields(plan, STEP)).containsExactly("kubernetesGroups", "accessPolicies");
        assertThat(calls)
                .containsExactly("eks:AssociateAccessPolicy", "eks:DisassociateAccessPolicy", "eks:UpdateAccessEntry");
        assertThat(policies(PLATFORM))
                .singleElement()
                .satisfies(policy -> assertThat(policy.policyArn()).endsWith("AmazonEKSAdminPolicy"));
        settled(changed);
    }

    @Test
    void another_scope_of_a_policy_is_one_call() {
        apply(with(entry -> entry.policy(AccessPolicy.EDIT, "web")));

        assertThat(changesOf(with(entry -> entry.policy(AccessPolicy.EDIT))))
                .containsExactly("eks:AssociateAccessPolicy");
    }

    @Test
    void another_type_takes_another_entry() {
        apply(with(entry -> {}));
        ClusterSpec nodes = with(entry -> entry.type(AccessEntryType.EC2_LINUX));

        assertThat(steps(eks().plan(nodes))).containsExactly("replace " + STEP);
        assertThat(changesOf(eks().plan(nodes).allowingReplacements()))
                .containsExactly("eks:CreateAccessEntry", "eks:DeleteAccessEntry");
        settled(nodes);
    }

    @Test
    void an_entry_out_of_the_spec_is_deleted_and_those_of_others_stay() {
        apply(with(entry -> {}));

        List<String> calls = changesOf(prod().build());

        assertThat(calls).containsExactly("eks:DeleteAccessEntry");
        assertThat(client.listAccessEntries(request -> request.clusterName("prod"))
                        .accessEntries())
                .contains(CREATOR)
                .doesNotContain(PLATFORM);
        settled(prod().build());
    }

    @Test
    void the_entry_that_eks_made_for_the_creator_becomes_ours_when_it_is_named() {
        apply(prod().build());
        ClusterSpec named = prod().accessEntry(CREATOR, entry -> entry.policy(AccessPolicy.CLUSTER_ADMIN))
                .build();

        Plan plan = eks().plan(named);

        assertThat(steps(plan)).containsExactly("update accessEntry/" + CREATOR);
        assertThat(changesOf(plan)).containsExactly("eks:TagResource");
        settled(named);
    }

    @Test
    void the_creator_may_be_named_from_the_start() {
        ClusterSpec spec = prod().accessEntry(CREATOR, entry -> entry.policy(AccessPolicy.CLUSTER_ADMIN))
                .build();

        apply(spec);

        assertThat(entry(CREATOR).tags()).containsKey("eks-sdk/resource");
        settled(spec);
    }

    @Test
    void a_change_behind_our_back_is_drift() {
        ClusterSpec spec = with(entry -> entry.policy(AccessPolicy.VIEW));
        apply(spec);
        try (EksClient stranger = stranger(EksClient.builder())) {
            stranger.associateAccessPolicy(request -> request.clusterName("prod")
                    .principalArn(PLATFORM)
                    .policyArn("arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy")
                    .accessScope(scope -> scope.type(AccessScopeType.CLUSTER)));
        }

        assertThat(fields(eks().plan(spec), STEP)).containsExactly("accessPolicies");
        assertThat(changesOf(spec)).containsExactly("eks:DisassociateAccessPolicy");
    }

    @Test
    void deleting_the_cluster_takes_no_call_for_each_entry() {
        apply(with(entry -> entry.policy(AccessPolicy.VIEW)));
        int mark = aws.ledger().size();

        delete("prod");

        assertThat(changesSince(mark)).doesNotContain("eks:DeleteAccessEntry").contains("eks:DeleteCluster");
        assertThat(ours("eks:access-entry")).isEmpty();
    }
}
