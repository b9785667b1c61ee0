package io.github.ekssdk.testing.internal.service.eks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.model.ArgoCdRole;
import software.amazon.awssdk.services.eks.model.ArgoCdRoleMapping;
import software.amazon.awssdk.services.eks.model.AuthenticationMode;
import software.amazon.awssdk.services.eks.model.Capability;
import software.amazon.awssdk.services.eks.model.CapabilityDeletePropagationPolicy;
import software.amazon.awssdk.services.eks.model.CapabilityStatus;
import software.amazon.awssdk.services.eks.model.CapabilityType;
import software.amazon.awssdk.services.eks.model.CreateCapabilityRequest;
import software.amazon.awssdk.services.eks.model.InvalidParameterException;
import software.amazon.awssdk.services.eks.model.InvalidRequestException;
import software.amazon.awssdk.services.eks.model.ResourceInUseException;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eks.model.SsoIdentity;
import software.amazon.awssdk.services.eks.model.SsoIdentityType;
import software.amazon.awssdk.services.eks.model.Update;
import software.amazon.awssdk.services.eks.model.UpdateStatus;
import software.amazon.awssdk.services.eks.model.UpdateType;

class CapabilityTest {
    private static final ArgoCdRoleMapping ADMINS = ArgoCdRoleMapping.builder()
            .role(ArgoCdRole.ADMIN)
            .identities(SsoIdentity.builder()
                    .id("admins")
                    .type(SsoIdentityType.SSO_GROUP)
                    .build())
            .build();

    private final EksWorld world = new EksWorld();
    private String role = "";

    @BeforeEach
    void make() {
        world.bareCluster("prod");
        role = world.role("capability", "capabilities.eks.amazonaws.com");
        world.pass(EksWorld.IAM);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void a_capability_is_creating_until_its_time_has_passed() {
        Capability created = create("ack", CapabilityType.ACK, b -> {});
        world.pass(EksWorld.UPDATE);
        Capability after = describe("ack");

        assertThat(created.status()).isEqualTo(CapabilityStatus.CREATING);
        assertThat(created.arn()).startsWith("arn:aws:eks:eu-west-1:123456789012:capability/prod/ack/ack/");
        assertThat(after.status()).isEqualTo(CapabilityStatus.ACTIVE);
        assertThat(after.version()).isNotEmpty();
        assertThat(after.deletePropagationPolicy()).isEqualTo(CapabilityDeletePropagationPolicy.RETAIN);
        assertThat(world.eks.listCapabilities(r -> r.clusterName("prod")).capabilities())
                .singleElement()
                .satisfies(one -> assertThat(one.capabilityName()).isEqualTo("ack"));
    }

    @Test
    void a_cluster_has_one_capability_of_each_type() {
        create("one", CapabilityType.KRO, b -> {});

        assertThatExceptionOfType(ResourceInUseException.class)
                .isThrownBy(() -> create("two", CapabilityType.KRO, b -> {}))
                .withMessageContaining("already has a capability of type KRO");
        assertThatExceptionOfType(ResourceInUseException.class)
                .isThrownBy(() -> create("one", CapabilityType.ACK, b -> {}))
                .withMessageContaining("already exists with name: one");
    }

    @Test
    void Argo_CD_needs_an_Identity_Center_and_the_others_have_no_configuration() {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> create("argo", CapabilityType.ARGOCD, b -> {}))
                .withMessageContaining("argoCd.awsIdc.idcInstanceArn");
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> create("ack", CapabilityType.ACK, CapabilityTest::argoCd))
                .withMessageContaining("have no argoCd configuration");
    }

    @Test
    void role_mappings_of_Argo_CD_are_updated() {
        create("argo", CapabilityType.ARGOCD, CapabilityTest::argoCd);
        world.pass(EksWorld.UPDATE);

        Update update = world.eks
                .updateCapability(r -> r.clusterName("prod")
                        .capabilityName("argo")
                        .configuration(c -> c.argoCd(a -> a.rbacRoleMappings(m -> m.addOrUpdateRoleMappings(ADMINS)))))
                .update();
        CapabilityStatus during = describe("argo").status();
        world.pass(EksWorld.UPDATE);
        Capability after = describe("argo");

        assertThat(update.type()).isEqualTo(UpdateType.CAPABILITY_UPDATE);
        assertThat(during).isEqualTo(CapabilityStatus.UPDATING);
        assertThat(after.status()).isEqualTo(CapabilityStatus.ACTIVE);
        assertThat(after.configuration().argoCd().rbacRoleMappings()).containsExactly(ADMINS);
        assertThat(after.configuration().argoCd().serverUrl()).startsWith("https://");
        assertThat(world.eks
                        .describeUpdate(
                                r -> r.name("prod").capabilityName("argo").updateId(update.id()))
                        .update()
                        .status())
                .isEqualTo(UpdateStatus.SUCCESSFUL);
    }

    @Test
    void the_role_must_trust_EKS_capabilities() {
        String other = world.podRole("other");

        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> create("ack", CapabilityType.ACK, b -> b.roleArn(other)))
                .withMessageContaining("could not be assumed");
    }

    @Test
    void the_cluster_must_have_access_entries() {
        world.cluster("old", b -> b.accessConfig(a -> a.authenticationMode(AuthenticationMode.CONFIG_MAP)));

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> create("ack", CapabilityType.ACK, b -> b.clusterName("old")))
                .withMessageContaining("authentication mode");
    }

    @Test
    void a_cluster_is_not_deleted_before_its_capabilities() {
        create("ack", CapabilityType.ACK, b -> {});
        world.pass(EksWorld.UPDATE);

        assertThatExceptionOfType(ResourceInUseException.class)
                .isThrownBy(() -> world.eks.deleteCluster(r -> r.name("prod")))
                .satisfies(e ->
                        assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Cluster has capabilities attached"));
        Capability deleting = world.eks
                .deleteCapability(r -> r.clusterName("prod").capabilityName("ack"))
                .capability();
        world.pass(EksWorld.UPDATE);

        assertThat(deleting.status()).isEqualTo(CapabilityStatus.DELETING);
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> describe("ack"));
        world.eks.deleteCluster(r -> r.name("prod"));
        world.pass(EksWorld.DELETE_CLUSTER);
        assertThat(world.inventory("eks:cluster")).isEmpty();
    }

    private static void argoCd(CreateCapabilityRequest.Builder request) {
        request.configuration(c ->
                c.argoCd(a -> a.awsIdc(idc -> idc.idcInstanceArn("arn:aws:sso:::instance/ssoins-1234567890abcdef"))));
    }

    private Capability create(String name, CapabilityType type, Consumer<CreateCapabilityRequest.Builder> more) {
        CreateCapabilityRequest request = CreateCapabilityRequest.builder()
                .clusterName("prod")
                .capabilityName(name)
                .type(type)
                .roleArn(role)
                .deletePropagationPolicy(CapabilityDeletePropagationPolicy.RETAIN)
                .build();
        return world.eks.createCapability(request.copy(more)).capability();
    }

    private Capability describe(String name) {
        return world.eks
                .describeCapability(r -> r.clusterName("prod").capabilityName(name))
                .capability();
    }
}
