package io.github.ekssdk.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ekssdk.Eks;
import io.github.ekssdk.client.Cluster;
import io.github.ekssdk.client.Operation;
import io.github.ekssdk.error.HealthIssue;
import io.github.ekssdk.error.PermissionDeniedException;
import io.github.ekssdk.error.QuotaExceededException;
import io.github.ekssdk.error.StepFailedException;
import io.github.ekssdk.error.UnsupportedChangeException;
import io.github.ekssdk.error.WaitTimedOutException;
import io.github.ekssdk.event.ProgressEvent.StepSkipped;
import io.github.ekssdk.fixture.ClusterScenario;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.plan.StepAction;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.NatGateways;
import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.FaultRule;
import io.github.ekssdk.testing.LatencyProfile;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;

class FailureTest extends ClusterScenario {
    private static final ClusterSpec SPEC = prod().build();
    private static final String GROUP = "managedNodeGroup/general";
    private static final String NAT = "natGateway/a";

    @Nested
    class AccessDenied {
        @ParameterizedTest
        @CsvSource({
            "ec2, CreateVpc, UnauthorizedOperation, vpc/main",
            "ec2, ModifyVpcAttribute, UnauthorizedOperation, vpc/main",
            "ec2, CreateSubnet, UnauthorizedOperation, subnet/public-a",
            "ec2, CreateInternetGateway, UnauthorizedOperation, internetGateway/main",
            "ec2, AllocateAddress, UnauthorizedOperation, elasticIp/nat-a",
            "ec2, CreateNatGateway, UnauthorizedOperation, natGateway/a",
            "ec2, CreateRoute, UnauthorizedOperation, routeTable/public",
            "ec2, AuthorizeSecurityGroupIngress, UnauthorizedOperation, securityGroup/control-plane",
            "ec2, CreateLaunchTemplate, UnauthorizedOperation, launchTemplate/general",
            "iam, CreateRole, AccessDenied, iamRole/cluster",
            "iam, AttachRolePolicy, AccessDenied, iamRole/cluster",
            "eks, CreateCluster, AccessDeniedException, cluster/prod",
            "eks, CreateNodegroup, AccessDeniedException, managedNodeGroup/general",
        })
        void names_the_action_the_principal_and_the_resource_and_loses_nothing(
                String service, String operation, String code, String step) {
            String principal = "arn:aws:iam::123456789012:user/developer";
            String action = service + ":" + operation;
            FaultRule rule = aws.faults()
                    .on(service, operation)
                    .failWith(
                            code,
                            "User: " + principal + " is not authorized to perform: " + action
                                    + " on resource: * because no identity-based policy allows the action");

            StepFailedException failure = failure(StepFailedException.class, SPEC);

            assertThat(failure.stepId()).isEqualTo(step);
            assertThat(failure.retryable()).isFalse();
            PermissionDeniedException denied = cause(PermissionDeniedException.class, failure);
            assertThat(denied.action()).isEqualTo(action);
            assertThat(denied.principal()).hasValue(principal);
            assertThat(denied.awsRequestId()).isPresent();
            assertThat(denied).hasMessageContaining(step).hasMessageContaining("Grant the action and apply again");
            rule.remove();
            apply(SPEC);
            settled(SPEC);
            delete("prod");
        }

        @Test
        void what_does_not_need_the_failed_step_goes_on() {
            aws.faults().on("iam", "CreateRole").failWith("AccessDenied");

            StepFailedException failure = failure(StepFailedException.class, SPEC);

            assertThat(failure.completedStepIds())
                    .contains("vpc/main", "natGateway/a", "routeTable/private-b", "launchTemplate/general")
                    .doesNotContain("cluster/prod");
            assertThat(failure.getSuppressed())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            StepFailedException.class,
                            other -> assertThat(other.stepId()).isEqualTo("iamRole/node"));
            assertThat(events.all(StepSkipped.class))
                    .extracting(StepSkipped::stepId)
                    .containsExactlyInAnyOrder(
                            "cluster/prod",
                            "managedNodeGroup/general",
                            "addon/vpc-cni",
                            "addon/kube-proxy",
                            "addon/coredns",
                            "addon/eks-pod-identity-agent");
        }

        @ParameterizedTest
        @CsvSource({
            "eks, DescribeCluster, AccessDeniedException",
            "iam, ListRoles, AccessDenied",
            "ec2, DescribeVpcs, UnauthorizedOperation",
            "sts, GetCallerIdentity, AccessDenied",
        })
        void on_a_read_keeps_the_plan_from_being_made_and_says_which(String service, String operation, String code) {
            aws.faults().on(service, operation).failWith(code);

            PermissionDeniedException denied =
                    catchThrowableOfType(PermissionDeniedException.class, () -> eks().plan(SPEC));

            assertThat(denied.action()).isEqualTo(service + ":" + operation);
        }
    }

    @Nested
    class QuotaReached {
        @ParameterizedTest
        @CsvSource({
            "ec2.vpcs, 1, VpcLimitExceeded, vpc/main, L-F678F1CE",
            "ec2.addresses, 0, AddressLimitExceeded, elasticIp/nat-a, L-0263D0A3",
            "ec2.natGatewaysPerZone, 0, NatGatewayLimitExceeded, natGateway/a, L-FE5A380F",
            "ec2.subnets, 2, SubnetLimitExceeded, subnet/private-a, L-407747CB",
            "ec2.internetGateways, 1, InternetGatewayLimitExceeded, internetGateway/main, L-A4707A72",
        })
        void names_the_quota_and_where_to_have_it_raised_and_loses_nothing(
                String name, int limit, String code, String step, String quotaCode) {
            aws.quota(name, limit);

            StepFailedException failure = failure(StepFailedException.class, SPEC);

            assertThat(failure.stepId()).isEqualTo(step);
            QuotaExceededException reached = cause(QuotaExceededException.class, failure);
            assertThat(reached.error().errorCode()).isEqualTo(code);
            assertThat(reached.quota().code()).hasValue(quotaCode);
            assertThat(reached).hasMessageContaining(quotaCode).hasMessageContaining("then apply again");
            aws.quota(name, 10);
            apply(SPEC);
            settled(SPEC);
        }

        @ParameterizedTest
        @CsvSource({"eks.clusters, cluster/prod", "eks.nodegroups, managedNodeGroup/general"})
        void of_eks_names_the_operation(String name, String step) {
            aws.quota(name, 0);

            StepFailedException failure = failure(StepFailedException.class, SPEC);

            assertThat(failure.stepId()).isEqualTo(step);
            assertThat(failure).hasCauseInstanceOf(QuotaExceededException.class);
            aws.quota(name, 10);
            apply(SPEC);
            settled(SPEC);
        }

        @Test
        void of_iam_names_the_operation() {
            aws.quota("iam.roles", 1);

            StepFailedException failure = failure(StepFailedException.class, SPEC);

            assertThat(failure).hasCauseInstanceOf(QuotaExceededException.class);
        }
    }

    @Nested
    class FailedState {
        private final ClusterSpec outside = Eks.cluster("prod")
                .vpc(vpc -> vpc.availabilityZones(2).natGateways(NatGateways.NONE))
                .managedNodeGroup("general")
                .build();

        @Test
        void a_node_group_that_could_not_be_created_says_what_eks_says_and_is_replaced_next_time() {
            Operation<Cluster> operation = startUntil(eks().plan(outside), GROUP);
            publicAddresses(false);

            StepFailedException failure = catchThrowableOfType(StepFailedException.class, operation::await);

            assertThat(failure.stepId()).isEqualTo(GROUP);
            assertThat(failure.healthIssues())
                    .singleElement()
                    .extracting(HealthIssue::code)
                    .isEqualTo("Ec2SubnetInvalidConfiguration");
            assertThat(failure)
                    .hasMessageContaining("CREATE_FAILED")
                    .hasMessageContaining("does not automatically assign");
            Plan next = eks().plan(outside);
            assertThat(step(next, GROUP).action()).isEqualTo(StepAction.REPLACE);
            assertThat(step(next, GROUP).disruptive()).isFalse();
            assertThat(step(next, GROUP).reason()).contains("Ec2SubnetInvalidConfiguration");
            eks().apply(next, events);
            settled(outside);
        }

        @Test
        void a_node_group_update_that_failed_says_why_and_is_asked_for_again() {
            apply(outside);
            ClusterSpec larger = outside.toBuilder()
                    .changeManagedNodeGroup("general", group -> group.diskSize(100))
                    .build();
            Operation<Cluster> operation = startUntil(eks().plan(larger), GROUP);
            publicAddresses(false);

            StepFailedException failure = catchThrowableOfType(StepFailedException.class, operation::await);

            assertThat(failure.healthIssues())
                    .singleElement()
                    .extracting(HealthIssue::code)
                    .isEqualTo("NodeCreationFailure");
            publicAddresses(true);
            assertThat(changesOf(larger)).containsExactly("eks:UpdateNodegroupVersion");
            settled(larger);
        }

        private void publicAddresses(boolean assigned) {
            Ec2Client other = stranger(Ec2Client.builder());
            for (String subnet : List.of("subnet/public-a", "subnet/public-b")) {
                other.modifySubnetAttribute(request ->
                        request.subnetId(one(subnet).id()).mapPublicIpOnLaunch(value -> value.value(assigned)));
            }
        }

        @Test
        void a_nat_gateway_that_failed_says_why_and_is_replaced_next_time() {
            aws.faults().on("ec2", "CreateNatGateway").times(1).delay(Duration.ofSeconds(10));
            Operation<Cluster> operation = startUntil(eks().plan(SPEC), NAT);
            stranger(Ec2Client.builder())
                    .detachInternetGateway(request -> request.internetGatewayId(
                                    one("internetGateway/main").id())
                            .vpcId(one("vpc/main").id()));

            StepFailedException failure = catchThrowableOfType(StepFailedException.class, operation::await);

            assertThat(all(failure))
                    .filteredOn(one -> one.stepId().equals(NAT))
                    .singleElement()
                    .satisfies(one -> {
                        assertThat(one.healthIssues())
                                .singleElement()
                                .extracting(HealthIssue::code)
                                .isEqualTo("Gateway.NotAttached");
                        assertThat(one.retryable()).isFalse();
                    });
            Plan next = eks().plan(SPEC);
            assertThat(step(next, NAT).action()).isEqualTo(StepAction.REPLACE);
            assertThat(step(next, NAT).disruptive()).isFalse();
            eks().apply(next, events);
            settled(SPEC);
        }

        @Test
        void a_control_plane_that_failed_says_why_and_is_replaced_with_permission_only() {
            Operation<Cluster> operation = startUntil(eks().plan(SPEC), "cluster/prod");
            pass(Duration.ofSeconds(20));
            deleteRole(one("iamRole/cluster").id());

            StepFailedException failure = catchThrowableOfType(StepFailedException.class, operation::await);

            assertThat(failure.stepId()).isEqualTo("cluster/prod");
            assertThat(failure.healthIssues())
                    .singleElement()
                    .extracting(HealthIssue::code)
                    .isEqualTo("IamRoleNotFound");
            Plan next = eks().plan(SPEC);
            assertThat(step(next, "cluster/prod").action()).isEqualTo(StepAction.REPLACE);
            assertThatThrownBy(() -> eks().apply(next, events)).isInstanceOf(UnsupportedChangeException.class);
            eks().apply(next.allowingReplacements(), events);
            settled(SPEC);
        }

        private void deleteRole(String role) {
            IamClient iam = stranger(IamClient.builder());
            iam.listAttachedRolePolicies(request -> request.roleName(role))
                    .attachedPolicies()
                    .forEach(policy -> iam.detachRolePolicy(
                            request -> request.roleName(role).policyArn(policy.policyArn())));
            iam.deleteRole(request -> request.roleName(role));
        }

        private List<StepFailedException> all(StepFailedException failure) {
            return Stream.concat(
                            Stream.of(failure),
                            Arrays.stream(failure.getSuppressed()).map(StepFailedException.class::cast))
                    .toList();
        }
    }

    @Nested
    class Deadline {
        @Test
        void a_wait_that_takes_too_long_ends_and_a_later_run_goes_on_waiting() {
            use(FakeAws.builder()
                    .latency(LatencyProfile.typical().with("eks.nodegroup.create", Duration.ofMinutes(70), 0)));

            StepFailedException failure = failure(StepFailedException.class, SPEC);

            assertThat(failure.stepId()).isEqualTo(GROUP);
            assertThat(failure.retryable()).isTrue();
            assertThat(cause(WaitTimedOutException.class, failure).lastStatus()).isEqualTo("CREATING");
            assertThat(changesOf(SPEC)).isEmpty();
            settled(SPEC);
        }
    }
}
