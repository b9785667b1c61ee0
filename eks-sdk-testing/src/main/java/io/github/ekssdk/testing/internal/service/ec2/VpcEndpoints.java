package io.github.ekssdk.testing.internal.service.ec2;

import io.github.ekssdk.testing.internal.AwsRefusal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVpcEndpointsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcEndpointsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointsResponse;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointResponse;
import software.amazon.awssdk.services.ec2.model.SecurityGroupIdentifier;
import software.amazon.awssdk.services.ec2.model.ServiceType;
import software.amazon.awssdk.services.ec2.model.State;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.UnsuccessfulItem;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;

/** Makes, changes, describes and deletes VPC endpoints: gateways in route tables, and interfaces in subnets. */
final class VpcEndpoints {
    private static final String ALLOW_ALL = "{\"Version\":\"2008-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}]}";

    private final Ec2World world;
    private final VpcEndpointCatalogue catalogue;
    private final VpcEndpointParts parts;
    private final Filters<VpcEndpoint> filters;

    VpcEndpoints(Ec2World world, VpcEndpointCatalogue catalogue) {
        this.world = world;
        this.catalogue = catalogue;
        this.parts = new VpcEndpointParts(world);
        this.filters = new Filters<VpcEndpoint>()
                .on("vpc-endpoint-id", VpcEndpoint::vpcEndpointId)
                .on("vpc-endpoint-state", endpoint -> endpoint.stateAsString().toLowerCase(Locale.ROOT))
                .on("vpc-endpoint-type", VpcEndpoint::vpcEndpointTypeAsString)
                .on("vpc-id", VpcEndpoint::vpcId)
                .on("service-name", VpcEndpoint::serviceName)
                .on("ip-address-type", VpcEndpoint::ipAddressTypeAsString)
                .onTags(endpoint -> world.tags.of(endpoint.vpcEndpointId()));
    }

    /** Whether an endpoint holds its VPC. */
    static boolean isLive(VpcEndpoint endpoint) {
        return endpoint.state() != State.DELETED;
    }

    public CreateVpcEndpointResponse create(CreateVpcEndpointRequest request) {
        return world.clientTokens.once(
                request, request.clientToken(), CreateVpcEndpointResponse.class, () -> make(request));
    }

    private CreateVpcEndpointResponse make(CreateVpcEndpointRequest request) {
        Map<String, String> tags = world.tagRules.read(request.tagSpecifications(), Kind.VPC_ENDPOINT);
        String vpcId = world.vpcs.require(request.vpcId()).vpcId();
        VpcEndpointType type = type(request.vpcEndpointTypeAsString());
        String service = catalogue.require(
                Refusals.present(request.serviceName(), "serviceName"),
                type == VpcEndpointType.GATEWAY ? ServiceType.GATEWAY : ServiceType.INTERFACE);
        checkQuota(vpcId, type);
        VpcEndpoint.Builder endpoint = VpcEndpoint.builder()
                .vpcEndpointId(world.newId(Kind.VPC_ENDPOINT))
                .vpcEndpointType(type)
                .vpcId(vpcId)
                .serviceName(request.serviceName())
                .policyDocument(request.policyDocument() == null ? ALLOW_ALL : request.policyDocument())
                .ownerId(world.account.id())
                .requesterManaged(false)
                .creationTimestamp(world.now());
        VpcEndpoint made = type == VpcEndpointType.GATEWAY
                ? gateway(request, service, endpoint)
                : networked(request, service, endpoint);
        world.tags.put(made.vpcEndpointId(), tags);
        return CreateVpcEndpointResponse.builder()
                .vpcEndpoint(render(made))
                .clientToken(request.clientToken())
                .build();
    }

    private static VpcEndpointType type(@Nullable String given) {
        VpcEndpointType type = given == null ? VpcEndpointType.GATEWAY : VpcEndpointType.fromValue(given);
        if (type != VpcEndpointType.GATEWAY && type != VpcEndpointType.INTERFACE) {
            throw Refusals.unsupported("VPC endpoints of type " + given);
        }
        return type;
    }

    private void checkQuota(String vpcId, VpcEndpointType type) {
        boolean gateway = type == VpcEndpointType.GATEWAY;
        long present = world.vpcEndpoints.stream()
                .filter(VpcEndpoints::isLive)
                .filter(other -> other.vpcEndpointType() == type)
                .filter(other -> gateway || other.vpcId().equals(vpcId))
                .count();
        world.checkQuota(
                gateway ? "ec2.gatewayEndpoints" : "ec2.interfaceEndpointsPerVpc",
                present,
                "VpcEndpointLimitExceeded",
                "The maximum number of VPC endpoints has been reached.");
    }

    private VpcEndpoint gateway(CreateVpcEndpointRequest request, String service, VpcEndpoint.Builder endpoint) {
        if (!request.subnetIds().isEmpty() || !request.securityGroupIds().isEmpty()) {
            throw Refusals.invalidParameter("Subnets and security groups are not supported for Gateway endpoints.");
        }
        VpcEndpoint made = endpoint.state(State.AVAILABLE)
                .privateDnsEnabled(false)
                .routeTableIds(request.routeTableIds())
                .build();
        request.routeTableIds().forEach(table -> parts.checkRoute(made, service, table));
        world.vpcEndpoints.add(made.vpcEndpointId(), made);
        request.routeTableIds().forEach(table -> parts.addRoute(made, service, table));
        return made;
    }

    private VpcEndpoint networked(CreateVpcEndpointRequest request, String service, VpcEndpoint.Builder endpoint) {
        if (!request.routeTableIds().isEmpty()) {
            throw Refusals.invalidParameter("Route table IDs are only supported for Gateway type VPC Endpoint.");
        }
        String vpcId = Refusals.present(request.vpcId(), "vpcId");
        boolean privateDns = !Boolean.FALSE.equals(request.privateDnsEnabled());
        List<Subnet> subnets = subnets(request.subnetIds(), vpcId);
        List<String> groups = parts.groups(request.securityGroupIds(), vpcId);
        if (privateDns) {
            parts.checkPrivateDns(vpcId, Refusals.present(request.serviceName(), "serviceName"));
        }
        VpcEndpoint blank = endpoint.state(State.PENDING)
                .privateDnsEnabled(privateDns)
                .ipAddressType("ipv4")
                .groups(parts.identifiers(groups))
                .build();
        String id = blank.vpcEndpointId();
        world.vpcEndpoints.add(id, blank);
        subnets.forEach(subnet -> parts.addInterface(id, subnet, groups));
        parts.name(id, service, privateDns ? catalogue.privateDnsName(service) : null);
        world.later("ec2.endpoint.create", id, "available", () -> move(id, State.PENDING, State.AVAILABLE));
        return world.vpcEndpoints.get(id);
    }

    private List<Subnet> subnets(List<String> ids, String vpcId) {
        List<Subnet> subnets =
                ids.stream().distinct().map(world.subnets::require).toList();
        Set<String> zones = new HashSet<>();
        for (Subnet subnet : subnets) {
            if (!subnet.vpcId().equals(vpcId)) {
                throw Refusals.invalidParameter("Subnet " + subnet.subnetId() + " is not in VPC " + vpcId + ".");
            }
            if (!zones.add(subnet.availabilityZone())) {
                throw Refusals.badRequest(
                        "DuplicateSubnetsInSameZone",
                        "Found another VPC endpoint subnet in the availability zone of " + subnet.subnetId());
            }
        }
        return subnets;
    }

    private void move(String id, State from, State to) {
        world.vpcEndpoints.update(
                id,
                endpoint -> endpoint.state() == from
                        ? endpoint.toBuilder().state(to).build()
                        : endpoint);
    }

    public DescribeVpcEndpointsResponse describe(DescribeVpcEndpointsRequest request) {
        Pages.Page<VpcEndpoint> page = world.vpcEndpoints.page(
                request.vpcEndpointIds(),
                filters.matching(request.filters()),
                new Pages(1, 1000),
                request.maxResults(),
                request.nextToken());
        return DescribeVpcEndpointsResponse.builder()
                .vpcEndpoints(page.items().stream().map(this::render).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private VpcEndpoint render(VpcEndpoint endpoint) {
        return endpoint.toBuilder()
                .state(endpoint.stateAsString().toLowerCase(Locale.ROOT))
                .tags(world.tags.list(endpoint.vpcEndpointId()))
                .build();
    }

    /** Whether what runs in a VPC reaches services by their usual names without leaving it, through the route table given. */
    boolean reach(String vpcId, String routeTableId, Collection<String> services) {
        return services.stream()
                .allMatch(service -> world.vpcEndpoints.stream()
                        .filter(endpoint -> endpoint.state() == State.AVAILABLE)
                        .filter(endpoint -> endpoint.vpcId().equals(vpcId))
                        .filter(endpoint -> endpoint.serviceName().endsWith("." + service))
                        .anyMatch(endpoint -> endpoint.vpcEndpointType() == VpcEndpointType.GATEWAY
                                ? endpoint.routeTableIds().contains(routeTableId)
                                : Boolean.TRUE.equals(endpoint.privateDnsEnabled()) && parts.letsIn(endpoint)));
    }

    public ModifyVpcEndpointResponse modify(ModifyVpcEndpointRequest request) {
        VpcEndpoint endpoint = world.vpcEndpoints.require(request.vpcEndpointId());
        if (endpoint.state() != State.AVAILABLE) {
            throw Refusals.badRequest(
                    "IncorrectState", "The VPC endpoint " + endpoint.vpcEndpointId() + " is not available.");
        }
        if (endpoint.vpcEndpointType() == VpcEndpointType.GATEWAY) {
            modifyRoutes(request, endpoint);
        } else {
            modifyInterfaces(request, endpoint);
        }
        String policy = Boolean.TRUE.equals(request.resetPolicy()) ? ALLOW_ALL : request.policyDocument();
        if (policy != null) {
            world.vpcEndpoints.update(
                    endpoint.vpcEndpointId(),
                    e -> e.toBuilder().policyDocument(policy).build());
        }
        return ModifyVpcEndpointResponse.builder().returnValue(true).build();
    }

    private void modifyRoutes(ModifyVpcEndpointRequest request, VpcEndpoint endpoint) {
        String service = catalogue.require(endpoint.serviceName(), ServiceType.GATEWAY);
        request.addRouteTableIds().forEach(table -> parts.checkRoute(endpoint, service, table));
        request.addRouteTableIds().forEach(table -> parts.addRoute(endpoint, service, table));
        request.removeRouteTableIds().forEach(table -> parts.removeRoute(endpoint.vpcEndpointId(), table));
        Set<String> tables = new LinkedHashSet<>(endpoint.routeTableIds());
        tables.addAll(request.addRouteTableIds());
        request.removeRouteTableIds().forEach(tables::remove);
        world.vpcEndpoints.update(
                endpoint.vpcEndpointId(),
                e -> e.toBuilder().routeTableIds(tables).build());
    }

    private void modifyInterfaces(ModifyVpcEndpointRequest request, VpcEndpoint endpoint) {
        String id = endpoint.vpcEndpointId();
        List<String> present = new ArrayList<>(endpoint.subnetIds());
        present.addAll(request.addSubnetIds());
        subnets(present, endpoint.vpcId());
        Set<String> groups = new LinkedHashSet<>();
        endpoint.groups().stream().map(SecurityGroupIdentifier::groupId).forEach(groups::add);
        groups.addAll(parts.groups(request.addSecurityGroupIds(), endpoint.vpcId(), List.of()));
        request.removeSecurityGroupIds().forEach(groups::remove);
        if (groups.isEmpty()) {
            throw Refusals.invalidParameter("At least one security group is required.");
        }
        parts.regroup(id, List.copyOf(groups));
        request.removeSubnetIds().forEach(subnet -> parts.removeInterface(id, subnet));
        request.addSubnetIds()
                .forEach(subnet -> parts.addInterface(id, world.subnets.get(subnet), List.copyOf(groups)));
        if (request.privateDnsEnabled() != null) {
            world.vpcEndpoints.update(
                    id,
                    e -> e.toBuilder()
                            .privateDnsEnabled(request.privateDnsEnabled())
                            .build());
        }
    }

    public DeleteVpcEndpointsResponse delete(DeleteVpcEndpointsRequest request) {
        if (request.vpcEndpointIds().isEmpty()) {
            throw Refusals.missing("VpcEndpointId");
        }
        List<UnsuccessfulItem> failures = new ArrayList<>();
        for (String id : request.vpcEndpointIds()) {
            Optional<VpcEndpoint> endpoint = world.vpcEndpoints.find(id);
            endpoint.ifPresentOrElse(this::end, () -> failures.add(failure(id)));
        }
        return DeleteVpcEndpointsResponse.builder().unsuccessful(failures).build();
    }

    private static UnsuccessfulItem failure(String id) {
        AwsRefusal refusal = Kind.VPC_ENDPOINT.notFound(id);
        return UnsuccessfulItem.builder()
                .resourceId(id)
                .error(error -> error.code(refusal.code()).message(refusal.message()))
                .build();
    }

    private void end(VpcEndpoint endpoint) {
        String id = endpoint.vpcEndpointId();
        endpoint.routeTableIds().forEach(table -> parts.removeRoute(id, table));
        if (endpoint.vpcEndpointType() == VpcEndpointType.GATEWAY) {
            world.remove(Kind.VPC_ENDPOINT, id);
            return;
        }
        if (endpoint.state() != State.DELETING) {
            world.vpcEndpoints.update(
                    id, e -> e.toBuilder().state(State.DELETING).build());
            world.later("ec2.endpoint.delete", id, "deleted", () -> {
                List.copyOf(world.vpcEndpoints.get(id).subnetIds())
                        .forEach(subnet -> parts.removeInterface(id, subnet));
                world.remove(Kind.VPC_ENDPOINT, id);
            });
        }
    }
}
