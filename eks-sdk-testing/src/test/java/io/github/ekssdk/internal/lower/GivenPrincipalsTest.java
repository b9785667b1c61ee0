package io.github.ekssdk.internal.lower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ekssdk.error.InvalidSpecException;
import io.github.ekssdk.error.Problem;
import io.github.ekssdk.fixture.ClusterScenario;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.spec.AccessPolicy;
import io.github.ekssdk.spec.CapabilityType;
import io.github.ekssdk.spec.ClusterSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;

/** Whether the roles and keys that a spec names are there, before anything is made. */
class GivenPrincipalsTest extends ClusterScenario {

    private static final String ROLES = "arn:aws:iam::123456789012:role/";

    private String role(String path, String name, String service) {
        try (IamClient iam = stranger(IamClient.builder())) {
            return iam.createRole(request -> request.roleName(name)
                            .path(path)
                            .assumeRolePolicyDocument(
                                    "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                                            + "\"Principal\":{\"Service\":\"" + service + "\"},"
                                            + "\"Action\":[\"sts:AssumeRole\",\"sts:TagSession\"]}]}"))
                    .role()
                    .arn();
        }
    }

    private List<String> refusals(ClusterSpec spec) {
        InvalidSpecException refusal = catchThrowableOfType(InvalidSpecException.class, () -> eks().plan(spec));
        return refusal.problems().stream().map(Problem::toString).toList();
    }

    @Test
    void roles_that_are_not_there_are_refused_all_at_once() {
        ClusterSpec spec = prod().accessEntry(ROLES + "team", entry -> entry.policy(AccessPolicy.VIEW))
                .podIdentity("web", "shop", pods -> pods.role(ROLES + "shop"))
                .addon("vpc-cni", addon -> addon.serviceAccountRoleArn(ROLES + "cni"))
                .capability("ack", CapabilityType.ACK, capability -> capability.roleArn(ROLES + "ack"))
                .build();

        assertThat(refusals(spec))
                .containsExactlyInAnyOrder(
                        missing("accessEntries[" + ROLES + "team]", "team"),
                        missing("podIdentities[web/shop].role", "shop"),
                        missing("addons[vpc-cni].serviceAccountRoleArn", "cni"),
                        missing("capabilities[ack].roleArn", "ack"));
        assertThat(aws.ledger().mutatingCalls()).isEmpty();
    }

    private static String missing(String path, String name) {
        return path + ": IAM has no role " + ROLES + name + ". Make it first, or name one of the account 123456789012.";
    }

    @Test
    void a_role_without_its_path_is_told_with_it() {
        role("/teams/", "platform", "ec2.amazonaws.com");
        ClusterSpec spec = prod().accessEntry(ROLES + "platform", entry -> {}).build();

        assertThat(refusals(spec))
                .containsExactly("accessEntries[" + ROLES + "platform]: IAM has no role " + ROLES
                        + "platform. IAM knows a role of that name as " + ROLES
                        + "teams/platform: write it in full.");
    }

    @Test
    void a_role_that_pods_could_not_take_is_refused() {
        String shop = role("/", "shop", "ec2.amazonaws.com");
        ClusterSpec spec =
                prod().podIdentity("web", "shop", pods -> pods.role(shop)).build();

        assertThat(refusals(spec))
                .containsExactly("podIdentities[web/shop].role: The role " + shop
                        + " does not trust pods.eks.amazonaws.com. Allow sts:AssumeRole and sts:TagSession to that"
                        + " service in the trust policy of the role.");
    }

    @Test
    void a_role_that_nodes_could_not_take_is_refused() {
        String nodes = role("/", "nodes", "eks.amazonaws.com");
        ClusterSpec spec = prod().changeManagedNodeGroup("general", group -> group.nodeRoleArn(nodes))
                .build();

        assertThat(refusals(spec))
                .containsExactly("managedNodeGroups[general].nodeRoleArn: The role " + nodes
                        + " does not trust ec2.amazonaws.com. Allow sts:AssumeRole to that service in the trust policy"
                        + " of the role.");
    }

    @Test
    void what_is_there_is_not_asked_about_again() {
        String team = role("/", "team", "ec2.amazonaws.com");
        String shop = role("/", "shop", "pods.eks.amazonaws.com");
        ClusterSpec spec = prod().accessEntry(team, entry -> entry.policy(AccessPolicy.VIEW))
                .podIdentity("web", "shop", pods -> pods.role(shop))
                .build();
        apply(spec);
        int mark = aws.ledger().size();

        settled(spec);

        assertThat(aws.ledger().since(mark))
                .filteredOn(call -> call.operation().equals("GetRole"))
                .noneMatch(call -> call.request().toString().contains("team")
                        || call.request().toString().contains("shop"));
    }

    @Test
    void many_roles_are_looked_for_in_a_listing() {
        ClusterSpec.Builder spec = prod();
        for (int i = 0; i < 12; i++) {
            spec.accessEntry(role("/", "team-" + i, "ec2.amazonaws.com"), entry -> entry.policy(AccessPolicy.VIEW));
        }
        int mark = aws.ledger().size();

        Plan plan = eks().plan(spec.build());

        assertThat(plan.changes()).isNotEmpty();
        assertThat(aws.ledger().since(mark)).noneMatch(call -> call.operation().equals("GetRole"));
    }

    @Test
    void who_may_not_look_at_roles_is_told_what_is_not_known() {
        String team = role("/", "team", "ec2.amazonaws.com");
        aws.faults().on("iam", "GetRole").nth(1).failWith("AccessDenied");

        Plan plan = eks().plan(prod().accessEntry(team, entry -> {}).build());

        assertThat(plan.warnings())
                .contains("IAM does not let the caller look at " + team
                        + ", so that the plan does not know whether they are there.");
    }

    @Test
    void policies_that_are_not_there_are_refused_all_at_once() {
        ClusterSpec spec = prod().iam(iam -> iam.nodeManagedPolicies("AmazonSSMManagedInstnceCore")
                        .permissionsBoundary("arn:aws:iam::123456789012:policy/boundary"))
                .podIdentity("web", "shop", pods -> pods.managedPolicy("arn:aws:iam::123456789012:policy/shop"))
                .build();

        assertThat(refusals(spec))
                .extracting(text -> text.substring(0, text.indexOf(". See")))
                .containsExactly(
                        "iam.permissionsBoundary: IAM has no policy arn:aws:iam::123456789012:policy/boundary",
                        "iam.nodeManagedPolicies: IAM has no policy"
                                + " arn:aws:iam::aws:policy/AmazonSSMManagedInstnceCore",
                        "podIdentities[web/shop].role: IAM has no policy arn:aws:iam::123456789012:policy/shop");
        assertThat(aws.ledger().mutatingCalls()).isEmpty();
    }

    @Test
    void policies_that_roles_have_are_not_asked_about_again() {
        ClusterSpec spec = prod().iam(iam -> iam.nodeManagedPolicies("AmazonSSMManagedInstanceCore"))
                .build();
        apply(spec);
        int mark = aws.ledger().size();

        settled(spec);

        assertThat(aws.ledger().since(mark)).noneMatch(call -> call.operation().equals("GetPolicy"));
    }

    @Test
    void a_disabled_key_of_a_volume_is_refused() {
        String key;
        try (KmsClient kms = stranger(KmsClient.builder())) {
            key = kms.createKey(request -> {}).keyMetadata().arn();
            kms.disableKey(request -> request.keyId(key));
        }
        ClusterSpec spec = prod().changeManagedNodeGroup(
                        "general", group -> group.volume(volume -> volume.encryptedWith(key)))
                .build();

        assertThat(refusals(spec))
                .containsExactly("managedNodeGroups[general].volume.kmsKeyId: The key " + key
                        + " is disabled. Enable it with kms:EnableKey first.");
    }
}
