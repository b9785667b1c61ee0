package io.github.ekssdk.internal.resource.ec2;

import io.github.ekssdk.internal.aws.Aws;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.ServiceDetail;
import software.amazon.awssdk.services.ec2.model.ServiceType;

/**
 * A service that VPC endpoints lead to.
 *
 * @param name its whole name, such as {@code com.amazonaws.eu-west-1.ecr.api}
 * @param gateway whether it is reached through route tables
 * @param zones the zones in which there can be network interfaces for it
 */
public record VpcEndpointServices(String name, boolean gateway, List<String> zones) {

    /**
     * Returns the services that EC2 offers in a region, by the last parts of their names, of those asked for. Where one is offered in
     * both ways, that through route tables is taken, which costs nothing.
     */
    public static Map<String, VpcEndpointServices> offered(Aws aws, String region, Collection<String> names) {
        Map<String, VpcEndpointServices> offered = new TreeMap<>();
        all(aws).stream()
                .sorted(Comparator.comparing((ServiceDetail detail) -> !isGateway(detail))
                        .thenComparing(ServiceDetail::serviceName))
                .forEach(detail -> names.stream()
                        .filter(name -> detail.serviceName().endsWith("." + region + "." + name))
                        .forEach(name -> offered.putIfAbsent(
                                name,
                                new VpcEndpointServices(
                                        detail.serviceName(), isGateway(detail), detail.availabilityZones()))));
        return offered;
    }

    private static List<ServiceDetail> all(Aws aws) {
        List<ServiceDetail> services = new ArrayList<>();
        String next = null;
        do {
            String token = next;
            var page = aws.ec2()
                    .describeVpcEndpointServices(
                            request -> request.maxResults(Ec2Kind.PAGE).nextToken(token));
            services.addAll(page.serviceDetails());
            next = page.nextToken();
        } while (next != null && !next.isEmpty());
        return services;
    }

    private static boolean isGateway(ServiceDetail detail) {
        return detail.serviceType().stream().anyMatch(type -> type.serviceType() == ServiceType.GATEWAY);
    }
}
