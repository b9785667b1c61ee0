package io.github.ekssdk.testing.internal.service.ec2;

import static io.github.ekssdk.testing.internal.service.ec2.Ec2Fixture.assertRefused;
import static io.github.ekssdk.testing.internal.service.ec2.Ec2Fixture.filter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.ekssdk.testing.Resource;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcAttributeName;
import software.amazon.awssdk.services.ec2.model.VpcState;

class VpcsTest {
    private final Ec2Fixture fake = Ec2Fixture.timed();
    private final Ec2Client ec2 = fake.ec2;

    @AfterEach
    void close() {
        fake.close();
    }

    @Nested
    class Create {
        @Test
        void a_vpc_is_pending_and_then_available() throws InterruptedException {
            Vpc made = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc();
            assertThat(made.state()).isEqualTo(VpcState.PENDING);

            fake.pass(Duration.ofSeconds(2));

            assertThat(describe(made.vpcId()).state()).isEqualTo(VpcState.AVAILABLE);
        }

        @Test
        void it_has_the_tags_of_the_call() {
            String id = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")
                            .tagSpecifications(Ec2Fixture.tags(ResourceType.VPC, "Name", "prod", "team", "")))
                    .vpc()
                    .vpcId();

            assertThat(describe(id).tags())
                    .extracting(Tag::key, Tag::value)
                    .containsExactly(tuple("Name", "prod"), tuple("team", ""));
        }

        @Test
        void it_brings_a_main_route_table_a_default_security_group_and_a_network_acl() {
            String id = fake.vpc();

            Filter ofVpc = filter("vpc-id", id);
            assertThat(ec2.describeRouteTables(r -> r.filters(ofVpc)).routeTables())
                    .singleElement()
                    .satisfies(table -> {
                        assertThat(table.associations()).singleElement().matches(RouteTableAssociation::main);
                        assertThat(table.routes()).extracting(Route::gatewayId).containsExactly("local");
                    });
            assertThat(ec2.describeSecurityGroups(r -> r.filters(ofVpc)).securityGroups())
                    .extracting(SecurityGroup::groupName)
                    .containsExactly("default");
            assertThat(ec2.describeNetworkAcls(r -> r.filters(ofVpc)).networkAcls())
                    .singleElement()
                    .matches(NetworkAcl::isDefault);
        }

        @Test
        void host_bits_are_cleared() {
            assertThat(describe(fake.vpc("10.1.2.3/18")).cidrBlock()).isEqualTo("10.1.0.0/18");
        }

        @ParameterizedTest
        @ValueSource(strings = {"10.0.0.0/15", "10.0.0.0/29", "127.0.0.0/16"})
        void a_block_of_the_wrong_size_or_place_is_refused(String cidr) {
            assertRefused(() -> fake.vpc(cidr), "InvalidVpc.Range").saying(cidr);
        }

        @ParameterizedTest
        @ValueSource(strings = {"10.0.0.0", "10.0.0.256/16", "10.0.0.0/33", "ten"})
        void what_is_no_block_is_refused(String cidr) {
            assertRefused(() -> fake.vpc(cidr), "InvalidParameterValue").saying(cidr);
        }

        @Test
        void the_block_is_required() {
            assertRefused(() -> ec2.createVpc(r -> {}), "MissingParameter").saying("cidrBlock");
        }

        @Test
        void tags_for_another_type_of_resource_are_refused() {
            TagSpecification wrong = Ec2Fixture.tags(ResourceType.SUBNET, "Name", "prod");

            assertRefused(
                            () -> ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16").tagSpecifications(wrong)),
                            "InvalidParameterValue")
                    .saying("'subnet' is not a valid taggable resource type");
        }

        @Test
        void a_sixth_vpc_is_refused() {
            IntStream.range(0, 4).forEach(i -> fake.vpc());

            assertRefused(fake::vpc, "VpcLimitExceeded");
        }
    }

    @Nested
    class Attributes {
        @Test
        void names_are_resolved_but_not_given_at_first() {
            String id = fake.vpc();

            assertThat(dnsSupport(id)).isTrue();
            assertThat(dnsHostnames(id)).isFalse();
        }

        @Test
        void hostnames_are_switched_on() {
            String id = fake.vpc();

            ec2.modifyVpcAttribute(r -> r.vpcId(id).enableDnsHostnames(v -> v.value(true)));

            assertThat(dnsHostnames(id)).isTrue();
        }

        @Test
        void two_at_once_are_refused() {
            String id = fake.vpc();

            assertRefused(
                    () -> ec2.modifyVpcAttribute(r ->
                            r.vpcId(id).enableDnsHostnames(v -> v.value(true)).enableDnsSupport(v -> v.value(true))),
                    "InvalidParameterCombination");
        }

        private boolean dnsSupport(String id) {
            return ec2.describeVpcAttribute(r -> r.vpcId(id).attribute(VpcAttributeName.ENABLE_DNS_SUPPORT))
                    .enableDnsSupport()
                    .value();
        }

        private boolean dnsHostnames(String id) {
            return ec2.describeVpcAttribute(r -> r.vpcId(id).attribute(VpcAttributeName.ENABLE_DNS_HOSTNAMES))
                    .enableDnsHostnames()
                    .value();
        }
    }

    @Nested
    class Delete {
        @Test
        void what_aws_put_into_it_goes_with_it() {
            List<Resource> before = fake.aws.inventory();
            String id = fake.vpc();

            ec2.deleteVpc(r -> r.vpcId(id));

            assertThat(fake.aws.inventory()).isEqualTo(before);
            assertRefused(() -> describe(id), "InvalidVpcID.NotFound").saying(id);
        }

        @Test
        void a_subnet_keeps_it() {
            String id = fake.vpc();
            fake.subnet(id, "10.0.0.0/24");

            refused(id);
        }

        @Test
        void an_attached_gateway_keeps_it() {
            String id = fake.vpc();
            fake.gatewayOf(id);

            refused(id);
        }

        @Test
        void a_route_table_keeps_it() {
            String id = fake.vpc();
            fake.routeTable(id);

            refused(id);
        }

        @Test
        void a_security_group_keeps_it() {
            String id = fake.vpc();
            fake.group(id, "nodes");

            refused(id);
        }

        private void refused(String id) {
            assertRefused(() -> ec2.deleteVpc(r -> r.vpcId(id)), "DependencyViolation")
                    .saying("The vpc '" + id + "' has dependencies and cannot be deleted.");
        }
    }

    @Nested
    class Default {
        @Test
        void it_has_a_subnet_in_each_zone_and_a_way_out() {
            Vpc vpc = ec2.describeVpcs(r -> r.filters(filter("is-default", "true")))
                    .vpcs()
                    .get(0);

            Filter ofVpc = filter("vpc-id", vpc.vpcId());
            assertThat(vpc.cidrBlock()).isEqualTo("172.31.0.0/16");
            assertThat(ec2.describeSubnets(r -> r.filters(ofVpc)).subnets())
                    .extracting(Subnet::availabilityZone, Subnet::cidrBlock, Subnet::mapPublicIpOnLaunch)
                    .containsExactly(
                            tuple("eu-west-1a", "172.31.0.0/20", true),
                            tuple("eu-west-1b", "172.31.16.0/20", true),
                            tuple("eu-west-1c", "172.31.32.0/20", true));
            assertThat(ec2.describeRouteTables(r -> r.filters(ofVpc))
                            .routeTables()
                            .get(0)
                            .routes())
                    .extracting(Route::destinationCidrBlock, Route::stateAsString)
                    .containsExactly(tuple("172.31.0.0/16", "active"), tuple("0.0.0.0/0", "active"));
        }

        @Test
        void the_inventory_marks_everything_that_was_there_from_the_start() {
            assertThat(fake.aws.inventory())
                    .hasSize(10)
                    .allSatisfy(resource -> assertThat(resource.attributes()).containsEntry("default", "true"));
        }
    }

    private Vpc describe(String id) {
        return ec2.describeVpcs(r -> r.vpcIds(id)).vpcs().get(0);
    }
}
