package io.github.ekssdk.testing.internal.service.ec2;

import static io.github.ekssdk.testing.internal.service.ec2.Ec2Fixture.assertRefused;
import static io.github.ekssdk.testing.internal.service.ec2.Ec2Fixture.filter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.LatencyProfile;
import io.github.ekssdk.testing.Resource;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagDescription;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** What holds for all operations: filters, pages, tags, dry runs, request rates. */
class CallsTest {
    private final Ec2Fixture fake = new Ec2Fixture();
    private final Ec2Client ec2 = fake.ec2;

    @AfterEach
    void close() {
        fake.close();
    }

    @Nested
    class Filters {
        @Test
        void all_filters_must_match_by_any_of_their_values() {
            String first = tagged("Name", "prod-a", "team", "blue");
            String second = tagged("Name", "prod-b", "team", "red");
            tagged("Name", "test-a", "team", "blue");

            assertThat(found(filter("tag:Name", "prod-a", "prod-b"))).containsExactly(first, second);
            assertThat(found(filter("tag:Name", "prod-*"), filter("tag:team", "red")))
                    .containsExactly(second);
        }

        @Test
        void stars_and_question_marks_stand_for_text_unless_escaped() {
            String star = tagged("Name", "a*b");
            String other = tagged("Name", "axb");

            assertThat(found(filter("tag:Name", "a?b"))).containsExactly(star, other);
            assertThat(found(filter("tag:Name", "a\\*b"))).containsExactly(star);
            assertThat(found(filter("tag:Name", "A*"))).isEmpty();
        }

        @Test
        void tag_keys_are_found() {
            String id = tagged("kubernetes.io/cluster/prod", "owned");

            assertThat(found(filter("tag-key", "kubernetes.io/cluster/*"))).containsExactly(id);
        }

        @Test
        void an_unknown_filter_is_refused() {
            assertRefused(() -> found(filter("colour", "blue")), "InvalidParameterValue")
                    .saying("The filter 'colour' is invalid");
        }

        private List<String> found(Filter... filters) {
            return ec2.describeVpcs(r -> r.filters(filters)).vpcs().stream()
                    .map(Vpc::vpcId)
                    .toList();
        }

        private String tagged(String... keysAndValues) {
            return ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")
                            .tagSpecifications(Ec2Fixture.tags(ResourceType.VPC, keysAndValues)))
                    .vpc()
                    .vpcId();
        }
    }

    @Nested
    class Paging {
        @Test
        void pages_join_to_the_whole() {
            String vpc = fake.vpc();
            List<String> made = IntStream.range(0, 12)
                    .mapToObj(i -> fake.subnet(vpc, "10.0." + i + ".0/24"))
                    .toList();

            List<String> found =
                    ec2
                            .describeSubnetsPaginator(
                                    r -> r.filters(filter("vpc-id", vpc)).maxResults(5))
                            .subnets()
                            .stream()
                            .map(Subnet::subnetId)
                            .toList();

            assertThat(found).isEqualTo(made);
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 4, 1001})
        void a_page_that_is_too_small_or_too_large_is_refused(int size) {
            assertRefused(() -> ec2.describeVpcs(r -> r.maxResults(size)), "InvalidParameterValue")
                    .saying("maxResults");
        }

        @Test
        void route_tables_come_at_most_a_hundred_at_a_time() {
            assertRefused(() -> ec2.describeRouteTables(r -> r.maxResults(101)), "InvalidParameterValue");
        }

        @Test
        void a_token_of_somebody_else_is_refused() {
            assertRefused(() -> ec2.describeVpcs(r -> r.nextToken("abc")), "InvalidNextToken");
        }

        @Test
        void ids_and_a_page_size_are_refused_where_aws_does() {
            assertRefused(
                    () -> ec2.describeInstances(
                            r -> r.instanceIds("i-0123456789abcdef0").maxResults(5)),
                    "InvalidParameterCombination");
        }
    }

    @Nested
    class Tagging {
        private final String vpc = fake.vpc();

        @Test
        void tags_are_added_changed_and_taken_away() {
            tag("a", "1", "b", "2");
            tag("a", "3");

            ec2.deleteTags(r -> r.resources(vpc)
                    .tags(tagOf("a", "other"), Tag.builder().key("b").build()));

            assertThat(tags()).containsExactly(tuple("a", "3"));
        }

        @Test
        void without_keys_all_tags_go() {
            tag("a", "1", "b", "2");

            ec2.deleteTags(r -> r.resources(vpc));

            assertThat(tags()).isEmpty();
        }

        @Test
        void tags_are_described_by_resource() {
            tag("a", "1");

            assertThat(ec2.describeTags(r -> r.filters(filter("resource-id", vpc)))
                            .tags())
                    .extracting(TagDescription::resourceTypeAsString, TagDescription::key, TagDescription::value)
                    .containsExactly(tuple("vpc", "a", "1"));
        }

        @Test
        void reserved_keys_are_refused() {
            assertRefused(() -> tag("aws:mine", "1"), "InvalidParameterValue").saying("aws:");
        }

        @Test
        void more_than_fifty_are_refused() {
            String[] fifty = IntStream.range(0, 50)
                    .boxed()
                    .flatMap(i -> Stream.of("key" + i, "value"))
                    .toArray(String[]::new);
            tag(fifty);

            assertRefused(() -> tag("one", "more"), "TagLimitExceeded");
        }

        @Test
        void what_does_not_exist_is_refused() {
            assertRefused(
                    () -> ec2.createTags(r -> r.resources("subnet-0").tags(tagOf("a", "1"))),
                    "InvalidSubnetID.NotFound");
            assertRefused(() -> ec2.createTags(r -> r.resources("thing-0").tags(tagOf("a", "1"))), "InvalidID");
        }

        private void tag(String... keysAndValues) {
            ec2.createTags(r -> r.resources(vpc)
                    .tags(Ec2Fixture.tags(ResourceType.VPC, keysAndValues).tags()));
        }

        private List<Tuple> tags() {
            return ec2.describeVpcs(r -> r.vpcIds(vpc)).vpcs().get(0).tags().stream()
                    .map(tag -> tuple(tag.key(), tag.value()))
                    .toList();
        }

        private static Tag tagOf(String key, String value) {
            return Tag.builder().key(key).value(value).build();
        }
    }

    @Nested
    class Admission {
        @Test
        void a_dry_run_changes_nothing() {
            List<Resource> before = fake.aws.inventory();

            assertRefused(() -> ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16").dryRun(true)), "DryRunOperation", 412);

            assertThat(fake.aws.inventory()).isEqualTo(before);
        }

        @Test
        void calls_that_come_too_fast_are_refused_until_time_has_passed() throws InterruptedException {
            try (Ec2Fixture busy = new Ec2Fixture(atNoTime())) {
                IntStream.range(0, 10).forEach(i -> deleteUnknownNat(busy));

                assertRefused(
                        () -> busy.ec2.deleteNatGateway(r -> r.natGatewayId("nat-0123456789abcdef0")),
                        "RequestLimitExceeded",
                        503);
                busy.pass(Duration.ofSeconds(1));

                deleteUnknownNat(busy);
            }
        }

        @Test
        void describing_everything_has_a_smaller_allowance() {
            try (Ec2Fixture busy = new Ec2Fixture(atNoTime())) {
                IntStream.range(0, 50).forEach(i -> busy.ec2.describeVpcs());

                assertRefused(busy.ec2::describeVpcs, "RequestLimitExceeded", 503);

                assertThat(busy.ec2.describeVpcs(r -> r.maxResults(5)).vpcs()).hasSize(1);
            }
        }

        private static LatencyProfile atNoTime() {
            return LatencyProfile.typical().with("call.read", Duration.ZERO, 0).with("call.write", Duration.ZERO, 0);
        }

        private static void deleteUnknownNat(Ec2Fixture busy) {
            assertRefused(
                    () -> busy.ec2.deleteNatGateway(r -> r.natGatewayId("nat-0123456789abcdef0")),
                    "NatGatewayNotFound");
        }
    }

    @Nested
    class Settings {
        @Test
        void quotas_are_changed() {
            try (FakeAws small = FakeAws.builder().quota("ec2.vpcs", 1).build();
                    Ec2Client client = small.client(Ec2Client.builder())) {
                assertRefused(() -> client.createVpc(r -> r.cidrBlock("10.0.0.0/16")), "VpcLimitExceeded");
            }
        }

        @Test
        void an_unknown_quota_is_refused_with_those_that_there_are() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> FakeAws.builder().quota("ec2.clouds", 1))
                    .withMessageContaining("ec2.vpcs");
        }

        @Test
        void an_account_may_have_no_default_vpc() {
            try (FakeAws bare = FakeAws.builder().withoutDefaultVpc().build();
                    Ec2Client client = bare.client(Ec2Client.builder())) {
                assertThat(client.describeVpcs().vpcs()).isEmpty();
                assertRefused(
                        () -> client.createSecurityGroup(r -> r.groupName("web").description("web servers")),
                        "VPCIdNotSpecified");
            }
        }
    }
}
