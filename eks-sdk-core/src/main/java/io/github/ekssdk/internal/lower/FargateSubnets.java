package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.resource.ec2.ExistingVpc;
import io.github.ekssdk.internal.resource.ec2.ExistingVpc.Subnet;
import io.github.ekssdk.internal.resource.ec2.ExistingVpc.WayOut;
import io.github.ekssdk.internal.resource.eks.FargateProfile;
import io.github.ekssdk.spec.FargateProfileSpec;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whether Pods on Fargate could run in the subnets that new and changed profiles name: private ones of the cluster's VPC. */
final class FargateSubnets implements Question {

    @Override
    public Set<String> needs() {
        return Set.of(ExistingNetwork.PATH);
    }

    @Override
    public void ask(Inquiry inquiry) {
        Map<FargateProfileSpec, List<String>> asked = new LinkedHashMap<>();
        inquiry.spec().fargateProfiles().stream()
                .filter(profile -> !profile.subnetIds().isEmpty())
                .filter(profile -> !present(inquiry, profile).containsAll(profile.subnetIds()))
                .forEach(profile -> asked.put(profile, profile.subnetIds()));
        if (asked.isEmpty()) {
            return;
        }
        Set<String> ids = new TreeSet<>();
        asked.values().forEach(ids::addAll);
        Map<String, Subnet> found = ExistingVpc.subnets(inquiry.aws(), ids).stream()
                .collect(Collectors.toMap(Subnet::id, Function.identity()));
        Map<String, WayOut> ways = ways(inquiry, found);
        asked.forEach((profile, subnets) ->
                subnets.forEach(id -> check(inquiry, profile, id, Optional.ofNullable(found.get(id)), ways)));
    }

    private static List<String> present(Inquiry inquiry, FargateProfileSpec profile) {
        return inquiry.observed(Kinds.FARGATE_PROFILE.name() + "/" + profile.name())
                .map(Properties::of)
                .map(now -> now.stringsOrNone(FargateProfile.SUBNET_IDS))
                .orElse(List.of());
    }

    private static Map<String, WayOut> ways(Inquiry inquiry, Map<String, Subnet> found) {
        Map<String, WayOut> ways = new HashMap<>();
        found.values().stream()
                .collect(Collectors.groupingBy(Subnet::vpcId))
                .forEach(
                        (vpc, subnets) -> ways.putAll(new ExistingVpc(vpc, List.of()).waysOut(inquiry.aws(), subnets)));
        return ways;
    }

    private static void check(
            Inquiry inquiry, FargateProfileSpec profile, String id, Optional<Subnet> found, Map<String, WayOut> ways) {
        String path = "fargateProfiles[" + profile.name() + "].subnetIds";
        if (found.isEmpty()) {
            inquiry.problem(path, "EC2 has no subnet " + id + ".", "Name private subnets of the cluster's VPC.");
            return;
        }
        String vpc = home(inquiry).orElse(found.get().vpcId());
        if (!vpc.equals(found.get().vpcId())) {
            inquiry.problem(
                    path,
                    id + " is in " + found.get().vpcId() + ", and the cluster in " + vpc + ".",
                    "Name private subnets of the cluster's VPC.");
        } else if (ways.get(id) == WayOut.INTERNET_GATEWAY) {
            inquiry.problem(
                    path,
                    id
                            + " is a public subnet: its route table leads to an internet gateway. EKS runs Pods on"
                            + " Fargate in private subnets only.",
                    "Name private subnets, or leave subnetIds out for those of the cluster.");
        }
    }

    /** Returns the VPC of the cluster, as far as it is there yet. */
    private static Optional<String> home(Inquiry inquiry) {
        return inquiry.resolved(ExistingNetwork.VPC_ID).stream()
                .findFirst()
                .or(() -> inquiry.cluster()
                        .map(cluster -> cluster.outputs().get("vpcId"))
                        .filter(Objects::nonNull));
    }
}
