package io.github.ekssdk.internal.resource.eks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.Eks;
import io.github.ekssdk.fixture.ClusterScenario;
import io.github.ekssdk.spec.ArgoCdRole;
import io.github.ekssdk.spec.ArgoCdSpec;
import io.github.ekssdk.spec.CapabilityType;
import io.github.ekssdk.spec.ClusterSpec;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.Capability;
import software.amazon.awssdk.services.eks.model.CapabilityStatus;

class CapabilityTest extends ClusterScenario {
    private static final String STEP = "capability/argo";
    private static final String ECR = "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly";
    private static final ClusterSpec WITHOUT =
            Eks.cluster("prod").vpc(vpc -> vpc.availabilityZones(2)).build();

    private static ClusterSpec argoCd(Consumer<ArgoCdSpec.Builder> settings) {
        return WITHOUT.toBuilder()
                .capability(
                        "argo",
                        CapabilityType.ARGOCD,
                        capability -> capability.argoCd(argo -> {
                            argo.idcInstanceArn("arn:aws:sso:::instance/ssoins-1234567890abcdef");
                            settings.accept(argo);
                        }))
                .build();
    }

    private Capability capability(String name) {
        try (EksClient client = aws.client(EksClient.builder())) {
            return client.describeCapability(
                            request -> request.clusterName("prod").capabilityName(name))
                    .capability();
        }
    }

    @Test
    void a_capability_works_as_a_role_with_the_policies_that_it_was_given() {
        ClusterSpec spec = WITHOUT.toBuilder()
                .capability(
                        "ack",
                        CapabilityType.ACK,
                        capability -> capability.managedPolicyArns(ECR).tag("cost", "1742"))
                .build();

        apply(spec);

        Capability made = capability("ack");
        assertThat(made.status()).isEqualTo(CapabilityStatus.ACTIVE);
        assertThat(made.tags()).containsEntry("cost", "1742");
        assertThat(made.roleArn()).endsWith("/" + one("iamRole/capability-ack").id());
        settled(spec);
    }

    @Test
    void every_setting_of_argo_cd_arrives() {
        ClusterSpec spec = argoCd(argo -> argo.namespace("gitops")
                .vpcEndpointIds("vpce-0123456789abcdef0")
                .group(ArgoCdRole.ADMIN, "admins")
                .user(ArgoCdRole.VIEWER, "me"));

        apply(spec);

        assertThat(capability("argo").configuration().argoCd()).satisfies(argo -> {
            assertThat(argo.namespace()).isEqualTo("gitops");
            assertThat(argo.networkAccess().vpceIds()).containsExactly("vpce-0123456789abcdef0");
            assertThat(argo.rbacRoleMappings()).hasSize(2);
        });
        settled(spec);
    }

    @Test
    void who_may_do_what_is_changed_in_place() {
        apply(argoCd(argo -> argo.group(ArgoCdRole.ADMIN, "admins")
                .group(ArgoCdRole.ADMIN, "more")
                .user(ArgoCdRole.VIEWER, "me")));
        ClusterSpec changed =
                argoCd(argo -> argo.group(ArgoCdRole.ADMIN, "admins").user(ArgoCdRole.EDITOR, "you"));

        assertThat(changesOf(changed)).containsExactly("eks:UpdateCapability");

        assertThat(capability("argo").configuration().argoCd().rbacRoleMappings())
                .extracting(mapping -> mapping.roleAsString() + " "
                        + mapping.identities().get(0).id())
                .containsExactlyInAnyOrder("ADMIN admins", "EDITOR you");
        settled(changed);
    }

    @Test
    void another_namespace_takes_another_capability() {
        apply(argoCd(argo -> argo.namespace("a")));
        ClusterSpec changed = argoCd(argo -> argo.namespace("b"));

        assertThat(steps(eks().plan(changed))).containsExactly("replace " + STEP);
        changesOf(eks().plan(changed).allowingReplacements());

        settled(changed);
    }

    @Test
    void one_of_the_same_type_takes_the_place_of_the_one_that_is_there() {
        apply(WITHOUT.toBuilder().capability("a", CapabilityType.KRO, c -> {}).build());
        ClusterSpec changed =
                WITHOUT.toBuilder().capability("b", CapabilityType.KRO, c -> {}).build();

        apply(changed);

        settled(changed);
    }

    @Test
    void a_capability_out_of_the_spec_is_deleted_with_its_role() {
        apply(argoCd(argo -> {}));

        assertThat(steps(eks().plan(WITHOUT)))
                .containsExactlyInAnyOrder("delete " + STEP, "delete iamRole/capability-argo");
        apply(WITHOUT);

        settled(WITHOUT);
    }

    @Test
    void it_goes_before_the_cluster() {
        apply(argoCd(argo -> {}));

        delete("prod");

        assertThat(ours("eks:capability")).isEmpty();
    }
}
