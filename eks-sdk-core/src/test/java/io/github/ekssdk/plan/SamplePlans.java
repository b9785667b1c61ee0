package io.github.ekssdk.plan;

import io.github.ekssdk.Eks;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.state.ResourceState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plans made by hand, one of each sort. */
public final class SamplePlans {

    private static final String KNOWN_LATER = "(known after apply)";
    private static final ClusterSpec SPEC =
            Eks.cluster("demo").managedNodeGroup("general").build();

    private SamplePlans() {}

    /** Nothing is there yet. */
    public static Plan create() {
        return wanted().step(step("vpc/main", StepAction.CREATE)
                        .reason("does not exist yet")
                        .sets("cidr", "10.0.0.0/16")
                        .sets("dnsHostnames", "true")
                        .sets("tags", "{Name=demo, cost-centre=1742}")
                        .calls("ec2:CreateVpc", "ec2:ModifyVpcAttribute")
                        .iam("ec2:CreateTags")
                        .lasts(3)
                        .build())
                .step(step("subnet/private-a", StepAction.CREATE)
                        .reason("does not exist yet")
                        .sets("vpcId", KNOWN_LATER)
                        .sets("cidr", "10.0.96.0/19")
                        .sets("availabilityZone", "eu-west-1a")
                        .sets("mapPublicIpOnLaunch", "false")
                        .sets(
                                "tags",
                                "{Name=demo-private-a, kubernetes.io/cluster/demo=owned, "
                                        + "kubernetes.io/role/internal-elb=1}")
                        .calls("ec2:CreateSubnet")
                        .iam("ec2:CreateTags")
                        .lasts(1)
                        .after("vpc/main")
                        .build())
                .step(step("iamRole/cluster", StepAction.CREATE)
                        .reason("does not exist yet")
                        .sets("managedPolicies", "[arn:aws:iam::aws:policy/AmazonEKSClusterPolicy]")
                        .calls("iam:CreateRole", "iam:AttachRolePolicy")
                        .iam("iam:TagRole")
                        .lasts(10)
                        .build())
                .step(step("cluster/demo", StepAction.CREATE)
                        .reason("does not exist yet")
                        .sets("version", "1.35")
                        .sets("roleArn", KNOWN_LATER)
                        .sets("subnetIds", "[" + KNOWN_LATER + "]")
                        .calls("eks:CreateCluster")
                        .iam("eks:TagResource", "iam:PassRole")
                        .lasts(540)
                        .after("iamRole/cluster", "subnet/private-a")
                        .build())
                .step(step("managedNodeGroup/general", StepAction.CREATE)
                        .reason("does not exist yet")
                        .sets("desiredSize", "2")
                        .calls("eks:CreateNodegroup")
                        .iam("eks:TagResource", "iam:PassRole")
                        .lasts(120)
                        .after("cluster/demo", "subnet/private-a")
                        .build())
                .build();
    }

    /** Everything is there. */
    public static Plan nothingToDo() {
        return wanted().step(kept("vpc/main"))
                .step(kept("iamRole/cluster"))
                .step(kept("cluster/demo", "vpc/main", "iamRole/cluster"))
                .observed(Map.of("vpc/main", state("vpc/main", "vpc-0a1b2c")))
                .build();
    }

    /** A few settings differ, and one group is not wanted any more. */
    public static Plan change() {
        return wanted().warning("The managed node group 'batch' is not in the spec any more and will be deleted with "
                        + "its nodes; what runs on them moves if the other groups have room for it.")
                .step(kept("vpc/main"))
                .step(step("cluster/demo", StepAction.UPDATE)
                        .reason("2 settings differ")
                        .change("logging", "[]", "[api, audit]")
                        .change(
                                "publicAccessCidrs",
                                "[0.0.0.0/0]",
                                "[192.0.2.0/24, 198.51.100.0/24, 203.0.113.0/24, 192.0.2.128/25, 198.51.100.128/25]")
                        .calls("eks:UpdateClusterConfig")
                        .iam("eks:DescribeUpdate")
                        .lasts(200)
                        .after("vpc/main")
                        .build())
                .step(step("managedNodeGroup/general", StepAction.UPDATE)
                        .reason("2 settings differ")
                        .change("desiredSize", "2", "4")
                        .adds("labels", "{team=payments\u001b[2J}")
                        .calls("eks:UpdateNodegroupConfig")
                        .iam("eks:DescribeUpdate")
                        .lasts(30)
                        .disruptive()
                        .after("cluster/demo")
                        .build())
                .step(step("managedNodeGroup/batch", StepAction.DELETE)
                        .reason("not wanted any more")
                        .calls("eks:DeleteNodegroup")
                        .lasts(180)
                        .disruptive()
                        .irreversible()
                        .build())
                .observed(states())
                .build();
    }

    /** AWS cannot change what differs. */
    public static Plan replace() {
        return wanted().step(kept("cluster/demo"))
                .step(step("managedNodeGroup/general", StepAction.REPLACE)
                        .reason("AWS cannot change capacityType of what exists")
                        .replaces("capacityType", "ON_DEMAND", "SPOT")
                        .change("desiredSize", "2", "3")
                        .calls("eks:DeleteNodegroup", "eks:CreateNodegroup")
                        .iam("eks:TagResource", "iam:PassRole")
                        .lasts(300)
                        .disruptive()
                        .irreversible()
                        .after("cluster/demo")
                        .build())
                .observed(states())
                .build();
    }

    /** The cluster goes. */
    public static Plan delete() {
        return Plan.builder("demo", "123456789012", "eu-west-1")
                .step(step("managedNodeGroup/general", StepAction.DELETE)
                        .reason("the cluster is deleted")
                        .calls("eks:DeleteNodegroup")
                        .lasts(180)
                        .disruptive()
                        .irreversible()
                        .build())
                .step(step("cluster/demo", StepAction.DELETE)
                        .reason("the cluster is deleted")
                        .calls("eks:DeleteCluster")
                        .lasts(120)
                        .disruptive()
                        .irreversible()
                        .after("managedNodeGroup/general")
                        .build())
                .step(step("vpc/main", StepAction.DELETE)
                        .reason("the cluster is deleted")
                        .calls("ec2:DeleteVpc")
                        .lasts(1)
                        .irreversible()
                        .after("cluster/demo")
                        .build())
                .observed(states())
                .build();
    }

    private static Plan.Builder wanted() {
        return Plan.builder("demo", "123456789012", "eu-west-1")
                .spec(SPEC, Map.of("vpc.availabilityZones", List.of("eu-west-1a")));
    }

    private static Map<String, ResourceState> states() {
        return Map.of(
                "vpc/main", state("vpc/main", "vpc-0a1b2c"),
                "cluster/demo", state("cluster/demo", "demo"),
                "managedNodeGroup/general", state("managedNodeGroup/general", "general"),
                "managedNodeGroup/batch", state("managedNodeGroup/batch", "batch"));
    }

    private static ResourceState state(String id, String physicalId) {
        return new ResourceState(id, physicalId, "ACTIVE", Map.of(), Map.of(), List.of());
    }

    private static Step kept(String id, String... after) {
        return step(id, StepAction.KEEP).reason("as wanted").after(after).build();
    }

    private static StepBuilder step(String id, StepAction action) {
        return new StepBuilder(id, action);
    }

    /** Words for a step. */
    private static final class StepBuilder {

        private final String id;
        private final StepAction action;
        private final List<FieldChange> changes = new ArrayList<>();
        private String reason = "";
        private boolean disruptive;
        private boolean reversible = true;
        private List<String> calls = List.of();
        private List<String> alsoNeeds = List.of();
        private Duration estimate = Duration.ZERO;
        private List<String> dependsOn = List.of();

        StepBuilder(String id, StepAction action) {
            this.id = id;
            this.action = action;
        }

        StepBuilder reason(String text) {
            reason = text;
            return this;
        }

        StepBuilder sets(String field, String after) {
            return add(field, Optional.empty(), after, false);
        }

        StepBuilder adds(String field, String after) {
            return add(field, Optional.empty(), after, false);
        }

        StepBuilder change(String field, String before, String after) {
            return add(field, Optional.of(before), after, false);
        }

        StepBuilder replaces(String field, String before, String after) {
            return add(field, Optional.of(before), after, true);
        }

        StepBuilder disruptive() {
            disruptive = true;
            return this;
        }

        StepBuilder irreversible() {
            reversible = false;
            return this;
        }

        StepBuilder calls(String... operations) {
            calls = List.of(operations);
            return this;
        }

        StepBuilder iam(String... further) {
            alsoNeeds = List.of(further);
            return this;
        }

        StepBuilder lasts(int seconds) {
            estimate = Duration.ofSeconds(seconds);
            return this;
        }

        StepBuilder after(String... ids) {
            dependsOn = List.of(ids);
            return this;
        }

        Step build() {
            List<String> iamActions = new ArrayList<>(calls);
            iamActions.addAll(alsoNeeds);
            return new Step(
                    id, action, reason, changes, disruptive, reversible, calls, iamActions, estimate, dependsOn);
        }

        private StepBuilder add(String field, Optional<String> before, String after, boolean forces) {
            changes.add(new FieldChange(field, before, Optional.of(after), forces));
            return this;
        }
    }
}
