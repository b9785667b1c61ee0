package io.github.ekssdk.testing.internal.service.ec2;

import static io.github.ekssdk.testing.internal.service.ec2.Ec2Fixture.assertRefused;
import static io.github.ekssdk.testing.internal.service.ec2.Ec2Fixture.filter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressResponse;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

class SecurityGroupsTest {
    private final Ec2Fixture fake = new Ec2Fixture();
    private final Ec2Client ec2 = fake.ec2;
    private final String vpc = fake.vpc();
    private final String group = fake.group(vpc, "nodes");

    @AfterEach
    void close() {
        fake.close();
    }

    @Nested
    class Create {
        @Test
        void a_new_group_lets_everything_out_and_nothing_in() {
            SecurityGroup made = describe(group);

            assertThat(made.ipPermissions()).isEmpty();
            assertThat(made.ipPermissionsEgress()).singleElement().satisfies(permission -> {
                assertThat(permission.ipProtocol()).isEqualTo("-1");
                assertThat(permission.ipRanges()).extracting(IpRange::cidrIp).containsExactly("0.0.0.0/0");
            });
        }

        @Test
        void the_same_name_is_refused_in_the_same_vpc_only() {
            assertRefused(() -> fake.group(vpc, "nodes"), "InvalidGroup.Duplicate")
                    .saying("nodes", vpc);

            assertThat(fake.group(fake.vpc("10.9.0.0/16"), "nodes")).startsWith("sg-");
        }

        @Test
        void reserved_and_odd_names_are_refused() {
            assertRefused(() -> fake.group(vpc, "default"), "InvalidParameterValue");
            assertRefused(() -> fake.group(vpc, "sg-mine"), "InvalidParameterValue");
            assertRefused(() -> fake.group(vpc, "größe"), "InvalidParameterValue");
        }

        @Test
        void without_a_vpc_it_goes_into_the_default_one() {
            String id = ec2.createSecurityGroup(r -> r.groupName("web").description("web servers"))
                    .groupId();

            assertThat(describe(id).vpcId())
                    .isEqualTo(ec2.describeVpcs(r -> r.filters(filter("is-default", "true")))
                            .vpcs()
                            .get(0)
                            .vpcId());
        }
    }

    @Nested
    class Rules {
        @Test
        void a_rule_is_added_with_its_id_tags_and_canonical_block() {
            IpPermission https = tcp(443).toBuilder()
                    .ipRanges(IpRange.builder()
                            .cidrIp("10.0.0.9/24")
                            .description("from here")
                            .build())
                    .build();

            SecurityGroupRule rule = ec2.authorizeSecurityGroupIngress(r -> r.groupId(group)
                            .ipPermissions(https)
                            .tagSpecifications(Ec2Fixture.tags(ResourceType.SECURITY_GROUP_RULE, "Name", "https")))
                    .securityGroupRules()
                    .get(0);

            assertThat(rule.cidrIpv4()).isEqualTo("10.0.0.0/24");
            assertThat(ec2.describeSecurityGroupRules(
                                    r -> r.filters(filter("group-id", group), filter("tag:Name", "https")))
                            .securityGroupRules())
                    .containsExactly(rule);
            assertThat(describe(group).ipPermissions()).singleElement().satisfies(permission -> {
                assertThat(permission.fromPort()).isEqualTo(443);
                assertThat(permission.ipRanges())
                        .extracting(IpRange::cidrIp, IpRange::description)
                        .containsExactly(tuple("10.0.0.0/24", "from here"));
            });
        }

        @Test
        void a_rule_that_is_there_is_refused() {
            allow(from("0.0.0.0/0"));

            assertRefused(() -> allow(from("0.0.0.0/0")), "InvalidPermission.Duplicate")
                    .saying("peer: 0.0.0.0/0, TCP, from port: 443, to port: 443, ALLOW");
        }

        @Test
        void a_rule_that_is_not_there_is_not_revoked() {
            assertRefused(
                    () -> ec2.revokeSecurityGroupIngress(r -> r.groupId(group).ipPermissions(from("0.0.0.0/0"))),
                    "InvalidPermission.NotFound");
        }

        @Test
        void in_the_default_vpc_an_unknown_rule_is_only_reported() {
            String inDefault = ec2.createSecurityGroup(r -> r.groupName("web").description("web servers"))
                    .groupId();

            RevokeSecurityGroupIngressResponse answer =
                    ec2.revokeSecurityGroupIngress(r -> r.groupId(inDefault).ipPermissions(from("0.0.0.0/0")));

            assertThat(answer.unknownIpPermissions())
                    .flatExtracting(IpPermission::ipRanges)
                    .extracting(IpRange::cidrIp)
                    .containsExactly("0.0.0.0/0");
        }

        @Test
        void rules_are_revoked_by_description_and_by_id() {
            allow(from("10.0.0.0/24"));
            String byId = allow(from("10.0.1.0/24")).get(0).securityGroupRuleId();

            ec2.revokeSecurityGroupIngress(r -> r.groupId(group).ipPermissions(from("10.0.0.0/24")));
            ec2.revokeSecurityGroupIngress(r -> r.groupId(group).securityGroupRuleIds(byId));

            assertThat(describe(group).ipPermissions()).isEmpty();
        }

        @Test
        void the_rule_that_lets_everything_out_is_revoked() {
            IpPermission everything = IpPermission.builder()
                    .ipProtocol("-1")
                    .ipRanges(IpRange.builder().cidrIp("0.0.0.0/0").build())
                    .build();

            ec2.revokeSecurityGroupEgress(r -> r.groupId(group).ipPermissions(everything));

            assertThat(describe(group).ipPermissionsEgress()).isEmpty();
        }

        @Test
        void a_peer_group_that_does_not_exist_or_is_elsewhere_is_refused() {
            String elsewhere = fake.group(fake.vpc("10.9.0.0/16"), "other");

            assertRefused(() -> allow(fromGroup("sg-0123456789abcdef0")), "InvalidGroup.NotFound");
            assertRefused(() -> allow(fromGroup(elsewhere)), "InvalidGroup.NotFound")
                    .saying("different networks");
        }

        @Test
        void ports_are_required_and_in_order() {
            IpPermission without = IpPermission.builder()
                    .ipProtocol("tcp")
                    .ipRanges(IpRange.builder().cidrIp("0.0.0.0/0").build())
                    .build();

            assertRefused(() -> allow(without), "InvalidParameterValue");
            assertRefused(
                    () -> allow(
                            from("0.0.0.0/0").toBuilder().fromPort(9).toPort(1).build()),
                    "InvalidParameterValue");
            assertRefused(() -> allow(from("10.0.0.0")), "InvalidParameterValue")
                    .saying("malformed");
        }

        @Test
        void more_than_sixty_rules_are_refused() {
            List<IpRange> sixty = IntStream.range(0, 60)
                    .mapToObj(
                            i -> IpRange.builder().cidrIp("10.0." + i + ".0/24").build())
                    .toList();
            allow(tcp(443).toBuilder().ipRanges(sixty).build());

            assertRefused(() -> allow(from("10.1.0.0/24")), "RulesPerSecurityGroupLimitExceeded");
        }
    }

    @Nested
    class Delete {
        @Test
        void a_group_that_refers_to_itself_goes() {
            allow(fromGroup(group));

            ec2.deleteSecurityGroup(r -> r.groupId(group));

            assertRefused(() -> describe(group), "InvalidGroup.NotFound");
        }

        @Test
        void a_group_that_another_refers_to_stays() {
            String other = fake.group(vpc, "control-plane");
            allow(fromGroup(other));

            assertRefused(() -> ec2.deleteSecurityGroup(r -> r.groupId(other)), "DependencyViolation")
                    .saying("resource " + other + " has a dependent object");
        }

        @Test
        void a_group_of_an_interface_stays() {
            String eni = fake.networkInterface(fake.subnet(vpc, "10.0.0.0/24"), group);
            assertRefused(() -> ec2.deleteSecurityGroup(r -> r.groupId(group)), "DependencyViolation");

            ec2.deleteNetworkInterface(r -> r.networkInterfaceId(eni));
            ec2.deleteSecurityGroup(r -> r.groupId(group));

            assertRefused(() -> describe(group), "InvalidGroup.NotFound");
        }

        @Test
        void the_default_group_stays() {
            String id = ec2.describeSecurityGroups(
                            r -> r.filters(filter("vpc-id", vpc), filter("group-name", "default")))
                    .securityGroups()
                    .get(0)
                    .groupId();

            assertRefused(() -> ec2.deleteSecurityGroup(r -> r.groupId(id)), "CannotDelete");
        }

        @Test
        void what_is_no_id_of_a_group_is_refused() {
            assertRefused(() -> ec2.deleteSecurityGroup(r -> r.groupId("nodes")), "InvalidGroupId.Malformed");
        }
    }

    private SecurityGroup describe(String id) {
        return ec2.describeSecurityGroups(r -> r.groupIds(id)).securityGroups().get(0);
    }

    private List<SecurityGroupRule> allow(IpPermission permission) {
        return ec2.authorizeSecurityGroupIngress(r -> r.groupId(group).ipPermissions(permission))
                .securityGroupRules();
    }

    private static IpPermission tcp(int port) {
        return IpPermission.builder()
                .ipProtocol("tcp")
                .fromPort(port)
                .toPort(port)
                .build();
    }

    private static IpPermission from(String cidr) {
        return tcp(443).toBuilder()
                .ipRanges(IpRange.builder().cidrIp(cidr).build())
                .build();
    }

    private static IpPermission fromGroup(String id) {
        return tcp(443).toBuilder()
                .userIdGroupPairs(UserIdGroupPair.builder().groupId(id).build())
                .build();
    }
}
