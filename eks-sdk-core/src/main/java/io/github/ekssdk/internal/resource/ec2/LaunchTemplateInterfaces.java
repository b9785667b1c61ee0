package io.github.ekssdk.internal.resource.ec2;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateInstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateInstanceNetworkInterfaceSpecificationRequest;

/**
 * The network interfaces of a launch template whose instances have Elastic Fabric Adapters: one on each network card, the first of
 * them as the instance's primary interface.
 */
final class LaunchTemplateInterfaces {

    private static final String EFA = "efa";

    private LaunchTemplateInterfaces() {}

    static List<LaunchTemplateInstanceNetworkInterfaceSpecificationRequest> request(
            int number, List<String> securityGroups) {
        return IntStream.range(0, number)
                .mapToObj(card -> LaunchTemplateInstanceNetworkInterfaceSpecificationRequest.builder()
                        .networkCardIndex(card)
                        .deviceIndex(card == 0 ? 0 : 1)
                        .interfaceType(EFA)
                        .groups(securityGroups)
                        .deleteOnTermination(true)
                        .build())
                .toList();
    }

    static void read(
            List<LaunchTemplateInstanceNetworkInterfaceSpecification> interfaces, Map<String, Object> properties) {
        long adapters = interfaces.stream()
                .filter(card -> EFA.equals(card.interfaceType()))
                .count();
        if (adapters > 0) {
            properties.put(LaunchTemplate.EFA_INTERFACES, (int) adapters);
            properties.put(LaunchTemplate.SECURITY_GROUP_IDS, interfaces.get(0).groups());
        }
    }
}
