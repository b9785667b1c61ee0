package io.github.ekssdk.testing.internal.service.ec2;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointServicesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointServicesResponse;
import software.amazon.awssdk.services.ec2.model.ServiceDetail;
import software.amazon.awssdk.services.ec2.model.ServiceType;
import software.amazon.awssdk.services.ec2.model.ServiceTypeDetail;

/** The services of AWS that VPC endpoints lead to. */
final class VpcEndpointCatalogue {
    private static final List<String> GATEWAY = List.of("s3", "dynamodb");
    private static final List<String> INTERFACE = List.of(
            "autoscaling",
            "aps-workspaces",
            "cloudformation",
            "ec2",
            "ec2messages",
            "ecr.api",
            "ecr.dkr",
            "eks",
            "eks-auth",
            "elasticfilesystem",
            "elasticloadbalancing",
            "fsx",
            "guardduty-data",
            "kms",
            "lambda",
            "logs",
            "monitoring",
            "s3",
            "secretsmanager",
            "sns",
            "sqs",
            "ssm",
            "ssmmessages",
            "sts",
            "xray");

    private final Ec2World world;
    private final Filters<ServiceDetail> filters = new Filters<ServiceDetail>()
            .on("service-name", ServiceDetail::serviceName)
            .on(
                    "service-type",
                    detail -> detail.serviceType().stream()
                            .map(ServiceTypeDetail::serviceTypeAsString)
                            .toList())
            .on("owner", ServiceDetail::owner);

    VpcEndpointCatalogue(Ec2World world) {
        this.world = world;
    }

    public DescribeVpcEndpointServicesResponse describe(DescribeVpcEndpointServicesRequest request) {
        List<ServiceDetail> all = Stream.concat(
                        GATEWAY.stream().map(name -> detail(name, ServiceType.GATEWAY)),
                        INTERFACE.stream().map(name -> detail(name, ServiceType.INTERFACE)))
                .filter(detail -> request.serviceNames().isEmpty()
                        || request.serviceNames().contains(detail.serviceName()))
                .toList();
        for (String name : request.serviceNames()) {
            if (all.stream().noneMatch(detail -> detail.serviceName().equals(name))) {
                throw unknown(name);
            }
        }
        Pages.Page<ServiceDetail> page =
                new Pages(1, 1000).of(filters.apply(request.filters(), all), request.maxResults(), request.nextToken());
        return DescribeVpcEndpointServicesResponse.builder()
                .serviceNames(page.items().stream()
                        .map(ServiceDetail::serviceName)
                        .distinct()
                        .toList())
                .serviceDetails(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private ServiceDetail detail(String name, ServiceType type) {
        boolean gateway = type == ServiceType.GATEWAY;
        return ServiceDetail.builder()
                .serviceName(prefix() + name)
                .serviceType(ServiceTypeDetail.builder().serviceType(type).build())
                .availabilityZones(world.zones.names())
                .owner("amazon")
                .baseEndpointDnsNames(name + "." + world.account.region() + (gateway ? "" : ".vpce") + ".amazonaws.com")
                .privateDnsName(gateway ? null : privateDnsName(name))
                .vpcEndpointPolicySupported(true)
                .acceptanceRequired(false)
                .managesVpcEndpoints(false)
                .build();
    }

    private String prefix() {
        return "com.amazonaws." + world.account.region() + ".";
    }

    /** The short name of a service, or EC2's refusal of one that there is none of. */
    String require(String serviceName, ServiceType type) {
        List<String> offered = type == ServiceType.GATEWAY ? GATEWAY : INTERFACE;
        return Optional.of(serviceName)
                .filter(name -> name.startsWith(prefix()))
                .map(name -> name.substring(prefix().length()))
                .filter(offered::contains)
                .orElseThrow(() -> unknown(serviceName));
    }

    private static RuntimeException unknown(String serviceName) {
        return Refusals.badRequest(
                "InvalidServiceName", "The Vpc Endpoint Service '" + serviceName + "' does not exist");
    }

    /** The name under which clients in the VPC know the service. */
    String privateDnsName(String name) {
        String domain = world.account.region() + ".amazonaws.com";
        return switch (name) {
            case "ecr.api" -> "api.ecr." + domain;
            case "ecr.dkr" -> "*.dkr.ecr." + domain;
            default -> name + "." + domain;
        };
    }
}
