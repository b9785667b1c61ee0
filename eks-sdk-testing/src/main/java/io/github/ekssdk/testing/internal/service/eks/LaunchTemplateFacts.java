package io.github.ekssdk.testing.internal.service.eks;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateInstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;
import software.amazon.awssdk.services.eks.model.LaunchTemplateSpecification;

/** One version of a launch template. */
record LaunchTemplateFacts(String id, String name, String version, ResponseLaunchTemplateData data) {

    Optional<String> imageId() {
        return Optional.ofNullable(data.imageId());
    }

    Optional<String> instanceType() {
        return Optional.ofNullable(data.instanceTypeAsString());
    }

    /** Security groups of the instances, wherever the template names them. */
    List<String> securityGroupIds() {
        if (data.hasSecurityGroupIds() && !data.securityGroupIds().isEmpty()) {
            return data.securityGroupIds();
        }
        return data.networkInterfaces().stream()
                .flatMap(card -> card.groups().stream())
                .distinct()
                .toList();
    }

    /** Whether instances get Elastic Fabric Adapters, which a copy of the template has to keep. */
    boolean hasFabricAdapters() {
        return data.networkInterfaces().stream()
                .map(LaunchTemplateInstanceNetworkInterfaceSpecification::interfaceType)
                .anyMatch(type -> type != null && type.startsWith("efa"));
    }

    /** Whether instances get a public address whatever the subnet says. */
    boolean forcesPublicAddress() {
        return data.networkInterfaces().stream()
                .map(LaunchTemplateInstanceNetworkInterfaceSpecification::associatePublicIpAddress)
                .anyMatch(Boolean.TRUE::equals);
    }

    LaunchTemplateSpecification specification() {
        return LaunchTemplateSpecification.builder()
                .id(id)
                .name(name)
                .version(version)
                .build();
    }
}
