package io.github.ekssdk.internal.resource.ec2;

import static io.github.ekssdk.spec.NatGateways.NONE;
import static io.github.ekssdk.spec.NatGateways.ONE_PER_ZONE;
import static io.github.ekssdk.spec.NatGateways.SINGLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.Eks;
import io.github.ekssdk.fixture.ClusterScenario;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.NatGateways;
import io.github.ekssdk.testing.Resource;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;
import software.amazon.awssdk.services.iam.IamClient;

class NetworkTest extends ClusterScenario {
    /** A cluster whose nodes are in public subnets, so that the NAT gateways can change under it. */
    private static ClusterSpec with(NatGateways natGateways) {
        return with(spec -> {}, natGateways);
    }

    private static ClusterSpec with(Consumer<ClusterSpec.Builder> more, NatGateways natGateways) {
        ClusterSpec.Builder spec = Eks.cluster("prod")
                .vpc(vpc -> vpc.availabilityZones(3).natGateways(natGateways))
                .managedNodeGroup("edge", group -> group.publicSubnets(true).scaling(1));
        more.accept(spec);
        return spec.build();
    }

    @Nested
    class Create {
        @Test
        void the_vpc_resolves_names() {
            apply(with(SINGLE));

            assertThat(one("vpc/main").attributes())
                    .containsEntry("cidr", "10.0.0.0/16")
                    .containsEntry("dnsSupport", "true")
                    .containsEntry("dnsHostnames", "true");
        }

        @Test
        void there_is_a_public_and_a_private_subnet_in_each_zone() {
            apply(with(SINGLE));

            assertThat(ours("ec2:subnet"))
                    .extracting(subnet -> subnet.tags().get("eks-sdk/resource") + " "
                            + subnet.attributes().get("cidr") + " "
                            + subnet.attributes().get("zone") + " "
                            + subnet.attributes().get("publicAddresses"))
                    .containsExactlyInAnyOrder(
                            "subnet/public-a 10.0.0.0/19 eu-west-1a true",
                            "subnet/public-b 10.0.32.0/19 eu-west-1b true",
                            "subnet/public-c 10.0.64.0/19 eu-west-1c true",
                            "subnet/private-a 10.0.96.0/19 eu-west-1a false",
                            "subnet/private-b 10.0.128.0/19 eu-west-1b false",
                            "subnet/private-c 10.0.160.0/19 eu-west-1c false");
        }

        @Test
        void subnets_bear_the_tags_that_load_balancers_are_placed_by() {
            apply(with(SINGLE));

            assertThat(one("subnet/public-a").tags())
                    .containsEntry("kubernetes.io/role/elb", "1")
                    .containsEntry("kubernetes.io/cluster/prod", "owned")
                    .containsEntry("Name", "prod-public-a")
                    .doesNotContainKey("kubernetes.io/role/internal-elb");
            assertThat(one("subnet/private-a").tags())
                    .containsEntry("kubernetes.io/role/internal-elb", "1")
                    .containsEntry("kubernetes.io/cluster/prod", "owned")
                    .doesNotContainKey("kubernetes.io/role/elb");
        }

        @Test
        void public_subnets_share_a_way_out_through_the_internet_gateway() {
            apply(with(SINGLE));

            String gateway = one("internetGateway/main").id();
            assertThat(one("internetGateway/main").attributes())
                    .containsEntry("vpc", one("vpc/main").id());
            assertThat(routes("public")).contains("0.0.0.0/0 -> " + gateway);
            assertThat(List.of(attribute(one("routeTable/public"), "subnets").split(", ", -1)))
                    .containsExactlyInAnyOrder(
                            one("subnet/public-a").id(),
                            one("subnet/public-b").id(),
                            one("subnet/public-c").id());
        }

        @Test
        void one_nat_gateway_serves_all_private_subnets() {
            apply(with(SINGLE));

            assertThat(all("ec2:nat-gateway")).singleElement().satisfies(nat -> {
                assertThat(nat.attributes().get("subnet"))
                        .isEqualTo(one("subnet/public-a").id());
                assertThat(List.of(routes("private-a"), routes("private-b"), routes("private-c")))
                        .allSatisfy(routes -> assertThat(routes).contains("0.0.0.0/0 -> " + nat.id()));
            });
            assertThat(all("ec2:elastic-ip")).hasSize(1);
        }

        @Test
        void a_nat_gateway_per_zone_serves_its_own() {
            apply(with(ONE_PER_ZONE));

            for (String zone : List.of("a", "b", "c")) {
                Resource nat = one("natGateway/" + zone);
                assertThat(nat.attributes())
                        .containsEntry("subnet", one("subnet/public-" + zone).id());
                assertThat(routes("private-" + zone)).contains("0.0.0.0/0 -> " + nat.id());
            }
            assertThat(all("ec2:elastic-ip")).hasSize(3);
        }

        @Test
        void without_nat_gateways_nodes_go_to_public_subnets() {
            ClusterSpec spec = prod().vpc(vpc -> vpc.availabilityZones(2).natGateways(NONE))
                    .build();

            apply(spec);

            assertThat(all("ec2:nat-gateway")).isEmpty();
            assertThat(all("ec2:elastic-ip")).isEmpty();
            assertThat(routes("private-a")).doesNotContain("0.0.0.0/0");
            assertThat(group("general").attributes().get("subnets"))
                    .contains(one("subnet/public-a").id());
            settled(spec);
        }

        @Test
        void the_vpc_reaches_the_private_endpoint_of_the_control_plane() {
            apply(with(SINGLE));

            String group = one("securityGroup/control-plane").id();
            assertThat(all("ec2:security-group-rule"))
                    .filteredOn(rule -> attribute(rule, "group").equals(group))
                    .filteredOn(rule -> attribute(rule, "direction").equals("ingress"))
                    .singleElement()
                    .satisfies(rule -> assertThat(rule.attributes())
                            .containsEntry("ports", "tcp 443-443")
                            .containsEntry("cidr", "10.0.0.0/16"));
        }
    }

    @Nested
    class Change {
        @Test
        void nat_gateways_follow_the_spec_from_one_to_one_per_zone_to_none_and_back() {
            apply(with(SINGLE));

            assertThat(changesOf(with(ONE_PER_ZONE)))
                    .containsExactly(
                            "ec2:AllocateAddress",
                            "ec2:AllocateAddress",
                            "ec2:CreateNatGateway",
                            "ec2:CreateNatGateway",
                            "ec2:ReplaceRoute",
                            "ec2:ReplaceRoute");
            settled(with(ONE_PER_ZONE));
            assertThat(changesOf(with(NONE)))
                    .containsExactly(
                            "ec2:DeleteNatGateway",
                            "ec2:DeleteNatGateway",
                            "ec2:DeleteNatGateway",
                            "ec2:DeleteRoute",
                            "ec2:DeleteRoute",
                            "ec2:DeleteRoute",
                            "ec2:ReleaseAddress",
                            "ec2:ReleaseAddress",
                            "ec2:ReleaseAddress");
            settled(with(NONE));
            assertThat(changesOf(with(SINGLE)))
                    .containsExactly(
                            "ec2:AllocateAddress",
                            "ec2:CreateNatGateway",
                            "ec2:CreateRoute",
                            "ec2:CreateRoute",
                            "ec2:CreateRoute");
            settled(with(SINGLE));
        }

        @Test
        void routes_are_moved_before_the_nat_gateway_they_used_goes() {
            apply(with(ONE_PER_ZONE));
            int mark = aws.ledger().size();

            apply(with(SINGLE));

            assertThat(mutatingSince(mark).map(call -> call.operation()).distinct())
                    .containsExactly("ReplaceRoute", "DeleteNatGateway", "ReleaseAddress");
        }

        @Test
        void tags_of_every_kind_are_added_changed_and_removed_and_those_of_others_left_alone() {
            apply(with(spec -> spec.tag("cost", "1742").tag("old", "yes"), SINGLE));
            tagByStranger();
            ClusterSpec changed = with(spec -> spec.tag("cost", "9").tag("new", "yes"), SINGLE);

            apply(changed);

            assertThat(aws.inventory())
                    .filteredOn(resource -> resource.tags().containsKey("eks-sdk/resource"))
                    .filteredOn(resource -> !resource.type().equals("ec2:instance"))
                    .hasSizeGreaterThan(15)
                    .allSatisfy(resource -> assertThat(resource.tags())
                            .as(resource.toString())
                            .containsEntry("cost", "9")
                            .containsEntry("new", "yes")
                            .doesNotContainKey("old"));
            assertThat(one("vpc/main").tags()).containsEntry("somebody", "else");
            assertThat(one("iamRole/cluster").tags()).containsEntry("somebody", "else");
            settled(changed);
        }

        private void tagByStranger() {
            Tag tag = Tag.builder().key("somebody").value("else").build();
            stranger(Ec2Client.builder())
                    .createTags(
                            request -> request.resources(one("vpc/main").id()).tags(tag));
            stranger(IamClient.builder())
                    .tagRole(request -> request.roleName(one("iamRole/cluster").id())
                            .tags(software.amazon.awssdk.services.iam.model.Tag.builder()
                                    .key("somebody")
                                    .value("else")
                                    .build()));
        }

        @Test
        void a_tag_taken_out_of_the_spec_goes_even_if_somebody_changed_its_value() {
            apply(with(spec -> spec.tag("cost", "1742"), SINGLE));
            Tag tag = Tag.builder().key("cost").value("changed").build();
            stranger(Ec2Client.builder())
                    .createTags(
                            request -> request.resources(one("vpc/main").id()).tags(tag));

            apply(with(SINGLE));

            assertThat(one("vpc/main").tags()).doesNotContainKey("cost");
            settled(with(SINGLE));
        }

        @Test
        void forty_tags_with_long_names_come_and_go_like_a_single_one() {
            ClusterSpec many = with(
                    spec -> {
                        for (int i = 0; i < 32; i++) {
                            spec.tag("a rather long name of a tag of some department - number " + i, "yes");
                        }
                    },
                    SINGLE);

            apply(many);
            settled(many);
            apply(with(SINGLE));

            settled(with(SINGLE));
            assertThat(one("vpc/main").tags().keySet()).noneMatch(key -> key.startsWith("a rather"));
        }

        @Test
        void tags_whose_names_have_an_at_sign_come_and_go_like_others() {
            ClusterSpec mail = with(spec -> spec.tag("owner@example.com", "yes").tag("@", "at"), SINGLE);

            apply(mail);
            settled(mail);
            apply(with(SINGLE));

            settled(with(SINGLE));
            assertThat(one("vpc/main").tags()).doesNotContainKeys("owner@example.com", "@");
        }
    }

    @Nested
    class Repair {
        @Test
        void what_somebody_changed_is_put_right() {
            ClusterSpec spec = with(SINGLE);
            apply(spec);
            Ec2Client ec2 = stranger(Ec2Client.builder());
            ec2.modifySubnetAttribute(request ->
                    request.subnetId(one("subnet/public-a").id()).mapPublicIpOnLaunch(value -> value.value(false)));
            ec2.modifyVpcAttribute(
                    request -> request.vpcId(one("vpc/main").id()).enableDnsHostnames(value -> value.value(false)));
            ec2.deleteRoute(request ->
                    request.routeTableId(one("routeTable/public").id()).destinationCidrBlock("0.0.0.0/0"));
            ec2.createTags(request -> request.resources(one("subnet/private-a").id())
                    .tags(Tag.builder()
                            .key("kubernetes.io/role/internal-elb")
                            .value("0")
                            .build()));
            Plan plan = eks().plan(spec);

            List<String> changes = changesOf(plan);

            assertThat(steps(plan))
                    .containsExactlyInAnyOrder(
                            "update subnet/public-a",
                            "update vpc/main",
                            "update routeTable/public",
                            "update subnet/private-a");
            assertThat(changes)
                    .containsExactly(
                            "ec2:CreateRoute", "ec2:CreateTags", "ec2:ModifySubnetAttribute", "ec2:ModifyVpcAttribute");
            settled(spec);
        }

        @Test
        void security_group_rules_are_put_right() {
            ClusterSpec spec = with(SINGLE);
            apply(spec);
            String group = one("securityGroup/control-plane").id();
            Ec2Client ec2 = stranger(Ec2Client.builder());
            ec2.revokeSecurityGroupIngress(request -> request.groupId(group)
                    .ipProtocol("tcp")
                    .fromPort(443)
                    .toPort(443)
                    .cidrIp("10.0.0.0/16"));
            ec2.authorizeSecurityGroupIngress(request -> request.groupId(group)
                    .ipProtocol("tcp")
                    .fromPort(22)
                    .toPort(22)
                    .cidrIp("0.0.0.0/0"));

            List<String> changes = changesOf(spec);

            assertThat(changes).containsExactly("ec2:AuthorizeSecurityGroupIngress", "ec2:RevokeSecurityGroupIngress");
            settled(spec);
        }

        @Test
        void rules_of_any_form_that_somebody_added_go() {
            ClusterSpec spec = with(SINGLE);
            apply(spec);
            String group = one("securityGroup/control-plane").id();
            Ec2Client ec2 = stranger(Ec2Client.builder());
            ec2.authorizeSecurityGroupIngress(request -> request.groupId(group)
                    .ipPermissions(
                            built(rule("-1", null, null)
                                    .ipRanges(IpRange.builder()
                                            .cidrIp("0.0.0.0/0")
                                            .build())),
                            built(rule("tcp", 8000, 9000)
                                    .ipRanges(IpRange.builder()
                                            .cidrIp("10.1.0.0/16")
                                            .description("why not")
                                            .build())),
                            built(rule("udp", 53, 53)
                                    .userIdGroupPairs(UserIdGroupPair.builder()
                                            .groupId(group)
                                            .build())),
                            built(rule("tcp", 443, 443)
                                    .ipv6Ranges(
                                            Ipv6Range.builder().cidrIpv6("::/0").build()))));

            apply(spec);

            settled(spec);
            assertThat(all("ec2:security-group-rule"))
                    .filteredOn(rule -> attribute(rule, "group").equals(group))
                    .filteredOn(rule -> attribute(rule, "direction").equals("ingress"))
                    .hasSize(1);
        }

        private IpPermission.Builder rule(String protocol, @Nullable Integer from, @Nullable Integer to) {
            return IpPermission.builder().ipProtocol(protocol).fromPort(from).toPort(to);
        }

        private IpPermission built(IpPermission.Builder rule) {
            return rule.build();
        }

        @Test
        void a_route_to_somewhere_else_that_somebody_added_is_left_alone() {
            ClusterSpec spec = with(SINGLE);
            apply(spec);
            stranger(Ec2Client.builder())
                    .createRoute(request -> request.routeTableId(
                                    one("routeTable/private-a").id())
                            .destinationCidrBlock("172.16.0.0/16")
                            .natGatewayId(one("natGateway/a").id()));

            settled(spec);

            assertThat(routes("private-a")).contains("172.16.0.0/16");
        }

        @Test
        void a_route_table_that_somebody_deleted_is_made_again() {
            ClusterSpec spec = with(SINGLE);
            apply(spec);
            Ec2Client ec2 = stranger(Ec2Client.builder());
            String table = one("routeTable/public").id();
            ec2.describeRouteTables(request -> request.routeTableIds(table))
                    .routeTables()
                    .get(0)
                    .associations()
                    .forEach(association -> ec2.disassociateRouteTable(
                            request -> request.associationId(association.routeTableAssociationId())));
            ec2.deleteRouteTable(request -> request.routeTableId(table));

            apply(spec);

            settled(spec);
            assertThat(routes("public")).contains("igw-");
        }

        @Test
        void a_nat_gateway_that_somebody_deleted_is_made_again() {
            ClusterSpec spec = with(SINGLE);
            apply(spec);
            String nat = one("natGateway/a").id();
            stranger(Ec2Client.builder()).deleteNatGateway(request -> request.natGatewayId(nat));
            pass(Duration.ofMinutes(5));

            Plan plan = eks().plan(spec);
            eks().apply(plan, events);

            settled(spec);
            assertThat(routes("private-b")).contains(one("natGateway/a").id());
        }
    }

    private String routes(String table) {
        return attribute(one("routeTable/" + table), "routes");
    }
}
