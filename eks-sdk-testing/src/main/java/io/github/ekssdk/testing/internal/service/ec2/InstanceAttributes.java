package io.github.ekssdk.testing.internal.service.ec2;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataEndpointState;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataOptionsResponse;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataOptionsState;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceMetadataOptionsRequest;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceMetadataOptionsResponse;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

/** Reads and changes single attributes of instances. */
final class InstanceAttributes {
    private final Ec2World world;
    private final InterfaceBirth interfaces;
    private final Map<String, String> userData = new HashMap<>();

    InstanceAttributes(Ec2World world) {
        this.world = world;
        this.interfaces = new InterfaceBirth(world);
    }

    static void protect(Ec2World world, String id, boolean protect) {
        if (protect) {
            world.terminationProtected.add(id);
        } else {
            world.terminationProtected.remove(id);
        }
    }

    public ModifyInstanceAttributeResponse modify(ModifyInstanceAttributeRequest request) {
        Instance instance = world.instances.require(request.instanceId());
        String id = instance.instanceId();
        if (request.disableApiTermination() != null) {
            protect(
                    world,
                    id,
                    Boolean.TRUE.equals(request.disableApiTermination().value()));
        }
        if (request.sourceDestCheck() != null) {
            boolean check = !Boolean.FALSE.equals(request.sourceDestCheck().value());
            world.instances.update(id, i -> i.copy(b -> b.sourceDestCheck(check)));
            world.interfacesByInstance
                    .of(id)
                    .forEach(eni -> world.networkInterfaces.update(
                            eni.networkInterfaceId(), e -> e.copy(b -> b.sourceDestCheck(check))));
        }
        if (request.instanceType() != null) {
            changeType(instance, request.instanceType().value());
        }
        if (!request.groups().isEmpty()) {
            regroup(id, request.groups());
        }
        if (request.userData() != null && request.userData().value() != null) {
            requireStopped(instance);
            userData.put(id, request.userData().value().asUtf8String());
        }
        return ModifyInstanceAttributeResponse.builder().build();
    }

    private void changeType(Instance instance, String type) {
        requireStopped(instance);
        InstanceTypes.require(type);
        world.instances.update(instance.instanceId(), i -> i.copy(b -> b.instanceType(type)));
    }

    private static void requireStopped(Instance instance) {
        if (!instance.state().equals(Instances.STOPPED)) {
            throw Refusals.badRequest(
                    "IncorrectInstanceState",
                    "The instance '" + instance.instanceId() + "' is not in the 'stopped' state.");
        }
    }

    private void regroup(String id, List<String> groups) {
        groups.forEach(world.securityGroups::require);
        for (NetworkInterface eni : world.interfacesByInstance.of(id)) {
            if (eni.attachment().deviceIndex() == 0) {
                world.networkInterfaces.update(
                        eni.networkInterfaceId(), e -> e.copy(b -> b.groups(interfaces.groups(groups))));
            }
        }
        world.instances.update(id, i -> i.copy(b -> b.securityGroups(interfaces.groups(groups))));
    }

    public DescribeInstanceAttributeResponse describe(DescribeInstanceAttributeRequest request) {
        Instance instance = world.instances.require(request.instanceId());
        String id = instance.instanceId();
        String attribute = Refusals.present(request.attributeAsString(), "attribute");
        DescribeInstanceAttributeResponse.Builder answer =
                DescribeInstanceAttributeResponse.builder().instanceId(id);
        switch (attribute) {
            case "disableApiTermination" ->
                answer.disableApiTermination(value -> value.value(world.terminationProtected.contains(id)));
            case "sourceDestCheck" -> answer.sourceDestCheck(value -> value.value(instance.sourceDestCheck()));
            case "instanceType" -> answer.instanceType(value -> value.value(instance.instanceTypeAsString()));
            case "groupSet" -> answer.groups(instance.securityGroups());
            case "rootDeviceName" -> answer.rootDeviceName(value -> value.value(instance.rootDeviceName()));
            case "blockDeviceMapping" -> answer.blockDeviceMappings(instance.blockDeviceMappings());
            case "userData" -> answer.userData(value -> value.value(userData.get(id)));
            default -> throw Refusals.invalidValue("attribute", attribute, "Unknown attribute.");
        }
        return answer.build();
    }

    public ModifyInstanceMetadataOptionsResponse modify(ModifyInstanceMetadataOptionsRequest request) {
        Instance instance = world.instances.require(request.instanceId());
        InstanceMetadataOptionsResponse old = instance.metadataOptions() == null
                ? InstanceMetadataOptionsResponse.builder()
                        .httpTokens(HttpTokensState.OPTIONAL)
                        .httpPutResponseHopLimit(1)
                        .httpEndpoint(InstanceMetadataEndpointState.ENABLED)
                        .build()
                : instance.metadataOptions();
        InstanceMetadataOptionsResponse changed = old.copy(b -> {
            b.state(InstanceMetadataOptionsState.APPLIED);
            if (request.httpTokens() != null) {
                b.httpTokens(request.httpTokens());
            }
            if (request.httpPutResponseHopLimit() != null) {
                b.httpPutResponseHopLimit(request.httpPutResponseHopLimit());
            }
            if (request.httpEndpoint() != null) {
                b.httpEndpoint(request.httpEndpoint());
            }
        });
        world.instances.update(instance.instanceId(), i -> i.copy(b -> b.metadataOptions(changed)));
        return ModifyInstanceMetadataOptionsResponse.builder()
                .instanceId(instance.instanceId())
                .instanceMetadataOptions(changed)
                .build();
    }
}
