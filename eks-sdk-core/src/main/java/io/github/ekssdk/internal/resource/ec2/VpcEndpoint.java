package io.github.ekssdk.internal.resource.ec2;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.graph.Verb;
import io.github.ekssdk.internal.graph.Wanted;
import io.github.ekssdk.internal.graph.Work;
import io.github.ekssdk.state.ResourceState;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.SecurityGroupIdentifier;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;

/** A way to an AWS service that does not lead through the internet: through network interfaces, or through route tables. */
public final class VpcEndpoint extends Ec2Kind {

    public static final String VPC_ID = "vpcId";
    public static final String SERVICE_NAME = "serviceName";
    public static final String TYPE = "vpcEndpointType";
    public static final String SUBNET_IDS = "subnetIds";
    public static final String SECURITY_GROUP_IDS = "securityGroupIds";
    public static final String PRIVATE_DNS = "privateDnsEnabled";
    public static final String ROUTE_TABLE_IDS = "routeTableIds";

    /** The type that leads through route tables. */
    public static final String GATEWAY = VpcEndpointType.GATEWAY.toString();

    /** The type that leads through network interfaces. */
    public static final String INTERFACE = VpcEndpointType.INTERFACE.toString();

    private static final Set<String> UNORDERED = Set.of(SUBNET_IDS, SECURITY_GROUP_IDS, ROUTE_TABLE_IDS);

    @Override
    public String name() {
        return "vpcEndpoint";
    }

    @Override
    Stream<ResourceState> describe(Aws aws, List<Filter> filters) {
        return aws
                .ec2()
                .describeVpcEndpointsPaginator(
                        request -> request.filters(filters).maxResults(PAGE))
                .vpcEndpoints()
                .stream()
                .filter(endpoint -> !status(endpoint).equals("deleted"))
                .map(endpoint -> state(endpoint, map(endpoint.tags())));
    }

    /** EC2 writes states with a small letter, its model with a capital one. */
    private static String status(software.amazon.awssdk.services.ec2.model.VpcEndpoint endpoint) {
        return endpoint.stateAsString().toLowerCase(Locale.ROOT);
    }

    private ResourceState state(
            software.amazon.awssdk.services.ec2.model.VpcEndpoint endpoint, Map<String, String> tags) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(VPC_ID, endpoint.vpcId());
        properties.put(SERVICE_NAME, endpoint.serviceName());
        properties.put(TYPE, endpoint.vpcEndpointTypeAsString());
        properties.put(SUBNET_IDS, endpoint.subnetIds());
        properties.put(
                SECURITY_GROUP_IDS,
                endpoint.groups().stream()
                        .map(SecurityGroupIdentifier::groupId)
                        .sorted()
                        .toList());
        properties.put(PRIVATE_DNS, Boolean.TRUE.equals(endpoint.privateDnsEnabled()));
        properties.put(ROUTE_TABLE_IDS, endpoint.routeTableIds());
        return state(endpoint.vpcEndpointId(), status(endpoint), tags, properties);
    }

    @Override
    public ResourceState create(Aws aws, Wanted wanted) {
        Properties settings = wanted.properties();
        CreateVpcEndpointRequest.Builder request = CreateVpcEndpointRequest.builder()
                .vpcId(settings.string(VPC_ID))
                .serviceName(settings.string(SERVICE_NAME))
                .vpcEndpointType(settings.string(TYPE))
                .clientToken(wanted.token("CreateVpcEndpoint"))
                .tagSpecifications(tagged(ResourceType.VPC_ENDPOINT, wanted));
        if (settings.string(TYPE).equals(GATEWAY)) {
            request.routeTableIds(settings.strings(ROUTE_TABLE_IDS));
        } else {
            request.subnetIds(settings.strings(SUBNET_IDS))
                    .securityGroupIds(settings.strings(SECURITY_GROUP_IDS))
                    .privateDnsEnabled(settings.bool(PRIVATE_DNS));
        }
        return state(aws.ec2().createVpcEndpoint(request.build()).vpcEndpoint(), wanted.tags());
    }

    @Override
    public ResourceState update(Aws aws, Wanted wanted, ResourceState now, Set<String> differences) {
        if (differences.contains(TAGS)) {
            retag(aws, wanted, now);
        }
        Set<String> rest = new HashSet<>(differences);
        rest.remove(TAGS);
        if (!rest.isEmpty()) {
            aws.ec2().modifyVpcEndpoint(change(wanted.properties(), now, rest));
        }
        return with(now, wanted, differences);
    }

    private static ModifyVpcEndpointRequest change(Properties wanted, ResourceState now, Set<String> differences) {
        ModifyVpcEndpointRequest.Builder request =
                ModifyVpcEndpointRequest.builder().vpcEndpointId(now.physicalId());
        Properties present = Properties.of(now);
        if (differences.contains(ROUTE_TABLE_IDS)) {
            request.addRouteTableIds(missing(wanted, present, ROUTE_TABLE_IDS))
                    .removeRouteTableIds(missing(present, wanted, ROUTE_TABLE_IDS));
        }
        if (differences.contains(SUBNET_IDS)) {
            request.addSubnetIds(missing(wanted, present, SUBNET_IDS))
                    .removeSubnetIds(missing(present, wanted, SUBNET_IDS));
        }
        if (differences.contains(SECURITY_GROUP_IDS)) {
            request.addSecurityGroupIds(missing(wanted, present, SECURITY_GROUP_IDS))
                    .removeSecurityGroupIds(missing(present, wanted, SECURITY_GROUP_IDS));
        }
        if (differences.contains(PRIVATE_DNS)) {
            request.privateDnsEnabled(wanted.bool(PRIVATE_DNS));
        }
        return request.build();
    }

    private static List<String> missing(Properties all, Properties present, String property) {
        List<String> there = present.strings(property);
        return all.strings(property).stream().filter(id -> !there.contains(id)).toList();
    }

    @Override
    public void delete(Aws aws, Owner owner, ResourceState now) {
        aws.ec2().deleteVpcEndpoints(request -> request.vpcEndpointIds(now.physicalId()));
    }

    @Override
    public boolean unordered(String property) {
        return UNORDERED.contains(property);
    }

    @Override
    public Mutability mutability(String property) {
        return switch (property) {
            case VPC_ID, SERVICE_NAME, TYPE -> Mutability.REPLACE;
            default -> Mutability.IN_PLACE;
        };
    }

    @Override
    public Phase phase(ResourceState state) {
        return switch (state.status()) {
            case AVAILABLE -> Phase.READY;
            case "deleting" -> Phase.DELETING;
            case "failed", "rejected", "expired" -> Phase.FAILED;
            default -> Phase.BUSY;
        };
    }

    @Override
    public boolean failedIsWorthless() {
        return true;
    }

    @Override
    public boolean tokenPerRun() {
        return true;
    }

    @Override
    public boolean deletionTakesTime() {
        return true;
    }

    @Override
    public Work work(Verb verb) {
        return switch (verb) {
            case CREATE -> Work.brief("ec2:CreateVpcEndpoint", "ec2:CreateTags").lasting(60, 30, 10, 20);
            case UPDATE -> Work.brief("ec2:ModifyVpcEndpoint", "ec2:CreateTags", "ec2:DeleteTags");
            case DELETE -> Work.brief("ec2:DeleteVpcEndpoints").lasting(60, 20, 10, 20);
        };
    }
}
