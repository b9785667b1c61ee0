package io.github.ekssdk.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ekssdk.error.UnsupportedChangeException;
import io.github.ekssdk.error.UnsupportedChangeException.Replacement;
import io.github.ekssdk.fixture.ClusterScenario;
import io.github.ekssdk.plan.FieldChange;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.plan.StepAction;
import io.github.ekssdk.spec.ClusterSpec;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ReplacementTest extends ClusterScenario {
    private static final String GROUP = "managedNodeGroup/general";

    @BeforeEach
    void created() {
        apply(prod().build());
    }

    private static ClusterSpec otherTypes() {
        return prod().changeManagedNodeGroup("general", group -> group.instanceTypes("c7i.xlarge"))
                .build();
    }

    private static ClusterSpec otherCidr() {
        return prod().vpc(vpc -> vpc.availabilityZones(2).cidr("10.9.0.0/16")).build();
    }

    private static ClusterSpec moreZones() {
        return prod().vpc(vpc -> vpc.availabilityZones(3)).build();
    }

    @Nested
    class Planning {
        @Test
        void what_cannot_be_changed_in_place_is_shown_as_a_replacement() {
            Plan plan = eks().plan(otherTypes());

            assertThat(steps(plan)).containsExactly("replace " + GROUP);
            assertThat(step(plan, GROUP).disruptive()).isTrue();
            assertThat(step(plan, GROUP).changes())
                    .filteredOn(FieldChange::forcesReplacement)
                    .singleElement()
                    .satisfies(change -> {
                        assertThat(change.field()).isEqualTo("instanceTypes");
                        assertThat(change.before()).hasValue("[m7i.large]");
                        assertThat(change.after()).hasValue("[c7i.xlarge]");
                    });
            assertThat(plan.render()).contains("replace").contains("c7i.xlarge");
        }

        @Test
        void another_network_takes_everything_in_it_along() {
            Plan plan = eks().plan(otherCidr());

            assertThat(plan.steps())
                    .filteredOn(step -> step.action() == StepAction.REPLACE)
                    .extracting(step -> step.id())
                    .contains(
                            "vpc/main",
                            "subnet/private-a",
                            "subnet/public-b",
                            "internetGateway/main",
                            "natGateway/a",
                            "routeTable/public",
                            "securityGroup/control-plane",
                            "cluster/prod",
                            GROUP)
                    .doesNotContain("iamRole/cluster", "iamRole/node", "elasticIp/nat-a", "launchTemplate/general");
        }

        @Test
        void a_cluster_goes_with_the_subnets_that_it_holds() {
            Plan plan = eks().plan(moreZones());

            assertThat(step(plan, "subnet/private-a").action()).isEqualTo(StepAction.REPLACE);
            assertThat(step(plan, "cluster/prod").action()).isEqualTo(StepAction.REPLACE);
            assertThat(step(plan, GROUP).action()).isEqualTo(StepAction.REPLACE);
        }
    }

    @Nested
    class Apply {
        @Test
        void a_replacement_is_refused_until_it_is_allowed_and_nothing_is_touched() {
            Plan plan = eks().plan(otherTypes());
            int mark = aws.ledger().size();

            assertThatThrownBy(() -> eks().apply(plan, events))
                    .isInstanceOfSatisfying(
                            UnsupportedChangeException.class,
                            refusal -> assertThat(refusal.replacements())
                                    .extracting(Replacement::stepId)
                                    .containsExactly(GROUP))
                    .hasMessageContaining("instanceTypes [m7i.large] -> [c7i.xlarge]")
                    .hasMessageContaining("plan.allowingReplacement(\"" + GROUP + "\")");
            assertThat(changesSince(mark)).isEmpty();
        }

        @Test
        void an_allowed_replacement_deletes_and_creates() {
            Plan plan = eks().plan(otherTypes()).allowingReplacement(GROUP);

            assertThat(changesOf(plan)).containsExactly("eks:CreateNodegroup", "eks:DeleteNodegroup");

            assertThat(group("general").attributes()).containsEntry("instanceTypes", "c7i.xlarge");
            settled(otherTypes());
        }

        @Test
        void only_what_the_plan_replaces_can_be_allowed() {
            Plan plan = eks().plan(otherTypes());

            assertThatThrownBy(() -> plan.allowingReplacement("vpc/main"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("does not replace vpc/main");
        }

        @Test
        void allowing_one_of_several_is_not_enough() {
            Plan plan = eks().plan(otherCidr()).allowingReplacement(GROUP);

            assertThatThrownBy(() -> eks().apply(plan, events))
                    .isInstanceOfSatisfying(
                            UnsupportedChangeException.class,
                            refusal -> assertThat(refusal.replacements())
                                    .extracting(Replacement::stepId)
                                    .contains("vpc/main", "cluster/prod")
                                    .doesNotContain(GROUP));
        }

        @Test
        void another_network_is_built_when_all_is_allowed() {
            int interfaces = all("ec2:network-interface").size();

            eks().apply(eks().plan(otherCidr()).allowingReplacements(), events);

            settled(otherCidr());
            assertThat(ours("ec2:vpc")).hasSize(1);
            assertThat(one("vpc/main").attributes()).containsEntry("cidr", "10.9.0.0/16");
            pass(Duration.ofMinutes(10));
            assertThat(all("ec2:network-interface")).hasSize(interfaces);
        }

        @Test
        void a_zone_is_exchanged_when_all_is_allowed() {
            ClusterSpec other = prod().vpc(vpc -> vpc.availabilityZones("eu-west-1a", "eu-west-1c"))
                    .build();

            Plan plan = eks().plan(other).allowingReplacements();
            eks().apply(plan, events);

            assertThat(step(plan, "subnet/private-b").action()).isEqualTo(StepAction.DELETE);
            assertThat(step(plan, "subnet/private-a").action()).isEqualTo(StepAction.KEEP);
            settled(other);
        }

        @Test
        void more_zones_are_added_when_all_is_allowed() {
            eks().apply(eks().plan(moreZones()).allowingReplacements(), events);

            settled(moreZones());
            assertThat(ours("ec2:subnet")).hasSize(6);
        }
    }
}
