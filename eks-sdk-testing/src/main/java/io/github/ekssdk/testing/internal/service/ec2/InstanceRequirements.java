package io.github.ekssdk.testing.internal.service.ec2;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.GetInstanceTypesFromInstanceRequirementsRequest;
import software.amazon.awssdk.services.ec2.model.GetInstanceTypesFromInstanceRequirementsResponse;
import software.amazon.awssdk.services.ec2.model.InstanceRequirementsRequest;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfoFromInstanceRequirements;

/** Finds instance types by CPUs, memory, architecture, and patterns of their names. */
final class InstanceRequirements {
    private static final Pages PAGES = new Pages(1, 1000);

    public GetInstanceTypesFromInstanceRequirementsResponse find(
            GetInstanceTypesFromInstanceRequirementsRequest request) {
        InstanceRequirementsRequest wanted = Refusals.present(request.instanceRequirements(), "instanceRequirements");
        List<String> architectures = request.architectureTypesAsStrings();
        List<InstanceTypeInfoFromInstanceRequirements> all = InstanceTypes.list().stream()
                .filter(type -> architectures.isEmpty() || architectures.contains(type.architecture()))
                .filter(type -> fits(type, wanted))
                .map(type -> InstanceTypeInfoFromInstanceRequirements.builder()
                        .instanceType(type.name())
                        .build())
                .toList();
        Pages.Page<InstanceTypeInfoFromInstanceRequirements> page =
                PAGES.of(all, request.maxResults(), request.nextToken());
        return GetInstanceTypesFromInstanceRequirementsResponse.builder()
                .instanceTypes(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private static boolean fits(InstanceTypes.Type type, InstanceRequirementsRequest wanted) {
        boolean cpus = wanted.vCpuCount() == null
                || within(
                        type.cpus(),
                        wanted.vCpuCount().min(),
                        wanted.vCpuCount().max());
        boolean memory = wanted.memoryMiB() == null
                || within(
                        type.memoryMib(),
                        wanted.memoryMiB().min(),
                        wanted.memoryMiB().max());
        boolean burstable = "included".equals(wanted.burstablePerformanceAsString())
                || ("required".equals(wanted.burstablePerformanceAsString()) == type.burstable());
        return cpus
                && memory
                && burstable
                && (wanted.allowedInstanceTypes().isEmpty() || matches(wanted.allowedInstanceTypes(), type))
                && !matches(wanted.excludedInstanceTypes(), type);
    }

    private static boolean within(int value, @Nullable Integer least, @Nullable Integer most) {
        return (least == null || value >= least) && (most == null || value <= most);
    }

    private static boolean matches(List<String> patterns, InstanceTypes.Type type) {
        return patterns.stream()
                .anyMatch(pattern ->
                        type.name().matches(pattern.replace(".", "\\.").replace("*", ".*")));
    }
}
