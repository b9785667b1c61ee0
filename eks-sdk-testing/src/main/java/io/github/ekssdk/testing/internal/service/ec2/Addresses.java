package io.github.ekssdk.testing.internal.service.ec2;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.AllocateAddressRequest;
import software.amazon.awssdk.services.ec2.model.AllocateAddressResponse;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesResponse;
import software.amazon.awssdk.services.ec2.model.DomainType;
import software.amazon.awssdk.services.ec2.model.ReleaseAddressRequest;
import software.amazon.awssdk.services.ec2.model.ReleaseAddressResponse;

/** Allocates, describes and releases Elastic IP addresses. */
final class Addresses {
    private final Ec2World world;
    private final Filters<Address> filters;

    Addresses(Ec2World world) {
        this.world = world;
        this.filters = new Filters<Address>()
                .on("allocation-id", Address::allocationId)
                .on("association-id", Address::associationId)
                .on("domain", Address::domainAsString)
                .on("instance-id", Address::instanceId)
                .on("network-border-group", Address::networkBorderGroup)
                .on("network-interface-id", Address::networkInterfaceId)
                .on("network-interface-owner-id", Address::networkInterfaceOwnerId)
                .on("private-ip-address", Address::privateIpAddress)
                .on("public-ip", Address::publicIp)
                .onTags(address -> world.tags.of(address.allocationId()));
    }

    public AllocateAddressResponse allocate(AllocateAddressRequest request) {
        Map<String, String> tags = world.tagRules.read(request.tagSpecifications(), Kind.ADDRESS);
        checkDomain(request);
        world.checkQuota(
                "ec2.addresses",
                world.addresses.size(),
                "AddressLimitExceeded",
                "The maximum number of addresses has been reached.");
        Address address = make(tags);
        return AllocateAddressResponse.builder()
                .allocationId(address.allocationId())
                .publicIp(address.publicIp())
                .domain(address.domain())
                .publicIpv4Pool(address.publicIpv4Pool())
                .networkBorderGroup(address.networkBorderGroup())
                .build();
    }

    private void checkDomain(AllocateAddressRequest request) {
        String domain = request.domainAsString();
        if (domain != null && !domain.equals("vpc")) {
            throw Refusals.invalidValue("domain", domain, "The only domain of this account is vpc.");
        }
        String group = request.networkBorderGroup();
        if (group != null && !group.equals(world.account.region())) {
            throw Refusals.invalidValue("networkBorderGroup", group, "There is no such group in this region.");
        }
    }

    private Address make(Map<String, String> tags) {
        String id = world.newId(Kind.ADDRESS);
        world.tags.put(id, tags);
        Address address = Address.builder()
                .allocationId(id)
                .publicIp(world.newPublicAddress())
                .domain(DomainType.VPC)
                .publicIpv4Pool("amazon")
                .networkBorderGroup(world.account.region())
                .build();
        return world.addresses.add(id, address);
    }

    public DescribeAddressesResponse describe(DescribeAddressesRequest request) {
        List<Address> found = filters.apply(request.filters(), chosen(request));
        return DescribeAddressesResponse.builder()
                .addresses(found.stream().map(this::render).toList())
                .build();
    }

    private List<Address> chosen(DescribeAddressesRequest request) {
        if (request.publicIps().isEmpty()) {
            return world.addresses.choose(request.allocationIds());
        }
        return request.publicIps().stream().map(this::byPublicIp).toList();
    }

    private Address byPublicIp(String publicIp) {
        return world.addresses.stream()
                .filter(address -> address.publicIp().equals(publicIp))
                .findFirst()
                .orElseThrow(
                        () -> Refusals.badRequest("InvalidAddress.NotFound", "Address '" + publicIp + "' not found."));
    }

    private Address render(Address address) {
        return address.toBuilder().tags(world.tags.list(address.allocationId())).build();
    }

    public ReleaseAddressResponse release(ReleaseAddressRequest request) {
        Address address = request.allocationId() == null && request.publicIp() != null
                ? byPublicIp(request.publicIp())
                : world.addresses.require(request.allocationId());
        if (address.associationId() != null) {
            throw Refusals.badRequest("InvalidIPAddress.InUse", "Address " + address.publicIp() + " is in use.");
        }
        world.remove(Kind.ADDRESS, address.allocationId());
        return ReleaseAddressResponse.builder().build();
    }
}
