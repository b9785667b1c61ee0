package io.github.ekssdk.testing.internal.service.ec2;

import java.util.Collection;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypeOfferingsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypeOfferingsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesResponse;
import software.amazon.awssdk.services.ec2.model.EfaInfo;
import software.amazon.awssdk.services.ec2.model.GpuDeviceInfo;
import software.amazon.awssdk.services.ec2.model.InstanceTypeHypervisor;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.InstanceTypeOffering;
import software.amazon.awssdk.services.ec2.model.NitroEnclavesSupport;
import software.amazon.awssdk.services.ec2.model.RootDeviceType;
import software.amazon.awssdk.services.ec2.model.UsageClassType;
import software.amazon.awssdk.services.ec2.model.VirtualizationType;

/** Answers what instance types there are and where they are offered. */
final class InstanceTypeCatalogue {
    private static final Pages PAGES = new Pages(5, 100);

    private final Ec2World world;
    private final Filters<InstanceTypeInfo> filters = new Filters<InstanceTypeInfo>()
            .on("instance-type", InstanceTypeInfo::instanceTypeAsString)
            .on(
                    "processor-info.supported-architecture",
                    info -> info.processorInfo().supportedArchitecturesAsStrings())
            .on("vcpu-info.default-vcpus", info -> info.vCpuInfo().defaultVCpus())
            .on("memory-info.size-in-mib", info -> info.memoryInfo().sizeInMiB())
            .on("burstable-performance-supported", InstanceTypeInfo::burstablePerformanceSupported)
            .on("current-generation", InstanceTypeInfo::currentGeneration)
            .on("bare-metal", InstanceTypeInfo::bareMetal)
            .on("nitro-enclaves-support", InstanceTypeInfo::nitroEnclavesSupportAsString)
            .on("hypervisor", InstanceTypeInfo::hypervisorAsString)
            .on("supported-usage-class", InstanceTypeInfo::supportedUsageClassesAsStrings)
            .on("instance-storage-supported", InstanceTypeInfo::instanceStorageSupported)
            .on("network-info.efa-supported", info -> info.networkInfo().efaSupported())
            .on(
                    "network-info.maximum-network-interfaces",
                    info -> info.networkInfo().maximumNetworkInterfaces());
    private final Filters<InstanceTypeOffering> offeringFilters = new Filters<InstanceTypeOffering>()
            .on("instance-type", InstanceTypeOffering::instanceTypeAsString)
            .on("location", InstanceTypeOffering::location);

    InstanceTypeCatalogue(Ec2World world) {
        this.world = world;
    }

    public DescribeInstanceTypesResponse describe(DescribeInstanceTypesRequest request) {
        List<String> named = request.instanceTypesAsStrings();
        Collection<InstanceTypes.Type> types = named.isEmpty() ? InstanceTypes.list() : InstanceTypes.choose(named);
        List<InstanceTypeInfo> all =
                types.stream().map(InstanceTypeCatalogue::render).toList();
        Pages.Page<InstanceTypeInfo> page =
                PAGES.of(filters.apply(request.filters(), all), request.maxResults(), request.nextToken());
        return DescribeInstanceTypesResponse.builder()
                .instanceTypes(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private static InstanceTypeInfo render(InstanceTypes.Type type) {
        InstanceTypeInfo.Builder rendered = InstanceTypeInfo.builder();
        if (type.gpus() > 0) {
            GpuDeviceInfo gpu = GpuDeviceInfo.builder()
                    .manufacturer("NVIDIA")
                    .name("A100")
                    .count(type.gpus())
                    .build();
            rendered.gpuInfo(gpus -> gpus.gpus(gpu));
        }
        return rendered.instanceType(type.name())
                .currentGeneration(true)
                .freeTierEligible(type.name().equals("t3.micro"))
                .bareMetal(false)
                .hypervisor(InstanceTypeHypervisor.NITRO)
                .burstablePerformanceSupported(type.burstable())
                .nitroEnclavesSupport(
                        type.enclaves() ? NitroEnclavesSupport.SUPPORTED : NitroEnclavesSupport.UNSUPPORTED)
                .instanceStorageSupported(false)
                .supportedUsageClasses(UsageClassType.ON_DEMAND, UsageClassType.SPOT)
                .supportedRootDeviceTypes(RootDeviceType.EBS)
                .supportedVirtualizationTypes(VirtualizationType.HVM)
                .processorInfo(info -> info.supportedArchitecturesWithStrings(type.architecture()))
                .vCpuInfo(info -> info.defaultVCpus(type.cpus())
                        .defaultCores(type.architecture().equals("arm64") ? type.cpus() : type.cpus() / 2)
                        .defaultThreadsPerCore(type.architecture().equals("arm64") ? 1 : 2))
                .memoryInfo(info -> info.sizeInMiB((long) type.memoryMib()))
                .networkInfo(network -> network.maximumNetworkInterfaces(type.interfaces())
                        .efaSupported(type.fabricAdapters() > 0)
                        .efaInfo(
                                type.fabricAdapters() == 0
                                        ? null
                                        : EfaInfo.builder()
                                                .maximumEfaInterfaces(type.fabricAdapters())
                                                .build())
                        .maximumNetworkCards(Math.max(1, type.fabricAdapters()))
                        .ipv4AddressesPerInterface(type.addresses())
                        .ipv6AddressesPerInterface(type.addresses())
                        .ipv6Supported(true))
                .build();
    }

    public DescribeInstanceTypeOfferingsResponse describe(DescribeInstanceTypeOfferingsRequest request) {
        String locationType = request.locationTypeAsString() == null ? "region" : request.locationTypeAsString();
        List<InstanceTypeOffering> all = InstanceTypes.list().stream()
                .flatMap(type -> locations(locationType).stream()
                        .filter(location -> world.zones
                                .find(location)
                                .map(zone -> world.launchRules.offers(type.name(), zone.name()))
                                .orElse(true))
                        .map(location -> InstanceTypeOffering.builder()
                                .instanceType(type.name())
                                .locationType(locationType)
                                .location(location)
                                .build()))
                .toList();
        Pages.Page<InstanceTypeOffering> page = Pages.USUAL.of(
                offeringFilters.apply(request.filters(), all), request.maxResults(), request.nextToken());
        return DescribeInstanceTypeOfferingsResponse.builder()
                .instanceTypeOfferings(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private List<String> locations(String locationType) {
        return switch (locationType) {
            case "region" -> List.of(world.account.region());
            case "availability-zone" -> world.zones.names();
            case "availability-zone-id" ->
                world.zones.all().stream().map(Zones.Zone::id).toList();
            default ->
                throw Refusals.invalidValue(
                        "locationType", locationType, "Expecting region, availability-zone or availability-zone-id.");
        };
    }
}
