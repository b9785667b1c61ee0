package io.github.ekssdk.testing.internal.service.ec2;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.model.AssociateDhcpOptionsRequest;
import software.amazon.awssdk.services.ec2.model.AssociateDhcpOptionsResponse;
import software.amazon.awssdk.services.ec2.model.AttributeValue;
import software.amazon.awssdk.services.ec2.model.CreateDhcpOptionsRequest;
import software.amazon.awssdk.services.ec2.model.CreateDhcpOptionsResponse;
import software.amazon.awssdk.services.ec2.model.DeleteDhcpOptionsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteDhcpOptionsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeDhcpOptionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeDhcpOptionsResponse;
import software.amazon.awssdk.services.ec2.model.DhcpConfiguration;
import software.amazon.awssdk.services.ec2.model.DhcpOptions;
import software.amazon.awssdk.services.ec2.model.NewDhcpConfiguration;

/** Makes, describes, associates and deletes sets of DHCP options. Every region has one to begin with, Amazon's DNS. */
final class DhcpOptionSets {
    private static final Set<String> OPTIONS = Set.of(
            "domain-name-servers",
            "domain-name",
            "ntp-servers",
            "netbios-name-servers",
            "netbios-node-type",
            "ipv6-address-preferred-lease-time");

    private final Ec2World world;
    private final Filters<DhcpOptions> filters;

    DhcpOptionSets(Ec2World world) {
        this.world = world;
        this.filters = new Filters<DhcpOptions>()
                .on("dhcp-options-id", DhcpOptions::dhcpOptionsId)
                .on("key", set -> fields(set, DhcpConfiguration::key))
                .on(
                        "value",
                        set -> fields(
                                set,
                                configuration -> configuration.values().stream()
                                        .map(AttributeValue::value)
                                        .toList()))
                .on("owner-id", DhcpOptions::ownerId)
                .onTags(set -> world.tags.of(set.dhcpOptionsId()));
        add(
                world.dhcpOptionsId(),
                List.of(
                        option("domain-name", List.of(Instances.privateDomain(world.account.region()))),
                        option("domain-name-servers", List.of("AmazonProvidedDNS"))));
    }

    private static <V> List<V> fields(DhcpOptions set, Function<DhcpConfiguration, V> field) {
        return set.dhcpConfigurations().stream().map(field).toList();
    }

    private DhcpOptions add(String id, List<DhcpConfiguration> options) {
        return world.dhcpOptions.add(
                id,
                DhcpOptions.builder()
                        .dhcpOptionsId(id)
                        .ownerId(world.account.id())
                        .dhcpConfigurations(options)
                        .build());
    }

    private static DhcpConfiguration option(String key, List<String> values) {
        return DhcpConfiguration.builder()
                .key(key)
                .values(values.stream()
                        .map(value -> AttributeValue.builder().value(value).build())
                        .toList())
                .build();
    }

    public CreateDhcpOptionsResponse create(CreateDhcpOptionsRequest request) {
        Map<String, String> tags = world.tagRules.read(request.tagSpecifications(), Kind.DHCP_OPTIONS);
        if (request.dhcpConfigurations().isEmpty()) {
            throw Refusals.missing("dhcpConfiguration");
        }
        for (NewDhcpConfiguration configuration : request.dhcpConfigurations()) {
            if (!OPTIONS.contains(configuration.key())) {
                throw Refusals.invalidValue("Invalid DHCP option " + configuration.key());
            }
        }
        String id = world.newId(Kind.DHCP_OPTIONS);
        world.tags.put(id, tags);
        DhcpOptions made = add(
                id,
                request.dhcpConfigurations().stream()
                        .map(configuration -> option(configuration.key(), configuration.values()))
                        .toList());
        return CreateDhcpOptionsResponse.builder().dhcpOptions(render(made)).build();
    }

    public AssociateDhcpOptionsResponse associate(AssociateDhcpOptionsRequest request) {
        String vpcId = world.vpcs.require(request.vpcId()).vpcId();
        String id = "default".equals(request.dhcpOptionsId())
                ? world.dhcpOptionsId()
                : world.dhcpOptions.require(request.dhcpOptionsId()).dhcpOptionsId();
        world.vpcs.update(vpcId, vpc -> vpc.toBuilder().dhcpOptionsId(id).build());
        return AssociateDhcpOptionsResponse.builder().build();
    }

    public DescribeDhcpOptionsResponse describe(DescribeDhcpOptionsRequest request) {
        Pages.Page<DhcpOptions> page = world.dhcpOptions.page(
                request.dhcpOptionsIds(),
                filters.matching(request.filters()),
                Pages.USUAL,
                request.maxResults(),
                request.nextToken());
        return DescribeDhcpOptionsResponse.builder()
                .dhcpOptions(page.items().stream().map(this::render).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private DhcpOptions render(DhcpOptions set) {
        return set.toBuilder().tags(world.tags.list(set.dhcpOptionsId())).build();
    }

    public DeleteDhcpOptionsResponse delete(DeleteDhcpOptionsRequest request) {
        String id = world.dhcpOptions.require(request.dhcpOptionsId()).dhcpOptionsId();
        if (world.vpcs.stream().anyMatch(vpc -> id.equals(vpc.dhcpOptionsId()))) {
            throw Refusals.dependency("The dhcpOptions '" + id + "' has dependencies and cannot be deleted.");
        }
        world.remove(Kind.DHCP_OPTIONS, id);
        return DeleteDhcpOptionsResponse.builder().build();
    }
}
