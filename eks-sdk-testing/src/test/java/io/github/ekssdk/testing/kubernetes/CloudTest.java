package io.github.ekssdk.testing.kubernetes;

import static io.github.ekssdk.testing.kubernetes.KubernetesWorld.apply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.ekssdk.testing.internal.service.eks.EksWorld;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Tag;

/** What happens in the account for objects in a cluster, in an account that is strict about everything. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CloudTest {
    private static final String SERVICE = """
        apiVersion: v1
        kind: Service
        metadata:
          name: front
          namespace: default
          annotations: {service.beta.kubernetes.io/aws-load-balancer-scheme: internet-facing}
        spec:
          type: LoadBalancer
          selector: {app: web}
          ports: [{port: 80}]
        """;
    private static final String INGRESS = """
        apiVersion: networking.k8s.io/v1
        kind: IngressClass
        metadata: {name: alb}
        spec: {controller: ingress.k8s.aws/alb}
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata:
          name: shop
          namespace: default
          annotations: {alb.ingress.kubernetes.io/scheme: internet-facing}
        spec:
          ingressClassName: alb
          defaultBackend: {service: {name: front, port: {number: 80}}}
        """;
    private static final String CONTROLLER = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: aws-load-balancer-controller, namespace: kube-system}
        spec:
          selector: {matchLabels: {app: lbc}}
          template:
            metadata: {labels: {app: lbc}}
            spec: {containers: [{name: controller, image: lbc}]}
        """;

    private static final String CLAIM = """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: data, namespace: default}
        spec: {storageClassName: gp2, accessModes: [ReadWriteOnce], resources: {requests: {storage: 5Gi}}}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: db, namespace: default}
        spec:
          containers: [{name: app, image: db}]
          volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]
        """;

    private final EksWorld world =
            new EksWorld("eu-west-1", profile -> profile.with("kubernetes.pod.start", Duration.ofSeconds(7), 0));
    private KubernetesClient client;

    @BeforeEach
    void makeCluster() {
        Tag role = Tag.builder().key("kubernetes.io/role/elb").value("1").build();
        world.ec2.createTags(
                tags -> tags.resources(world.network.publicSubnets()).tags(role));
        world.cluster("prod");
        world.nodegroup("prod", "general");
        FakeKubernetes kubernetes = world.aws.kubernetes("prod");
        client = KubernetesWorld.client(kubernetes, kubernetes.adminToken());
    }

    @AfterEach
    void close() {
        client.close();
        world.close();
    }

    private Service front() {
        return client.services().inNamespace("default").withName("front").get();
    }

    private long balancers() {
        return world.aws.inventory().stream()
                .filter(resource -> resource.type().endsWith(":loadbalancer")
                        || resource.type().endsWith(":classic-loadbalancer"))
                .count();
    }

    @Test
    void pods_start_in_their_time() {
        apply(client, CONTROLLER);
        var pods = client.pods().inNamespace("kube-system").withLabel("app", "lbc");
        assertThat(pods.list().getItems())
                .allSatisfy(pod -> assertThat(pod.getStatus().getPhase()).isEqualTo("Pending"));

        world.pass(Duration.ofSeconds(8));

        assertThat(pods.list().getItems())
                .hasSize(1)
                .allSatisfy(pod -> assertThat(pod.getStatus().getPhase()).isEqualTo("Running"));
    }

    @Test
    void a_service_gets_a_load_balancer_that_goes_with_it() {
        apply(client, SERVICE);

        assertThat(front().getStatus().getLoadBalancer().getIngress().get(0).getHostname())
                .endsWith("elb.amazonaws.com");
        assertThat(front().getMetadata().getFinalizers())
                .containsExactly("service.kubernetes.io/load-balancer-cleanup");
        long before = balancers();
        client.resource(front()).delete();

        assertThat(front()).isNull();
        assertThat(before).isEqualTo(1);
        assertThat(balancers()).isZero();
    }

    @Test
    void an_ingress_waits_for_the_controller() {
        apply(client, INGRESS);
        var ingress = client.network().v1().ingresses().inNamespace("default").withName("shop");
        assertThat(ingress.get().getStatus().getLoadBalancer().getIngress()).isEmpty();

        apply(client, CONTROLLER);
        world.pass(Duration.ofSeconds(8));

        assertThat(ingress.get().getStatus().getLoadBalancer().getIngress()).hasSize(1);
        assertThat(ingress.get().getMetadata().getFinalizers()).containsExactly("ingress.k8s.aws/resources");
        assertThat(balancers()).isEqualTo(1);
        client.resource(ingress.get()).delete();
        assertThat(ingress.get()).isNull();
        assertThat(balancers()).isZero();
    }

    @Test
    void claims_wait_for_the_driver_and_for_a_pod() {
        apply(client, """
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: db, namespace: default}
            spec:
              serviceName: db
              replicas: 2
              selector: {matchLabels: {app: db}}
              template:
                metadata: {labels: {app: db}}
                spec: {containers: [{name: app, image: db}]}
              volumeClaimTemplates:
                - metadata: {name: data}
                  spec: {storageClassName: gp2, accessModes: [ReadWriteOnce], resources: {requests: {storage: 5Gi}}}
            """);
        world.pass(Duration.ofMinutes(1));
        assertThat(phases()).containsExactly("Pending");

        world.addon("prod", "aws-ebs-csi-driver");
        world.pass(Duration.ofMinutes(2));
        assertThat(phases()).containsExactly("Pending");
        assertThat(client.v1().events().inNamespace("default").list().getItems())
                .anySatisfy(event -> assertThat(event.getMessage()).contains("UnauthorizedOperation"));

        world.attach("nodes", "service-role/AmazonEBSCSIDriverPolicy");
        world.pass(Duration.ofMinutes(2));

        assertThat(phases()).containsExactly("Bound", "Bound");
        assertThat(client.apps()
                        .statefulSets()
                        .inNamespace("default")
                        .withName("db")
                        .get()
                        .getStatus()
                        .getReadyReplicas())
                .isEqualTo(2);
        assertThat(world.inventory("ec2:volume"))
                .filteredOn(volume -> volume.tags().containsKey("ebs.csi.aws.com/cluster"))
                .hasSize(2);
    }

    @Test
    void the_driver_gets_its_rights_by_pod_identity_where_the_agent_runs() {
        String role = world.podRole("ebs");
        world.attach("ebs", "service-role/AmazonEBSCSIDriverPolicy");
        world.addon(
                "prod",
                "aws-ebs-csi-driver",
                addon -> addon.podIdentityAssociations(EksWorld.podIdentity("ebs-csi-controller-sa", role)));
        apply(client, CLAIM);
        world.pass(Duration.ofMinutes(2));
        assertThat(phases()).containsExactly("Pending");

        world.addon("prod", "eks-pod-identity-agent");
        world.pass(Duration.ofMinutes(2));

        assertThat(phases()).containsExactly("Bound");
    }

    @Test
    void a_network_load_balancer_waits_for_the_controller() {
        apply(
                client,
                SERVICE.replace("type: LoadBalancer", "type: LoadBalancer\n  loadBalancerClass: service.k8s.aws/nlb"));
        world.pass(Duration.ofMinutes(5));
        assertThat(balancers()).isZero();

        apply(client, CONTROLLER);
        world.pass(Duration.ofSeconds(8));

        assertThat(balancers()).isEqualTo(1);
        assertThat(front().getMetadata().getFinalizers()).containsExactly("service.k8s.aws/resources");
    }

    @Test
    void S6_a_webhook_without_a_ready_pod_keeps_out_what_it_wants_to_see() {
        apply(client, """
            apiVersion: v1
            kind: Service
            metadata: {name: hook, namespace: kube-system}
            spec: {selector: {app: lbc}, ports: [{port: 443}]}
            ---
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingWebhookConfiguration
            metadata: {name: hook}
            webhooks:
              - name: maps.example.com
                admissionReviewVersions: [v1]
                sideEffects: None
                failurePolicy: Fail
                clientConfig: {service: {name: hook, namespace: kube-system, path: /check}}
                rules: [{operations: [CREATE], apiGroups: [""], apiVersions: [v1], resources: [configmaps]}]
            """);
        String map = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: one, namespace: default}";

        KubernetesClientException refusal =
                catchThrowableOfType(KubernetesClientException.class, () -> apply(client, map));
        apply(client, CONTROLLER);
        world.pass(Duration.ofSeconds(8));
        apply(client, map);

        assertThat(refusal.getCode()).isEqualTo(500);
        assertThat(refusal.getStatus().getMessage())
                .isEqualTo("Internal error occurred: failed calling webhook \"maps.example.com\": failed to call"
                        + " webhook: Post \"https://hook.kube-system.svc:443/check?timeout=10s\": no endpoints"
                        + " available for service \"hook\"");
        assertThat(client.configMaps().inNamespace("default").withName("one").get())
                .isNotNull();
    }

    private List<String> phases() {
        return client.persistentVolumeClaims().inNamespace("default").list().getItems().stream()
                .map(claim -> claim.getStatus().getPhase())
                .toList();
    }
}
