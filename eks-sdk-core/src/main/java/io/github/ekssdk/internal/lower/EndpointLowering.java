package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.graph.Output;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.resource.ec2.SecurityGroup;
import io.github.ekssdk.internal.resource.ec2.VpcEndpoint;
import io.github.ekssdk.spec.ClusterSpec;
import java.util.List;

/** The ways to AWS services that do not lead through the internet. */
final class EndpointLowering {

    private static final String TAGS = "tags";

    private final LoweringContext context;
    private final ClusterSpec spec;
    private final NetworkNames names;
    private final Output vpcId;
    private final List<String> vpcCidrs;
    private final List<String> zones;
    private final List<Output> subnets;

    EndpointLowering(
            LoweringContext context, Output vpcId, List<String> vpcCidrs, List<String> zones, List<Output> subnets) {
        this.context = context;
        this.spec = context.spec();
        this.names = new NetworkNames(context);
        this.vpcId = vpcId;
        this.vpcCidrs = vpcCidrs;
        this.zones = zones;
        this.subnets = subnets;
    }

    void lower(List<Output> routeTables) {
        List<Endpoints.Endpoint> endpoints = Endpoints.resolved(context);
        if (endpoints.stream().anyMatch(endpoint -> !endpoint.gateway())) {
            Output group = securityGroup();
            endpoints.stream()
                    .filter(endpoint -> !endpoint.gateway())
                    .forEach(endpoint -> add(
                            endpoint,
                            VpcEndpoint.INTERFACE,
                            Properties.builder()
                                    .set(VpcEndpoint.SUBNET_IDS, subnets(endpoint))
                                    .set(VpcEndpoint.SECURITY_GROUP_IDS, List.of(group))
                                    .set(VpcEndpoint.PRIVATE_DNS, true)));
        }
        endpoints.stream()
                .filter(Endpoints.Endpoint::gateway)
                .forEach(endpoint -> add(
                        endpoint,
                        VpcEndpoint.GATEWAY,
                        Properties.builder().set(VpcEndpoint.ROUTE_TABLE_IDS, List.copyOf(routeTables))));
    }

    private void add(Endpoints.Endpoint endpoint, String type, Properties.Builder more) {
        context.graph()
                .add(
                        Kinds.VPC_ENDPOINT,
                        endpoint.service(),
                        more.set(VpcEndpoint.VPC_ID, vpcId)
                                .set(VpcEndpoint.SERVICE_NAME, endpoint.serviceName())
                                .set(VpcEndpoint.TYPE, type)
                                .set(TAGS, names.tags(spec.name() + "-" + endpoint.service()))
                                .build());
    }

    private List<Output> subnets(Endpoints.Endpoint endpoint) {
        return zones.stream()
                .filter(endpoint.zones()::contains)
                .map(zone -> subnets.get(zones.indexOf(zone)))
                .toList();
    }

    private Output securityGroup() {
        return context.graph()
                .add(
                        Kinds.SECURITY_GROUP,
                        "vpc-endpoints",
                        Properties.builder()
                                .set(SecurityGroup.VPC_ID, vpcId)
                                .set(SecurityGroup.GROUP_NAME, "eks-sdk-" + spec.name() + "-vpc-endpoints")
                                .set(
                                        SecurityGroup.DESCRIPTION,
                                        "Access to the VPC endpoints of " + spec.name() + " from its VPC")
                                .set(
                                        SecurityGroup.INGRESS,
                                        vpcCidrs.stream()
                                                .map(cidr -> "tcp 443 " + cidr)
                                                .toList())
                                .set(TAGS, names.tags(spec.name() + "-vpc-endpoints"))
                                .build())
                .output("id");
    }
}
