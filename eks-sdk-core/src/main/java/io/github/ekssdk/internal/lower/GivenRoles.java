package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.resource.eks.ControlPlane;
import io.github.ekssdk.internal.resource.eks.FargateProfile;
import io.github.ekssdk.internal.resource.iam.RoleFacts;
import io.github.ekssdk.spec.AutoModeSpec;
import io.github.ekssdk.spec.FargateProfileSpec;
import io.github.ekssdk.state.ResourceState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether EKS could take the roles that the spec names. */
final class GivenRoles implements Question {

    private static final String WORKER = "AmazonEKSWorkerNodePolicy";
    private static final String REGISTRY = "AmazonEC2ContainerRegistry";

    @Override
    public void ask(Inquiry inquiry) {
        Map<String, Object> present =
                inquiry.cluster().map(ResourceState::properties).orElse(Map.of());
        Optional<AutoModeSpec> autoMode = inquiry.spec().autoMode();
        boolean becomesAuto = autoMode.isPresent() && !Boolean.TRUE.equals(present.get(ControlPlane.AUTO_MODE));
        inquiry.spec()
                .iam()
                .clusterRoleArn()
                .filter(arn -> becomesAuto || !arn.equals(present.get(ControlPlane.ROLE_ARN)))
                .ifPresent(arn -> check(
                        inquiry,
                        "iam.clusterRoleArn",
                        arn,
                        "eks.amazonaws.com",
                        clusterPolicies(autoMode.isPresent())));
        autoMode.flatMap(AutoModeSpec::nodeRoleArn)
                .filter(arn -> !arn.equals(present.get(ControlPlane.NODE_ROLE_ARN)))
                .ifPresent(arn -> check(
                        inquiry,
                        "autoMode.nodeRoleArn",
                        arn,
                        RoleLowering.ec2Principal(inquiry.owner().partition()),
                        RoleLowering.AUTO_MODE_NODE_POLICIES));
        fargate(inquiry);
        nodes(inquiry);
    }

    /** Whether they are there is asked with the other parts of node groups. */
    private static void nodes(Inquiry inquiry) {
        String service = RoleLowering.ec2Principal(inquiry.owner().partition());
        Map<String, String> paths = new LinkedHashMap<>();
        AskedGroup.all(inquiry)
                .forEach(
                        group -> NodeParts.role(group).forEach(arn -> paths.putIfAbsent(arn, group.at("nodeRoleArn"))));
        paths.forEach((arn, path) -> RoleFacts.of(inquiry.aws(), arn).ifPresent(role -> {
            checkTrust(inquiry, path, arn, service, role);
            boolean pulls = role.policies().stream().anyMatch(policy -> policy.startsWith(REGISTRY));
            warnOfMissing(
                    inquiry,
                    arn,
                    Stream.of(role.has(WORKER) ? "" : WORKER, pulls ? "" : REGISTRY + "PullOnly")
                            .filter(policy -> !policy.isEmpty())
                            .toList());
        }));
    }

    private static void fargate(Inquiry inquiry) {
        Map<String, String> paths = new LinkedHashMap<>();
        for (FargateProfileSpec profile : inquiry.spec().fargateProfiles()) {
            Optional<Object> present = inquiry.observed(Kinds.FARGATE_PROFILE.name() + "/" + profile.name())
                    .map(state -> state.properties().get(FargateProfile.POD_EXECUTION_ROLE_ARN));
            Optional<String> shared = inquiry.spec().iam().fargatePodExecutionRoleArn();
            profile.podExecutionRoleArn()
                    .or(() -> shared)
                    .filter(arn -> !present.equals(Optional.of(arn)))
                    .ifPresent(arn -> paths.putIfAbsent(
                            arn,
                            profile.podExecutionRoleArn().isPresent()
                                    ? "fargateProfiles[" + profile.name() + "].podExecutionRoleArn"
                                    : "iam.fargatePodExecutionRoleArn"));
        }
        paths.forEach((arn, path) ->
                check(inquiry, path, arn, "eks-fargate-pods.amazonaws.com", RoleLowering.FARGATE_POLICIES));
    }

    private static List<String> clusterPolicies(boolean autoMode) {
        List<String> policies = new ArrayList<>(RoleLowering.CLUSTER_POLICIES);
        if (autoMode) {
            policies.addAll(RoleLowering.AUTO_MODE_POLICIES);
        }
        return policies;
    }

    private static void check(Inquiry inquiry, String path, String arn, String service, List<String> policies) {
        Optional<RoleFacts> found = RoleFacts.of(inquiry.aws(), arn);
        if (found.isEmpty()) {
            inquiry.problem(path, "IAM has no role " + arn + ".", "Name a role that is there, or have one made.");
            return;
        }
        RoleFacts role = found.get();
        checkTrust(inquiry, path, arn, service, role);
        warnOfMissing(
                inquiry,
                arn,
                policies.stream().filter(policy -> !role.has(policy)).toList());
    }

    private static void checkTrust(Inquiry inquiry, String path, String arn, String service, RoleFacts role) {
        if (!role.trusts(service)) {
            inquiry.problem(
                    path,
                    "The role " + arn + " does not trust " + service + ".",
                    "Allow sts:AssumeRole to that service in the trust policy of the role.");
        }
    }

    private static void warnOfMissing(Inquiry inquiry, String arn, List<String> missing) {
        if (!missing.isEmpty()) {
            inquiry.warning("The role " + arn + " lacks " + String.join(", ", missing)
                    + ". Unless other policies of the role allow the same, EKS refuses it or cannot do its work.");
        }
    }
}
