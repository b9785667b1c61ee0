package io.github.ekssdk.testing.internal.service.ec2;

import io.github.ekssdk.testing.Resource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.VolumeAttachment;

/** Lists the endpoints, storage and small things that EC2 keeps for the account; what AWS put there itself is left out. */
final class Ec2MoreInventory {
    private final Ec2World world;

    Ec2MoreInventory(Ec2World world) {
        this.world = world;
    }

    Stream<Resource> list() {
        return Stream.of(network(), storage(), keyPairs(), flowLogs(), placementGroups())
                .flatMap(Function.identity());
    }

    private Stream<Resource> network() {
        Stream<Resource> endpoints = world.vpcEndpoints.stream()
                .map(endpoint -> resource(
                        "vpc-endpoint",
                        endpoint.vpcEndpointId(),
                        endpoint.stateAsString(),
                        "vpc",
                        endpoint.vpcId(),
                        "service",
                        endpoint.serviceName()));
        Stream<Resource> egressOnly = world.egressOnlyGateways.stream()
                .map(gateway -> resource(
                        "egress-only-internet-gateway",
                        gateway.egressOnlyInternetGatewayId(),
                        "attached",
                        "vpc",
                        gateway.attachments().get(0).vpcId()));
        Stream<Resource> lists = world.prefixLists.stream()
                .filter(list -> !PrefixLists.isOfAws(list))
                .map(list -> resource(
                        "prefix-list", list.prefixListId(), list.stateAsString(), "name", list.prefixListName()));
        Stream<Resource> options = world.dhcpOptions.stream()
                .filter(set -> !set.dhcpOptionsId().equals(world.dhcpOptionsId()))
                .map(set -> resource("dhcp-options", set.dhcpOptionsId(), ""));
        Stream<Resource> acls = world.networkAcls.stream()
                .filter(acl -> !Boolean.TRUE.equals(acl.isDefault()))
                .map(acl -> resource("network-acl", acl.networkAclId(), "", "vpc", acl.vpcId()));
        Stream<Resource> peerings = world.peerings.stream()
                .map(peering -> resource(
                        "vpc-peering-connection",
                        peering.vpcPeeringConnectionId(),
                        peering.status().codeAsString()));
        return Stream.of(endpoints, egressOnly, lists, options, acls, peerings).flatMap(Function.identity());
    }

    private Stream<Resource> storage() {
        Stream<Resource> volumes = world.volumes.stream()
                .map(volume -> resource(
                        "volume",
                        volume.volumeId(),
                        volume.stateAsString(),
                        "zone",
                        volume.availabilityZone(),
                        "size",
                        String.valueOf(volume.size()),
                        "instance",
                        volume.attachments().stream()
                                .map(VolumeAttachment::instanceId)
                                .findFirst()
                                .orElse(null)));
        Stream<Resource> snapshots = world.snapshots.stream()
                .map(snapshot -> resource(
                        "snapshot", snapshot.snapshotId(), snapshot.stateAsString(), "volume", snapshot.volumeId()));
        Stream<Resource> images = world.images.stream()
                .map(image -> resource("image", image.imageId(), image.stateAsString(), "name", image.name()));
        return Stream.of(volumes, snapshots, images).flatMap(Function.identity());
    }

    private Stream<Resource> keyPairs() {
        return world.keyPairs.stream().map(pair -> resource("key-pair", pair.keyPairId(), "", "name", pair.keyName()));
    }

    private Stream<Resource> flowLogs() {
        return world.flowLogs.stream()
                .map(log ->
                        resource("vpc-flow-log", log.flowLogId(), log.flowLogStatus(), "resource", log.resourceId()));
    }

    private Stream<Resource> placementGroups() {
        return world.placementGroups.stream()
                .map(group ->
                        resource("placement-group", group.groupId(), group.stateAsString(), "name", group.groupName()));
    }

    private Resource resource(String type, String id, String status, @Nullable String... attributes) {
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < attributes.length; i += 2) {
            String value = attributes[i + 1];
            if (value != null) {
                named.put(String.valueOf(attributes[i]), value);
            }
        }
        return new Resource("ec2:" + type, id, status, named, new LinkedHashMap<>(world.tags.of(id)));
    }
}
