package io.github.ekssdk.testing.internal.service.elb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.LatencyProfile;
import io.github.ekssdk.testing.Strictness;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.elasticloadbalancing.ElasticLoadBalancingClient;
import software.amazon.awssdk.services.elasticloadbalancing.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerStateEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

class LoadBalancersTest {
    private final FakeAws aws = FakeAws.builder()
            .latency(LatencyProfile.instant()
                    .with("elb.loadbalancer.create", Duration.ofMinutes(2), 0)
                    .with("elb.interfaces.delete", Duration.ofSeconds(30), 0)
                    .with("elb.target.healthy", Duration.ofSeconds(30), 0))
            .build();
    private final Ec2Client ec2 = aws.client(Ec2Client.builder());
    private final ElasticLoadBalancingV2Client elb = aws.client(ElasticLoadBalancingV2Client.builder());
    private final ElasticLoadBalancingClient classic = aws.client(ElasticLoadBalancingClient.builder());
    private final String vpc =
            ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
    private final List<String> subnets = List.of(subnet("a", 0), subnet("b", 1));

    @AfterEach
    void close() {
        aws.close();
    }

    private String subnet(String zone, int number) {
        return ec2.createSubnet(
                        r -> r.vpcId(vpc).cidrBlock("10.0." + number + ".0/24").availabilityZone("eu-west-1" + zone))
                .subnet()
                .subnetId();
    }

    private LoadBalancer internal(String name) {
        return elb.createLoadBalancer(r -> r.name(name).scheme("internal").subnets(subnets))
                .loadBalancers()
                .get(0);
    }

    private List<NetworkInterface> interfaces() {
        return ec2.describeNetworkInterfaces(r -> r.filters(
                        Filter.builder().name("description").values("ELB *").build()))
                .networkInterfaces();
    }

    private static String codeOf(ThrowingCallable call) {
        AwsServiceException refusal = catchThrowableOfType(AwsServiceException.class, call);
        assertThat(refusal).isNotNull();
        return refusal.awsErrorDetails().errorCode();
    }

    @Nested
    class Application {
        @Test
        void it_is_provisioned_first_and_holds_an_interface_in_each_subnet() throws InterruptedException {
            LoadBalancer made = internal("shop");
            assertThat(made.state().code()).isEqualTo(LoadBalancerStateEnum.PROVISIONING);
            assertThat(made.loadBalancerArn()).contains(":loadbalancer/app/shop/");
            assertThat(interfaces())
                    .hasSize(2)
                    .allSatisfy(eni -> assertThat(eni.description()).startsWith("ELB app/shop/"))
                    .allSatisfy(eni -> assertThat(eni.requesterManaged()).isTrue());

            aws.clock().advance(Duration.ofMinutes(3));

            assertThat(elb.describeLoadBalancers(r -> r.names("shop"))
                            .loadBalancers()
                            .get(0)
                            .state()
                            .code())
                    .isEqualTo(LoadBalancerStateEnum.ACTIVE);
        }

        @Test
        void its_interfaces_outlive_it_and_hold_the_subnet() throws InterruptedException {
            String arn = internal("shop").loadBalancerArn();
            elb.deleteLoadBalancer(r -> r.loadBalancerArn(arn));

            assertThat(codeOf(() -> elb.describeLoadBalancers(r -> r.names("shop"))))
                    .isEqualTo("LoadBalancerNotFound");
            assertThat(codeOf(() -> ec2.deleteSubnet(r -> r.subnetId(subnets.get(0)))))
                    .isEqualTo("DependencyViolation");
            aws.clock().advance(Duration.ofMinutes(1));
            ec2.deleteSubnet(r -> r.subnetId(subnets.get(0)));
            assertThat(interfaces()).isEmpty();
        }

        @Test
        void one_zone_is_not_enough_and_the_internet_needs_a_gateway() {
            assertThat(codeOf(() -> elb.createLoadBalancer(r -> r.name("shop").subnets(subnets.get(0)))))
                    .isEqualTo("ValidationError");
            assertThat(codeOf(() -> elb.createLoadBalancer(r -> r.name("shop").subnets(subnets))))
                    .isEqualTo("InvalidSubnet");
            assertThat(codeOf(() -> elb.createLoadBalancer(
                            r -> r.name("shop").subnets("subnet-0123456789abcdef0", subnets.get(0)))))
                    .isEqualTo("SubnetNotFound");
        }

        @Test
        void the_same_name_with_other_settings_is_refused() {
            LoadBalancer first = internal("shop");

            assertThat(internal("shop").loadBalancerArn()).isEqualTo(first.loadBalancerArn());
            assertThat(codeOf(() -> elb.createLoadBalancer(r ->
                            r.name("shop").scheme("internal").type("network").subnets(subnets))))
                    .isEqualTo("DuplicateLoadBalancerName");
        }

        @Test
        void deletion_protection_keeps_it() {
            String arn = internal("shop").loadBalancerArn();
            elb.modifyLoadBalancerAttributes(r -> r.loadBalancerArn(arn)
                    .attributes(LoadBalancerAttribute.builder()
                            .key("deletion_protection.enabled")
                            .value("true")
                            .build()));

            assertThat(codeOf(() -> elb.deleteLoadBalancer(r -> r.loadBalancerArn(arn))))
                    .isEqualTo("OperationNotPermitted");
        }

        @Test
        void tags_are_found_by_arn() {
            String arn = internal("shop").loadBalancerArn();
            elb.addTags(r -> r.resourceArns(arn)
                    .tags(Tag.builder()
                            .key("elbv2.k8s.aws/cluster")
                            .value("prod")
                            .build()));

            assertThat(elb.describeTags(r -> r.resourceArns(arn))
                            .tagDescriptions()
                            .get(0)
                            .tags())
                    .extracting(Tag::key)
                    .containsExactly("elbv2.k8s.aws/cluster");
        }

        @Test
        void pages_join_to_the_whole() {
            IntStream.range(0, 5).forEach(i -> internal("shop-" + i));

            assertThat(elb.describeLoadBalancersPaginator(r -> r.pageSize(2)).loadBalancers())
                    .hasSize(5);
        }
    }

    @Nested
    class Behind {
        private final String balancer = internal("shop").loadBalancerArn();
        private final String group = elb.createTargetGroup(r -> r.name("shop")
                        .protocol(ProtocolEnum.HTTP)
                        .port(80)
                        .vpcId(vpc)
                        .targetType(TargetTypeEnum.IP))
                .targetGroups()
                .get(0)
                .targetGroupArn();

        private Action forward() {
            return Action.builder()
                    .type(ActionTypeEnum.FORWARD)
                    .targetGroupArn(group)
                    .build();
        }

        private RuleCondition path(String pattern) {
            return RuleCondition.builder().field("path-pattern").values(pattern).build();
        }

        private String listen(int port) {
            return elb.createListener(r -> r.loadBalancerArn(balancer)
                            .protocol(ProtocolEnum.HTTP)
                            .port(port)
                            .defaultActions(forward()))
                    .listeners()
                    .get(0)
                    .listenerArn();
        }

        @Test
        void a_target_group_in_use_stays() {
            String listener = listen(80);

            assertThat(codeOf(() -> elb.deleteTargetGroup(r -> r.targetGroupArn(group))))
                    .isEqualTo("ResourceInUse");
            elb.deleteListener(r -> r.listenerArn(listener));
            elb.deleteTargetGroup(r -> r.targetGroupArn(group));
            assertThat(elb.describeTargetGroups().targetGroups()).isEmpty();
        }

        @Test
        void one_listener_for_each_port() {
            listen(80);

            assertThat(codeOf(() -> listen(80))).isEqualTo("DuplicateListener");
            assertThat(elb.describeListeners(r -> r.loadBalancerArn(balancer)).listeners())
                    .hasSize(1);
        }

        @Test
        void the_default_rule_stays_and_priorities_are_taken_once() {
            String listener = listen(80);
            elb.createRule(r ->
                    r.listenerArn(listener).priority(7).conditions(path("/a")).actions(forward()));

            assertThat(codeOf(() -> elb.createRule(r -> r.listenerArn(listener)
                            .priority(7)
                            .conditions(path("/b"))
                            .actions(forward()))))
                    .isEqualTo("PriorityInUse");
            String last = elb.describeRules(r -> r.listenerArn(listener))
                    .rules()
                    .get(1)
                    .ruleArn();
            assertThat(codeOf(() -> elb.deleteRule(r -> r.ruleArn(last)))).isEqualTo("OperationNotPermitted");
        }

        @Test
        void targets_become_healthy() throws InterruptedException {
            listen(80);
            elb.registerTargets(r -> r.targetGroupArn(group)
                    .targets(TargetDescription.builder().id("10.0.0.9").build()));
            assertThat(health()).isEqualTo(TargetHealthStateEnum.INITIAL);

            aws.clock().advance(Duration.ofMinutes(1));

            assertThat(health()).isEqualTo(TargetHealthStateEnum.HEALTHY);
        }

        private TargetHealthStateEnum health() {
            return elb.describeTargetHealth(r -> r.targetGroupArn(group))
                    .targetHealthDescriptions()
                    .get(0)
                    .targetHealth()
                    .state();
        }
    }

    @Nested
    class Classic {
        @Test
        void the_older_service_is_told_apart_by_its_version() {
            classic.createLoadBalancer(r -> r.loadBalancerName("a1b2")
                    .scheme("internal")
                    .subnets(subnets.get(0))
                    .listeners(Listener.builder()
                            .protocol("TCP")
                            .loadBalancerPort(80)
                            .instancePort(30080)
                            .build()));

            assertThat(classic.describeLoadBalancers().loadBalancerDescriptions())
                    .extracting(found -> found.loadBalancerName())
                    .containsExactly("a1b2");
            assertThat(elb.describeLoadBalancers().loadBalancers()).isEmpty();
            assertThat(interfaces()).extracting(NetworkInterface::description).containsExactly("ELB a1b2");
        }

        @Test
        void both_generations_take_actions_of_one_service() {
            classic.describeLoadBalancers();

            assertThat(aws.ledger().leastPolicy()).contains("elasticloadbalancing:DescribeLoadBalancers");
        }

        @Test
        void what_is_not_there_is_refused_when_described_and_not_when_deleted() {
            assertThat(codeOf(() -> classic.describeLoadBalancers(r -> r.loadBalancerNames("none"))))
                    .isEqualTo("LoadBalancerNotFound");
            classic.deleteLoadBalancer(r -> r.loadBalancerName("none"));
        }
    }

    @Test
    void a_lenient_account_takes_any_subnets() {
        try (FakeAws lenient = FakeAws.builder().strictness(Strictness.LENIENT).build()) {
            LoadBalancer made = lenient.client(ElasticLoadBalancingV2Client.builder())
                    .createLoadBalancer(r -> r.name("shop").subnets("subnet-1", "subnet-2"))
                    .loadBalancers()
                    .get(0);

            assertThat(made.state().code()).isEqualTo(LoadBalancerStateEnum.ACTIVE);
        }
    }
}
