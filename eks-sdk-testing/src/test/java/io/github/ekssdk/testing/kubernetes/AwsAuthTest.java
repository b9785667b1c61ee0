package io.github.ekssdk.testing.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.model.AuthenticationMode;
import software.amazon.awssdk.services.eks.model.FargateProfileSelector;

/** What EKS itself writes into aws-auth where there are no access entries. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AwsAuthTest {
    private static final String ROLE = "arn:aws:iam::123456789012:role/";

    private final KubernetesWorld world = new KubernetesWorld(
            request -> request.accessConfig(access -> access.authenticationMode(AuthenticationMode.CONFIG_MAP)));
    private final KubernetesClient client = world.admin();

    @AfterEach
    void close() {
        client.close();
        world.close();
    }

    private Optional<ConfigMap> map() {
        return Optional.ofNullable(client.configMaps()
                .inNamespace("kube-system")
                .withName("aws-auth")
                .get());
    }

    private String roles() {
        return map().map(map -> map.getData().get("mapRoles")).orElse("");
    }

    private void nodegroup(String name) {
        world.eks.createNodegroup(request -> request.clusterName("prod")
                .nodegroupName(name)
                .nodeRole(ROLE + "team/nodes")
                .subnets("subnet-0a", "subnet-0b"));
    }

    @Test
    void the_role_of_a_managed_node_group_is_mapped_without_its_path() {
        assertThat(map()).isEmpty();

        nodegroup("general");

        assertThat(roles()).isEqualTo("""
            - groups:
              - system:bootstrappers
              - system:nodes
              rolearn: arn:aws:iam::123456789012:role/nodes
              username: system:node:{{EC2PrivateDNSName}}
            """);
    }

    @Test
    void the_mapping_goes_with_the_last_managed_node_group_of_the_role() {
        nodegroup("general");
        nodegroup("other");

        world.eks.deleteNodegroup(request -> request.clusterName("prod").nodegroupName("general"));
        assertThat(roles()).contains("role/nodes");
        world.eks.deleteNodegroup(request -> request.clusterName("prod").nodegroupName("other"));

        assertThat(roles()).doesNotContain("role/nodes");
    }

    @Test
    void the_role_of_a_fargate_profile_is_mapped_beside_what_others_wrote() {
        KubernetesWorld.apply(client, """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: aws-auth, namespace: kube-system}
            data:
              mapRoles: |
                - rolearn: arn:aws:iam::123456789012:role/admins
                  username: admin
                  groups: [system:masters]
            """);

        world.eks.createFargateProfile(request -> request.clusterName("prod")
                .fargateProfileName("ops")
                .podExecutionRoleArn(ROLE + "pods")
                .subnets("subnet-0a")
                .selectors(FargateProfileSelector.builder().namespace("ops").build()));

        assertThat(List.of(roles().split("\n", -1)))
                .contains(
                        "  rolearn: arn:aws:iam::123456789012:role/admins",
                        "  rolearn: arn:aws:iam::123456789012:role/pods",
                        "  - system:node-proxier",
                        "  username: system:node:{{SessionName}}");
    }
}
