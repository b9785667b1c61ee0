package io.github.ekssdk.testing.internal.service.ec2;

import java.util.Map;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Vpc;

/**
 * In a lenient account: subnets and security groups that nobody created come into being when another service is given their ids.
 * They lie in the oldest VPC, the default one as a rule.
 */
final class MadeUpNetwork {
    private static final Cidr BLOCK = new Cidr(0xac1f0000L, 16);
    private static final int SUBNET_BITS = 24;
    private static final int LAST_PART = 255;
    private static final int PARTS = 200;

    private final Ec2World world;

    MadeUpNetwork(Ec2World world) {
        this.world = world;
    }

    void ensureSubnet(String id) {
        if (!world.account.lenient() || world.subnets.find(id).isPresent()) {
            return;
        }
        int number = world.subnets.size();
        Zones.Zone zone = world.zones.all().get(number % world.zones.all().size());
        Vpc vpc = vpc();
        Subnets subnets = new Subnets(world);
        subnets.add(id, vpc, BLOCK.part(SUBNET_BITS, LAST_PART - number % PARTS), zone, true, Map.of());
        subnets.becomeAvailable(id);
    }

    void ensureSecurityGroup(String id) {
        if (world.account.lenient() && world.securityGroups.find(id).isEmpty()) {
            SecurityGroup group = SecurityGroup.builder()
                    .groupId(id)
                    .groupName(id)
                    .description("made up")
                    .vpcId(vpc().vpcId())
                    .ownerId(world.account.id())
                    .securityGroupArn(world.arn("security-group", id))
                    .build();
            world.securityGroups.add(id, group);
        }
    }

    private Vpc vpc() {
        return world.vpcs.stream()
                .findFirst()
                .orElseGet(() -> new VpcBirth(world).make(BLOCK, "default", true, Map.of()));
    }
}
