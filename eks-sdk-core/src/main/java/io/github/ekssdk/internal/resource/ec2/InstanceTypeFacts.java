package io.github.ekssdk.internal.resource.ec2;

import io.github.ekssdk.internal.aws.Aws;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.NitroEnclavesSupport;

/**
 * What counts of an instance type.
 *
 * @param architectures what its processors run, such as {@code arm64}
 * @param gpus whether it has GPUs of NVIDIA
 * @param efaInterfaces how many Elastic Fabric Adapters it has
 * @param enclaves whether it can run AWS Nitro Enclaves
 */
public record InstanceTypeFacts(List<String> architectures, boolean gpus, int efaInterfaces, boolean enclaves) {

    /** Returns what EC2 knows of those instance types that it has in the region. */
    public static Map<String, InstanceTypeFacts> of(Aws aws, Collection<String> types) {
        Map<String, InstanceTypeFacts> facts = new TreeMap<>();
        aws.ec2()
                .describeInstanceTypesPaginator(
                        request -> request.filters(Ec2Kind.filter("instance-type", types.toArray(String[]::new))))
                .instanceTypes()
                .forEach(info -> facts.put(info.instanceTypeAsString(), of(info)));
        return facts;
    }

    private static InstanceTypeFacts of(InstanceTypeInfo info) {
        boolean gpus = info.gpuInfo() != null
                && info.gpuInfo().gpus().stream().anyMatch(gpu -> "NVIDIA".equalsIgnoreCase(gpu.manufacturer()));
        boolean efa = info.networkInfo() != null && info.networkInfo().efaInfo() != null;
        return new InstanceTypeFacts(
                info.processorInfo().supportedArchitecturesAsStrings(),
                gpus,
                efa ? info.networkInfo().efaInfo().maximumEfaInterfaces() : 0,
                info.nitroEnclavesSupport() == NitroEnclavesSupport.SUPPORTED);
    }
}
