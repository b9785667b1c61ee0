package io.github.ekssdk.testing.internal.actor;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.service.elb.ElbV2Service;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressResponse;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.CreateTagsResponse;
import software.amazon.awssdk.services.ec2.model.DeleteInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNatGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.DeleteRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSnapshotRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSubnetRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTagsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTagsResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVolumeRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcEndpointsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcRequest;
import software.amazon.awssdk.services.ec2.model.ReleaseAddressRequest;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesRequest;
import software.amazon.awssdk.services.eks.model.DeleteNodegroupRequest;
import software.amazon.awssdk.services.eks.model.TagResourceRequest;
import software.amazon.awssdk.services.eks.model.TagResourceResponse;
import software.amazon.awssdk.services.eks.model.UntagResourceRequest;
import software.amazon.awssdk.services.eks.model.UntagResourceResponse;
import software.amazon.awssdk.services.eks.model.UpdateNodegroupConfigRequest;
import software.amazon.awssdk.services.eks.model.UpdateNodegroupConfigResponse;

/** Somebody who changes an account by hand, in the console. */
final class Person {
    private static final Map<String, Function<String, SdkRequest>> DELETE = deletions();

    private final Hand hand;

    Person(Account account) {
        this.hand = new Hand(account, "Console");
    }

    private static Map<String, Function<String, SdkRequest>> deletions() {
        Map<String, Function<String, SdkRequest>> calls = new TreeMap<>();
        calls.put(
                "eipalloc",
                id -> ReleaseAddressRequest.builder().allocationId(id).build());
        calls.put(
                "eni",
                id -> DeleteNetworkInterfaceRequest.builder()
                        .networkInterfaceId(id)
                        .build());
        calls.put("i", id -> TerminateInstancesRequest.builder().instanceIds(id).build());
        calls.put(
                "igw",
                id -> DeleteInternetGatewayRequest.builder()
                        .internetGatewayId(id)
                        .build());
        calls.put(
                "lt",
                id -> DeleteLaunchTemplateRequest.builder().launchTemplateId(id).build());
        calls.put(
                "nat", id -> DeleteNatGatewayRequest.builder().natGatewayId(id).build());
        calls.put(
                "rtb", id -> DeleteRouteTableRequest.builder().routeTableId(id).build());
        calls.put("sg", id -> DeleteSecurityGroupRequest.builder().groupId(id).build());
        calls.put("snap", id -> DeleteSnapshotRequest.builder().snapshotId(id).build());
        calls.put("subnet", id -> DeleteSubnetRequest.builder().subnetId(id).build());
        calls.put("vol", id -> DeleteVolumeRequest.builder().volumeId(id).build());
        calls.put("vpc", id -> DeleteVpcRequest.builder().vpcId(id).build());
        calls.put(
                "vpce",
                id -> DeleteVpcEndpointsRequest.builder().vpcEndpointIds(id).build());
        return calls;
    }

    void tag(String resource, String key, String value) {
        if (resource.startsWith("arn:")) {
            hand.eks(
                    TagResourceRequest.builder()
                            .resourceArn(resource)
                            .tags(Map.of(key, value))
                            .build(),
                    TagResourceResponse.class);
        } else {
            hand.ec2(
                    CreateTagsRequest.builder()
                            .resources(resource)
                            .tags(Tag.builder().key(key).value(value).build())
                            .build(),
                    CreateTagsResponse.class);
        }
    }

    void untag(String resource, String key) {
        if (resource.startsWith("arn:")) {
            hand.eks(
                    UntagResourceRequest.builder()
                            .resourceArn(resource)
                            .tagKeys(key)
                            .build(),
                    UntagResourceResponse.class);
        } else {
            hand.ec2(
                    DeleteTagsRequest.builder()
                            .resources(resource)
                            .tags(Tag.builder().key(key).build())
                            .build(),
                    DeleteTagsResponse.class);
        }
    }

    void delete(String resource) {
        if (resource.contains(":loadbalancer/")) {
            hand.account().service(ElbV2Service.class).delete(resource);
            return;
        }
        String prefix = resource.contains("-") ? resource.substring(0, resource.indexOf('-')) : resource;
        Function<String, SdkRequest> call = DELETE.get(prefix);
        if (call == null) {
            throw new IllegalArgumentException("Nobody knows how to delete '" + resource + "'; it must be the ARN of a"
                    + " load balancer or an id that begins with one of " + DELETE.keySet() + ".");
        }
        hand.ec2(call.apply(resource), SdkResponse.class);
    }

    void deleteNodeGroup(String cluster, String nodeGroup) {
        hand.eks(
                DeleteNodegroupRequest.builder()
                        .clusterName(cluster)
                        .nodegroupName(nodeGroup)
                        .build(),
                SdkResponse.class);
    }

    void openPort(String groupId, int port, String cidr) {
        hand.ec2(
                AuthorizeSecurityGroupIngressRequest.builder()
                        .groupId(groupId)
                        .ipProtocol("tcp")
                        .fromPort(port)
                        .toPort(port)
                        .cidrIp(cidr)
                        .build(),
                AuthorizeSecurityGroupIngressResponse.class);
    }

    void scale(String cluster, String nodeGroup, int desired) {
        hand.eks(
                UpdateNodegroupConfigRequest.builder()
                        .clusterName(cluster)
                        .nodegroupName(nodeGroup)
                        .scalingConfig(scaling -> scaling.desiredSize(desired))
                        .build(),
                UpdateNodegroupConfigResponse.class);
    }
}
