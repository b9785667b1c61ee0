package io.github.ekssdk.internal.resource.ec2;

import io.github.ekssdk.internal.aws.Aws;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.GpuDeviceInfo;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;

/** Finds instance types by what they are like. */
public final class InstanceTypeSearch {

    private InstanceTypeSearch() {}

    /**
     * An instance type.
     *
     * @param name its name
     * @param vCpus the number of its vCPUs
     * @param memoryMib its memory in MiB
     * @param gpus the number of its GPUs
     */
    public record Candidate(String name, int vCpus, long memoryMib, int gpus) {}

    /** Returns the virtual ones of the current generation with such processors that can be bought in such a way. */
    public static List<Candidate> of(Aws aws, String architecture, boolean spot) {
        return aws
                .ec2()
                .describeInstanceTypesPaginator(request -> request.filters(
                        Ec2Kind.filter("processor-info.supported-architecture", architecture),
                        Ec2Kind.filter("supported-usage-class", spot ? "spot" : "on-demand"),
                        Ec2Kind.filter("current-generation", "true"),
                        Ec2Kind.filter("bare-metal", "false")))
                .instanceTypes()
                .stream()
                .map(InstanceTypeSearch::candidate)
                .toList();
    }

    private static Candidate candidate(InstanceTypeInfo info) {
        int gpus = info.gpuInfo() == null
                ? 0
                : info.gpuInfo().gpus().stream().mapToInt(GpuDeviceInfo::count).sum();
        return new Candidate(
                info.instanceTypeAsString(),
                info.vCpuInfo().defaultVCpus(),
                info.memoryInfo().sizeInMiB(),
                gpus);
    }
}
