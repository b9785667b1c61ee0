package io.github.ekssdk.internal.resource.elb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.Eks;
import io.github.ekssdk.client.Cluster;
import io.github.ekssdk.client.Operation;
import io.github.ekssdk.fixture.ClusterScenario;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.plan.Step;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.testing.RecordedCall;
import io.github.ekssdk.testing.Resource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Deleting a cluster of whose inside nothing is known: what controllers left is found by tags. */
class LeftoversTest extends ClusterScenario {

    private static final String INTERNET = "internet-facing";

    private Set<String> inventory() {
        return aws.inventory().stream().map(Resource::toString).collect(Collectors.toSet());
    }

    private static List<String> ids(Plan plan, String kind) {
        return plan.steps().stream()
                .filter(step -> step.kind().equals(kind))
                .map(Step::id)
                .toList();
    }

    private int order(Plan plan, String kind) {
        return plan.steps().stream().map(Step::kind).toList().indexOf(kind);
    }

    @Test
    void load_balancers_go_with_all_that_belongs_to_them() {
        Set<String> before = inventory();
        apply(prod().build());
        aws.actors().applicationLoadBalancer("prod", "shop/front", INTERNET);
        aws.actors().networkLoadBalancer("prod", "shop/broker", "internal");
        aws.actors().classicLoadBalancer("prod", "shop/old", INTERNET);
        aws.actors().uninstallLoadBalancerController("prod");

        Plan plan = eks().planDelete("prod");
        eks().apply(plan, events);

        assertThat(ids(plan, "loadBalancer")).hasSize(2).allMatch(id -> id.startsWith("loadBalancer/k8s-shop-"));
        assertThat(ids(plan, "classicLoadBalancer")).hasSize(1);
        assertThat(ids(plan, "targetGroup")).hasSize(2);
        assertThat(ids(plan, "loadBalancerSecurityGroup")).hasSize(4);
        assertThat(plan.warnings())
                .singleElement()
                .asString()
                .contains("eks-sdk-k8s is not on the class path", "found by AWS tags");
        assertThat(inventory()).isEqualTo(before);
    }

    @Test
    void load_balancers_go_when_nobody_can_make_them_again_and_before_their_network() {
        apply(prod().build());
        aws.actors().applicationLoadBalancer("prod", "shop/front", INTERNET);

        Plan plan = eks().planDelete("prod");

        assertThat(order(plan, "loadBalancer"))
                .isGreaterThan(order(plan, "cluster"))
                .isLessThan(order(plan, "targetGroup"))
                .isLessThan(order(plan, "subnet"))
                .isLessThan(order(plan, "internetGateway"))
                .isLessThan(order(plan, "vpc"));
        delete("prod");
    }

    @Test
    void what_another_cluster_in_the_same_vpc_has_stays() {
        apply(prod().build());
        String vpc = one("vpc/main").id();
        apply(neighbour(vpc));
        aws.actors().applicationLoadBalancer("other", "shop/front", "internal");
        aws.actors().classicLoadBalancer("other", "shop/old", "internal");
        aws.actors().leavePodInterfacesBehind("other", 1);
        String volume = aws.actors().volume("other", "shop/orders", 20);
        Set<String> there = inventory();

        Plan plan = eks().planDelete("prod");

        assertThat(plan.steps())
                .extracting(Step::kind)
                .doesNotContain(
                        "loadBalancer",
                        "classicLoadBalancer",
                        "targetGroup",
                        "loadBalancerSecurityGroup",
                        "networkInterface");
        assertThat(plan.warnings()).noneMatch(warning -> warning.contains(volume));
        assertThat(inventory()).isEqualTo(there);
        assertThat(ids(eks().planDelete("other"), "loadBalancer")).hasSize(1);
    }

    private static ClusterSpec neighbour(String vpc) {
        return Eks.cluster("other")
                .vpc(spec -> spec.existing(existing -> existing.vpcId(vpc).addMissingTags(true)))
                .defaultAddons(false)
                .build();
    }

    @Test
    void interfaces_that_pods_left_behind_go_before_what_they_keep() {
        Set<String> before = inventory();
        apply(prod().build());
        aws.actors().leavePodInterfacesBehind("prod", 3);

        Plan plan = eks().planDelete("prod");
        assertThat(ids(plan, "networkInterface")).containsExactly("networkInterface/vpc-cni");
        aws.actors().leavePodInterfacesBehind("prod", 1);
        eks().apply(plan, events);

        assertThat(inventory()).isEqualTo(before);
    }

    @Test
    void interfaces_that_nodes_leave_behind_when_they_go_do_not_hold_anything_up() {
        Set<String> before = inventory();
        apply(prod().build());

        Operation<Cluster> deletion = startUntil(eks().planDelete("prod"), "managedNodeGroup/general");
        aws.actors().leavePodInterfacesBehind("prod", 2);
        deletion.await();

        assertThat(inventory()).isEqualTo(before);
    }

    @Test
    void volumes_of_claims_are_named_and_stay() {
        apply(prod().build());
        String volume = aws.actors().volume("prod", "shop/orders", 20);

        Plan plan = eks().planDelete("prod");
        eks().apply(plan, events);

        assertThat(plan.steps()).extracting(Step::kind).doesNotContain("volume");
        assertThat(plan.warnings())
                .singleElement()
                .asString()
                .contains(volume + " (20 GiB, of the claim shop/orders)", "delete the claims first");
        assertThat(all("ec2:volume")).extracting(Resource::id).containsExactly(volume);
    }

    @Test
    void looking_for_leftovers_where_there_are_none_costs_a_call_each() {
        apply(prod().build());
        int mark = aws.ledger().size();

        Plan plan = eks().planDelete("prod");

        assertThat(aws.ledger().since(mark).stream()
                        .map(RecordedCall::service)
                        .filter(service -> service.startsWith("el")))
                .hasSize(3);
        assertThat(plan.warnings()).isEmpty();
        delete("prod");
    }

    @Test
    void who_may_not_look_for_load_balancers_is_told_what_that_means() {
        apply(prod().build());
        aws.faults()
                .where(call -> call.operation().equals("DescribeLoadBalancers"))
                .failWith("AccessDenied");

        Plan plan = eks().planDelete("prod");

        assertThat(plan.warnings())
                .hasSize(2)
                .allMatch(warning -> warning.contains("cannot be told") && warning.contains("AccessDenied"));
        aws.faults().clear();
        delete("prod");
    }
}
