package io.github.ekssdk.testing.kubernetes;

import static io.github.ekssdk.testing.kubernetes.KubernetesWorld.apply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.ekssdk.testing.Resource;
import io.github.ekssdk.testing.internal.service.eks.EksWorld;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Tag;

/** What EKS Auto Mode puts into a cluster, and the load balancers that it makes. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AutoModeObjectsTest {
    private static final String CLASS = """
        apiVersion: networking.k8s.io/v1
        kind: IngressClass
        metadata: {name: alb}
        spec:
          controller: eks.amazonaws.com/alb
          parameters: {apiGroup: eks.amazonaws.com, kind: IngressClassParams, name: alb}
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: {name: shop, namespace: default}
        spec:
          ingressClassName: alb
          defaultBackend: {service: {name: front, port: {number: 80}}}
        """;
    private static final String PARAMS = """
        apiVersion: eks.amazonaws.com/v1
        kind: IngressClassParams
        metadata: {name: alb}
        spec: {scheme: internet-facing}
        """;
    private static final String SERVICE = """
        apiVersion: v1
        kind: Service
        metadata:
          name: front
          namespace: default
          annotations: {service.beta.kubernetes.io/aws-load-balancer-scheme: internet-facing}
        spec: {type: LoadBalancer, selector: {app: web}, ports: [{port: 80}]}
        """;

    private final EksWorld world = new EksWorld("eu-west-1");
    private KubernetesClient client;

    @BeforeEach
    void makeCluster() {
        Tag role = Tag.builder().key("kubernetes.io/role/elb").value("1").build();
        world.ec2.createTags(
                tags -> tags.resources(world.network.publicSubnets()).tags(role));
        world.autoModeCluster("prod", "1.33");
        world.pass(Duration.ofMinutes(1));
        FakeKubernetes kubernetes = world.aws.kubernetes("prod");
        client = KubernetesWorld.client(kubernetes, kubernetes.adminToken());
    }

    @AfterEach
    void close() {
        client.close();
        world.close();
    }

    private List<String> names(String apiVersion, String kind) {
        return client.genericKubernetesResources(apiVersion, kind).list().getItems().stream()
                .map(one -> one.getMetadata().getName())
                .toList();
    }

    private Ingress shop() {
        return client.network()
                .v1()
                .ingresses()
                .inNamespace("default")
                .withName("shop")
                .get();
    }

    private List<Map<String, String>> balancers() {
        return world.inventory("elasticloadbalancing:loadbalancer").stream()
                .map(Resource::tags)
                .toList();
    }

    @Test
    void the_types_of_auto_mode_are_there_with_its_node_class_and_node_pools() {
        assertThat(client.apiextensions()
                        .v1()
                        .customResourceDefinitions()
                        .list()
                        .getItems())
                .extracting(definition -> definition.getMetadata().getName())
                .contains(
                        "cninodes.eks.amazonaws.com",
                        "ingressclassparams.eks.amazonaws.com",
                        "nodeclaims.karpenter.sh",
                        "nodeclasses.eks.amazonaws.com",
                        "nodediagnostics.eks.amazonaws.com",
                        "nodepools.karpenter.sh",
                        "targetgroupbindings.eks.amazonaws.com");
        assertThat(names("karpenter.sh/v1", "NodePool")).containsExactly("general-purpose", "system");
        assertThat(names("eks.amazonaws.com/v1", "NodeClass")).containsExactly("default");
    }

    @Test
    void a_cluster_without_auto_mode_has_none_of_its_types() {
        world.cluster("plain");
        FakeKubernetes plain = world.aws.kubernetes("plain");

        try (KubernetesClient other = KubernetesWorld.client(plain, plain.adminToken())) {
            assertThat(other.apiextensions()
                            .v1()
                            .customResourceDefinitions()
                            .list()
                            .getItems())
                    .extracting(definition -> definition.getMetadata().getName())
                    .noneMatch(name -> name.endsWith(".eks.amazonaws.com") || name.endsWith(".karpenter.sh"));
        }
    }

    @Test
    void node_pools_go_when_they_are_switched_off() {
        String nodes = world.describe("prod").computeConfig().nodeRoleArn();
        world.eks.updateClusterConfig(update -> update.name("prod")
                .computeConfig(
                        compute -> compute.enabled(true).nodePools("system").nodeRoleArn(nodes))
                .storageConfig(storage -> storage.blockStorage(block -> block.enabled(true)))
                .kubernetesNetworkConfig(
                        network -> network.elasticLoadBalancing(balancing -> balancing.enabled(true))));
        world.pass(Duration.ofMinutes(10));

        assertThat(names("karpenter.sh/v1", "NodePool")).containsExactly("system");
    }

    @Test
    void an_ingress_gets_an_application_load_balancer_of_the_scheme_of_its_class() {
        apply(client, PARAMS);
        apply(client, CLASS);

        assertThat(shop().getStatus().getLoadBalancer().getIngress())
                .singleElement()
                .satisfies(ingress -> assertThat(ingress.getHostname()).doesNotStartWith("internal-"));
        assertThat(balancers())
                .containsExactly(Map.of(
                        "eks:eks-cluster-name", "prod",
                        "ingress.eks.amazonaws.com/stack", "default/shop",
                        "ingress.eks.amazonaws.com/resource", "LoadBalancer"));
        assertThat(groups())
                .anySatisfy(tags -> assertThat(tags)
                        .containsEntry("ingress.eks.amazonaws.com/resource", "ManagedBackendSecurityGroup"));
        client.resource(shop()).delete();
        world.pass(Duration.ofMinutes(30));
        assertThat(balancers()).isEmpty();
        assertThat(groups()).isEmpty();
    }

    @Test
    void its_load_balancers_go_when_it_is_switched_off() {
        apply(client, PARAMS);
        apply(client, CLASS);
        apply(client, SERVICE);
        int before = balancers().size();

        world.eks.updateClusterConfig(update -> update.name("prod")
                .computeConfig(compute -> compute.enabled(false))
                .storageConfig(storage -> storage.blockStorage(block -> block.enabled(false)))
                .kubernetesNetworkConfig(
                        network -> network.elasticLoadBalancing(balancing -> balancing.enabled(false))));
        world.pass(Duration.ofMinutes(30));

        assertThat(before).isEqualTo(2);
        assertNothingLeft();
    }

    @Test
    void its_load_balancers_go_with_the_cluster() {
        apply(client, PARAMS);
        apply(client, CLASS);
        apply(client, SERVICE);

        world.eks.deleteCluster(cluster -> cluster.name("prod"));
        world.pass(Duration.ofMinutes(30));

        assertNothingLeft();
    }

    private void assertNothingLeft() {
        assertThat(balancers()).isEmpty();
        assertThat(world.inventory("elasticloadbalancing:targetgroup")).isEmpty();
        assertThat(groups()).isEmpty();
    }

    /** Tags of the security groups that Auto Mode made for load balancers. */
    private List<Map<String, String>> groups() {
        return world.inventory("ec2:security-group").stream()
                .map(Resource::tags)
                .filter(tags -> tags.containsKey("ingress.eks.amazonaws.com/resource"))
                .toList();
    }

    @Test
    void an_ingress_waits_for_the_parameters_of_its_class() {
        apply(client, CLASS);

        assertThat(balancers()).isEmpty();
        assertThat(client.v1().events().inNamespace("default").list().getItems())
                .anySatisfy(event -> assertThat(event.getMessage())
                        .isEqualTo("Failed load groupID due to invalid ingress class:"
                                + " ingressclassparams.eks.amazonaws.com \"alb\" not found"));
        apply(client, PARAMS);
        assertThat(balancers()).hasSize(1);
    }

    @Test
    void a_service_gets_a_network_load_balancer_with_the_tags_of_auto_mode() {
        apply(client, SERVICE);

        assertThat(balancers())
                .singleElement()
                .satisfies(tags -> assertThat(tags)
                        .containsEntry("eks:eks-cluster-name", "prod")
                        .containsEntry("service.eks.amazonaws.com/stack", "default/front"));
        HasMetadata service =
                client.services().inNamespace("default").withName("front").get();
        assertThat(service.getMetadata().getFinalizers()).containsExactly("service.eks.amazonaws.com/resources");
    }

    @Test
    void a_target_group_binding_without_a_target_type_is_refused() {
        KubernetesClientException refusal =
                catchThrowableOfType(KubernetesClientException.class, () -> apply(client, """
                    apiVersion: eks.amazonaws.com/v1
                    kind: TargetGroupBinding
                    metadata: {name: shop, namespace: default}
                    spec:
                      serviceRef: {name: front, port: 80}
                      targetGroupARN: arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/shop/1
                    """));

        assertThat(refusal.getCode()).isEqualTo(422);
        assertThat(refusal.getStatus().getMessage()).endsWith("spec.targetType: Required value");
    }
}
