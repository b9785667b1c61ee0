package io.github.ekssdk.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ekssdk.Eks;
import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.error.InvalidSpecException;
import io.github.ekssdk.k8s.component.Components;
import io.github.ekssdk.k8s.component.StorageClasses;
import io.github.ekssdk.k8s.controller.VpcCni;
import io.github.ekssdk.spec.AuthenticationMode;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.NatGateways;
import io.github.ekssdk.testing.FakeAws;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;

/** What a plan says of objects that a cluster would not take, or nothing would come of, before anything is applied. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PlannedRefusalsTest {

    private static final String WIDGET = """
        apiVersion: example.com/v1
        kind: Widget
        metadata: {name: one, namespace: default}
        """;

    private final FakeAws aws = FakeAws.builder().kubernetes().build();
    private final EksManager eks = aws.connect();

    @AfterEach
    void close() {
        eks.close();
        aws.close();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                wrong(
                        "a kind that there is not",
                        yaml("""
                            apiVersion: apps/v1
                            kind: Deploymint
                            metadata: {name: web, namespace: default}
                            """),
                        "Deploymint default/web: Kubernetes has no Deploymint in apps/v1. Look at the spelling of the"
                                + " kind."),
                wrong(
                        "a kind of another group",
                        yaml("""
                            apiVersion: v1
                            kind: Deployment
                            metadata: {name: web, namespace: default}
                            """),
                        "Deployment default/web: Kubernetes has no Deployment in v1. Use apps/v1."),
                wrong(
                        "an API that was removed",
                        yaml("""
                            apiVersion: networking.k8s.io/v1beta1
                            kind: Ingress
                            metadata: {name: web, namespace: default}
                            """),
                        "Kubernetes has no Ingress in networking.k8s.io/v1beta1 since 1.22. Use networking.k8s.io/v1."),
                wrong(
                        "a privileged Pod for Fargate",
                        fargate().component(Components.yaml("app", """
                            apiVersion: v1
                            kind: Pod
                            metadata: {name: web, namespace: shop}
                            spec:
                              containers:
                              - {name: web, image: nginx, securityContext: {privileged: true}}
                            """)),
                        "Pod shop/web: The container 'web' is privileged, which Fargate does not allow. Run it on"
                                + " nodes"),
                wrong(
                        "a DaemonSet for Fargate",
                        fargate().component(Components.yaml("app", """
                            apiVersion: apps/v1
                            kind: DaemonSet
                            metadata: {name: agent, namespace: shop}
                            spec:
                              selector: {matchLabels: {app: agent}}
                              template:
                                metadata: {labels: {app: agent}}
                                spec: {containers: [{name: agent, image: agent}]}
                            """)),
                        "DaemonSet shop/agent: A Fargate profile selects its Pods, but Fargate runs no DaemonSets."),
                wrong(
                        "an Ingress without a class",
                        yaml("""
                            apiVersion: networking.k8s.io/v1
                            kind: Ingress
                            metadata: {name: web, namespace: default}
                            spec: {defaultBackend: {service: {name: web, port: {number: 80}}}}
                            """),
                        "Ingress default/web: It names no IngressClass and the spec has no default one, so no"
                                + " controller would take it. Set spec.ingressClassName, for example to 'alb'"),
                wrong(
                        "a class of Auto Mode without it",
                        yaml("""
                            apiVersion: networking.k8s.io/v1
                            kind: IngressClass
                            metadata: {name: alb}
                            spec: {controller: eks.amazonaws.com/alb}
                            """),
                        "IngressClass alb: Its controller is that of EKS Auto Mode, which the spec has not. Switch"
                                + " Auto Mode on"),
                wrong(
                        "a load balancer for the internet without public subnets",
                        Eks.cluster("prod")
                                .vpc(vpc -> vpc.publicSubnets(false).natGateways(NatGateways.NONE))
                                .component(Components.of(
                                        "app",
                                        app -> app.inNamespace("default")
                                                .service(
                                                        "web",
                                                        web -> web.port(80)
                                                                .networkLoadBalancer(nlb -> nlb.internetFacing())))),
                        "Its load balancer faces the internet, but the VPC has no public subnets. Make it internal"),
                wrong(
                        "an aws-auth that would lock everybody out",
                        Eks.cluster("prod")
                                .authenticationMode(AuthenticationMode.CONFIG_MAP)
                                .managedNodeGroup("general")
                                .component(Components.yaml("auth", """
                                    apiVersion: v1
                                    kind: ConfigMap
                                    metadata: {name: aws-auth, namespace: kube-system}
                                    data: {mapRoles: "[]"}
                                    """)),
                        "ConfigMap kube-system/aws-auth: It says who is let in, nodes among them, and the lists of a"
                                + " component would take the place of those that are there: everybody else could be locked"
                                + " out. Use accessEntry(...) of the spec, or AwsAuth"),
                wrong(
                        "two default StorageClasses",
                        Eks.cluster("prod")
                                .managedNodeGroup("general")
                                .addon("aws-ebs-csi-driver")
                                .component(StorageClasses.gp3().asDefault())
                                .component(StorageClasses.io2(3000).asDefault()),
                        "Another StorageClass of the spec is the default too."),
                wrong(
                        "a name that Kubernetes does not take",
                        yaml("""
                            apiVersion: v1
                            kind: Namespace
                            metadata: {name: Shop}
                            """),
                        "Kubernetes does not take the name 'Shop'. Write at most 63 lower-case letters"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void is_refused(String what, ClusterSpec spec, String message) {
        InvalidSpecException refusal = catchThrowableOfType(InvalidSpecException.class, () -> eks.plan(spec));

        assertThat(refusal).hasMessageContaining(message);
        assertThat(aws.ledger().mutatingCalls()).isEmpty();
    }

    static Stream<Arguments> warnedAbout() {
        return Stream.of(
                wrong(
                        "a kind whose CustomResourceDefinition nothing brings",
                        yaml(WIDGET),
                        "components[app].Widget default/one: Nothing in the spec brings the CustomResourceDefinition"
                                + " of Widget in example.com/v1; it cannot be applied to a cluster that does not have"
                                + " it."),
                wrong(
                        "an Application Load Balancer that nobody makes",
                        Eks.cluster("prod")
                                .managedNodeGroup("general")
                                .component(Components.of(
                                        "app",
                                        app -> app.inNamespace("default")
                                                .ingress("web", web -> web.path("/", "web", 80)))),
                        "An Application Load Balancer is made by the AWS Load Balancer Controller, which the spec does"
                                + " not install; nothing happens without it. Add the component"
                                + " 'aws-load-balancer-controller', or switch on Auto Mode and use its classes."),
                wrong(
                        "volumes that nobody makes",
                        Eks.cluster("prod").managedNodeGroup("general").component(StorageClasses.gp3()),
                        "Its volumes are made by the EBS CSI driver, which the spec does not install; claims stay"
                                + " Pending without it. Add addon(\"aws-ebs-csi-driver\")."),
                wrong(
                        "Pods that nothing runs",
                        Eks.cluster("prod")
                                .fargateOnly()
                                .component(Components.of(
                                        "app",
                                        app -> app.namespace("elsewhere")
                                                .deployment("web", web -> web.image("nginx")))),
                        "No Fargate profile selects its Pods and the spec has no nodes, so they stay Pending."),
                wrong(
                        "security groups of Pods that nobody gives to them",
                        podSecurityGroups("m7i.large"),
                        "Pods on nodes keep the security groups of their node, because the VPC CNI plugin has no"
                                + " ENABLE_POD_ENI. Add the component VpcCni.create().podSecurityGroups()."),
                wrong(
                        "security groups of Pods on nodes that cannot have them",
                        podSecurityGroups("t3.medium").component(VpcCni.create().podSecurityGroups()),
                        "Instances of the t family give Pods no security groups of their own, and there are no others"
                                + " in general. Name others with instanceTypes(...)."),
                wrong(
                        "an aws-auth that EKS does not look at",
                        yaml("""
                            apiVersion: v1
                            kind: ConfigMap
                            metadata: {name: aws-auth, namespace: kube-system}
                            """),
                        "EKS does not look at it, for the authentication mode is API. Use accessEntry(...) of the"
                                + " spec."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("warnedAbout")
    void is_warned_about(String what, ClusterSpec spec, String message) {
        assertThat(eks.plan(spec).warnings())
                .anySatisfy(warning -> assertThat(warning).contains(message));
        assertThat(aws.ledger().mutatingCalls()).isEmpty();
    }

    @Test
    void a_Service_whose_subnets_lack_the_tags_is_warned_about() {
        List<String> subnets = publicSubnets();
        ClusterSpec spec = Eks.cluster("prod")
                .vpc(vpc -> vpc.existing(found -> found.subnetIds(subnets)))
                .managedNodeGroup("general", group -> group.publicSubnets(true))
                .component(Components.of(
                        "app",
                        app -> app.inNamespace("default")
                                .service("web", web -> web.port(80).networkLoadBalancer(nlb -> nlb.internetFacing()))))
                .build();

        assertThat(eks.plan(spec).warnings())
                .anySatisfy(warning -> assertThat(warning)
                        .contains("components[app].Service default/web: Its internet-facing load balancer goes"
                                + " to subnets with the tag kubernetes.io/role/elb, which ")
                        .contains(subnets)
                        .contains("Add the tag, let the SDK do so with addMissingTags(true), or name subnets"
                                + " with the annotation"));
    }

    @Test
    void wrong_YAML_is_refused_before_there_is_a_spec() {
        assertThatExceptionOfType(InvalidSpecException.class)
                .isThrownBy(() -> Components.yaml("app", "apiVersion: v1\nkind: Pod\n  metadata: {name: a}"))
                .withMessageContaining("app:3:11: This is not YAML: mapping values are not allowed here.");
    }

    @Test
    void a_kind_that_the_cluster_has_is_not_warned_about() {
        ClusterSpec.Builder cluster = Eks.cluster("prod").managedNodeGroup("general");
        ClusterSpec later = cluster.build().toBuilder()
                .component(Components.yaml("app", WIDGET))
                .build();
        eks.apply(eks.plan(cluster.build()));
        assertThat(eks.plan(later).warnings()).anyMatch(warning -> warning.contains("Widget"));

        define();

        assertThat(eks.plan(later).warnings()).noneMatch(warning -> warning.contains("Widget"));
    }

    /** Somebody else brings the definition. */
    private void define() {
        try (var client = EksKubernetes.connect(eks.cluster("prod"))) {
            client.load(new ByteArrayInputStream("""
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: widgets.example.com}
                spec:
                  group: example.com
                  scope: Namespaced
                  names: {kind: Widget, plural: widgets, singular: widget}
                  versions:
                  - name: v1
                    served: true
                    storage: true
                    schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
                """.getBytes(StandardCharsets.UTF_8)))
                    .create();
        }
    }

    /** Makes two of them without any tags. */
    private List<String> publicSubnets() {
        try (Ec2Client ec2 = aws.client(Ec2Client.builder())) {
            String vpcId = ec2.createVpc(request -> request.cidrBlock("10.7.0.0/16"))
                    .vpc()
                    .vpcId();
            ec2.modifyVpcAttribute(request -> request.vpcId(vpcId).enableDnsHostnames(value -> value.value(true)));
            String gatewayId = ec2.createInternetGateway().internetGateway().internetGatewayId();
            ec2.attachInternetGateway(
                    request -> request.internetGatewayId(gatewayId).vpcId(vpcId));
            String tableId = ec2.describeRouteTables(request -> request.filters(
                            Filter.builder().name("vpc-id").values(vpcId).build()))
                    .routeTables()
                    .get(0)
                    .routeTableId();
            ec2.createRoute(request -> request.routeTableId(tableId)
                    .destinationCidrBlock("0.0.0.0/0")
                    .gatewayId(gatewayId));
            return Stream.of("a", "b").map(zone -> subnet(ec2, vpcId, zone)).toList();
        }
    }

    private String subnet(Ec2Client ec2, String vpcId, String zone) {
        String subnetId = ec2.createSubnet(request -> request.vpcId(vpcId)
                        .availabilityZone(aws.region() + zone)
                        .cidrBlock("10.7." + 16 * (zone.charAt(0) - 'a') + ".0/20"))
                .subnet()
                .subnetId();
        ec2.modifySubnetAttribute(
                request -> request.subnetId(subnetId).mapPublicIpOnLaunch(value -> value.value(true)));
        return subnetId;
    }

    private static ClusterSpec.Builder yaml(String text) {
        return Eks.cluster("prod").managedNodeGroup("general").component(Components.yaml("app", text));
    }

    private static ClusterSpec.Builder podSecurityGroups(String instanceType) {
        return Eks.cluster("prod")
                .managedNodeGroup("general", group -> group.instanceTypes(instanceType))
                .component(Components.of(
                        "app",
                        app -> app.inNamespace("default")
                                .securityGroupPolicy(
                                        "web",
                                        web -> web.podLabel("app", "web").securityGroupIds("sg-0a1b2c3d4e5f60718"))));
    }

    private static ClusterSpec.Builder fargate() {
        return Eks.cluster("prod")
                .managedNodeGroup("general")
                .fargateProfile("shop", profile -> profile.selector("shop"));
    }

    private static Arguments wrong(String what, ClusterSpec.Builder spec, String message) {
        return Arguments.of(what, spec.build(), message);
    }
}
