package io.github.ekssdk.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ekssdk.error.InvalidSpecException;
import io.github.ekssdk.error.Problem;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VpcRefusalTest {

    private static final String CIDR_RULE =
            "Write four numbers up to 255 and a prefix length, for example 10.0.0.0/16.";
    private static final String ZONE_RULE =
            "Write the region and a letter, for example eu-west-1a; zone ids and Local Zones do not work here.";

    static Stream<Refusal> mistakes() {
        return Stream.of(
                Refusal.inVpc("a CIDR without a prefix", vpc -> vpc.cidr("10.0.0.0"))
                        .says("vpc.cidr", "'10.0.0.0' is not an IPv4 CIDR block.", CIDR_RULE),
                Refusal.inVpc("a CIDR with a number above 255", vpc -> vpc.cidr("10.0.256.0/16"))
                        .says("vpc.cidr", "'10.0.256.0/16' is not an IPv4 CIDR block.", CIDR_RULE),
                Refusal.inVpc("an IPv6 CIDR", vpc -> vpc.cidr("2001:db8::/56"))
                        .says("vpc.cidr", "'2001:db8::/56' is not an IPv4 CIDR block.", CIDR_RULE),
                Refusal.inVpc("a CIDR with host bits", vpc -> vpc.cidr("10.42.1.0/16"))
                        .says(
                                "vpc.cidr",
                                "10.42.1.0/16 does not start at the first address of its block.",
                                "Write 10.42.0.0/16."),
                Refusal.inVpc("a CIDR that is too large", vpc -> vpc.cidr("10.0.0.0/8"))
                        .says("vpc.cidr", "10.0.0.0/8 is too large for a VPC.", "EC2 allows /16 to /28."),
                Refusal.inVpc("a CIDR that is too small", vpc -> vpc.cidr("10.0.0.0/29"))
                        .says("vpc.cidr", "10.0.0.0/29 is too small for a VPC.", "EC2 allows /16 to /28."),
                Refusal.inVpc("a CIDR without room for the subnets", vpc -> vpc.cidr("10.0.0.0/26"))
                        .says(
                                "vpc.cidr",
                                "10.0.0.0/26 has no room for a public and a private subnet of at least /28 in each of 3 zones.",
                                "Use a /25 or larger, or fewer zones."),
                Refusal.inVpc("more zones than any VPC has room for", vpc -> vpc.availabilityZones(Integer.MAX_VALUE))
                        .says(
                                "vpc.cidr",
                                "10.0.0.0/16 has no room for a public and a private subnet of at least /28 in each of 2147483647 zones.",
                                "Use fewer zones."),
                Refusal.inVpc("the range of the container runtime's bridge", vpc -> vpc.cidr("172.17.128.0/17"))
                        .says(
                                "vpc.cidr",
                                "172.17.128.0/17 overlaps 172.17.0.0/16, which container runtimes on the nodes use themselves.",
                                "Choose a range outside of it, for example 10.0.0.0/16."),
                Refusal.inVpc("loopback addresses", vpc -> vpc.cidr("127.0.0.0/16"))
                        .says(
                                "vpc.cidr",
                                "127.0.0.0/16 overlaps 127.0.0.0/8, which no VPC can use.",
                                "Choose a private range, for example 10.0.0.0/16."),
                Refusal.inVpc("one zone", vpc -> vpc.availabilityZones(1))
                        .says(
                                "vpc.availabilityZones",
                                "The number of Availability Zones is 1.",
                                "EKS needs subnets in two at least."),
                Refusal.inVpc("a negative number of zones", vpc -> vpc.availabilityZones(-3))
                        .says(
                                "vpc.availabilityZones",
                                "The number of Availability Zones is -3.",
                                "EKS needs subnets in two at least."),
                Refusal.inVpc("one named zone", vpc -> vpc.availabilityZones("eu-west-1a"))
                        .says(
                                "vpc.availabilityZones",
                                "The number of Availability Zones is 1.",
                                "EKS needs subnets in two at least."),
                Refusal.inVpc(
                                "a zone named twice",
                                vpc -> vpc.availabilityZones("eu-west-1a", "eu-west-1b", "eu-west-1a"))
                        .says("vpc.availabilityZones[2]", "eu-west-1a is named twice.", "Name each zone once."),
                Refusal.inVpc("a zone id", vpc -> vpc.availabilityZones("eu-west-1a", "euw1-az2"))
                        .says(
                                "vpc.availabilityZones[1]",
                                "'euw1-az2' is not the name of an Availability Zone.",
                                ZONE_RULE),
                Refusal.inVpc("a region", vpc -> vpc.availabilityZones("eu-west-1", "eu-west-1b"))
                        .says(
                                "vpc.availabilityZones[0]",
                                "'eu-west-1' is not the name of an Availability Zone.",
                                ZONE_RULE),
                Refusal.inVpc("a Local Zone", vpc -> vpc.availabilityZones("us-west-2a", "us-west-2-lax-1a"))
                        .says(
                                "vpc.availabilityZones[1]",
                                "'us-west-2-lax-1a' is not the name of an Availability Zone.",
                                ZONE_RULE),
                Refusal.inVpc("zones of two regions", vpc -> vpc.availabilityZones("us-east-1a", "eu-west-1b"))
                        .says(
                                "vpc.availabilityZones",
                                "The zones are of different regions: eu-west-1, us-east-1.",
                                "A cluster lives in one region; name zones of that one."));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void is_refused_with_its_path_what_is_wrong_and_what_would_be_right(Refusal refusal) {
        refusal.check();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/16",
                "192.168.0.0/25",
                "100.64.0.0/16",
                "203.0.112.0/20",
                "172.16.0.0/16",
                "172.18.0.0/16"
            })
    void a_range_with_room_is_taken(String cidr) {
        assertThat(VpcSpec.builder().cidr(cidr).build().cidr()).isEqualTo(cidr);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"eu-west-1", "us-gov-west-1", "cn-north-1", "us-iso-east-1", "eusc-de-east-1", "ap-southeast-5"})
    void zones_of_every_partition_are_taken(String region) {
        VpcSpec vpc =
                VpcSpec.builder().availabilityZones(region + "a", region + "b").build();

        assertThat(vpc.availabilityZones()).containsExactly(region + "a", region + "b");
    }

    @Test
    void a_network_built_alone_is_checked_under_the_same_paths() {
        VpcSpec.Builder builder = VpcSpec.builder().cidr("10.0.0.0").tag("aws:x", "y");

        InvalidSpecException refusal = catchThrowableOfType(InvalidSpecException.class, builder::build);

        assertThat(refusal.problems()).extracting(Problem::path).containsExactly("vpc.cidr", "vpc.tags[aws:x]");
    }
}
