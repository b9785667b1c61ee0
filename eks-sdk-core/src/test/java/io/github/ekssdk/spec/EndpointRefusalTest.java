package io.github.ekssdk.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EndpointRefusalTest {

    private static final String RANGES = "endpointAccess.publicAccessCidrs";

    static Stream<Refusal> mistakes() {
        return Stream.of(
                Refusal.inEndpointAccess(
                                "no endpoint at all",
                                e -> e.publicEndpoint(false).privateEndpoint(false))
                        .says(
                                "endpointAccess",
                                "Neither the public nor the private endpoint is on, so that nobody could reach the Kubernetes API.",
                                "Switch on publicEndpoint, privateEndpoint or both."),
                Refusal.inEndpointAccess("a public endpoint for nobody", e -> e.publicAccessCidrs())
                        .says(
                                RANGES,
                                "The public endpoint is on, but no range may reach it.",
                                "Name ranges, or switch publicEndpoint off; 0.0.0.0/0 is everyone."),
                Refusal.inEndpointAccess(
                                "ranges for a public endpoint that is off",
                                e -> e.publicEndpoint(false).publicAccessCidrs("198.51.100.0/24", "203.0.113.7/32"))
                        .says(
                                RANGES,
                                "Ranges are given for a public endpoint that is off: 198.51.100.0/24, 203.0.113.7/32.",
                                "Leave them out, or switch publicEndpoint on."),
                Refusal.inEndpointAccess("41 ranges", e -> e.publicAccessCidrs(ranges(41)))
                        .says(RANGES, "There are 41 ranges.", "EKS takes at most 40; join neighbours."),
                Refusal.inEndpointAccess("an address without a prefix", e -> e.publicAccessCidrs("198.51.100.7"))
                        .says(
                                RANGES + "[0]",
                                "'198.51.100.7' is not an IPv4 CIDR block.",
                                "Write four numbers up to 255 and a prefix length, for example 198.51.100.7/32."),
                Refusal.inEndpointAccess("a range with host bits", e -> e.publicAccessCidrs("198.51.100.7/24"))
                        .says(
                                RANGES + "[0]",
                                "198.51.100.7/24 does not start at the first address of its block.",
                                "Write 198.51.100.0/24."),
                Refusal.inEndpointAccess(
                                "a range given twice", e -> e.publicAccessCidrs("198.51.100.0/24", "198.51.100.0/24"))
                        .says(RANGES + "[1]", "198.51.100.0/24 is given twice.", "Leave one out."),
                Refusal.inEndpointAccess(
                                "a range inside another",
                                e -> e.publicAccessCidrs("198.51.100.0/24", "198.51.100.128/25"))
                        .says(
                                RANGES + "[1]",
                                "198.51.100.128/25 overlaps 198.51.100.0/24.",
                                "Keep 198.51.100.0/24, which covers both."),
                Refusal.inEndpointAccess(
                                "everyone and someone", e -> e.publicAccessCidrs("198.51.100.0/24", "0.0.0.0/0"))
                        .says(
                                RANGES + "[1]",
                                "0.0.0.0/0 overlaps 198.51.100.0/24.",
                                "Keep 0.0.0.0/0, which covers both."),
                Refusal.inEndpointAccess("a private range", e -> e.publicAccessCidrs("203.0.113.0/24", "10.1.0.0/16"))
                        .says(
                                RANGES + "[1]",
                                "10.1.0.0/16 lies in 10.0.0.0/8, from where no request comes over the internet.",
                                "Name public addresses; those in the VPC use the private endpoint."),
                Refusal.inEndpointAccess("a carrier's private range", e -> e.publicAccessCidrs("100.64.3.0/24"))
                        .says(
                                RANGES + "[0]",
                                "100.64.3.0/24 lies in 100.64.0.0/10, from where no request comes over the internet.",
                                "Name public addresses; those in the VPC use the private endpoint."));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void is_refused_with_its_path_what_is_wrong_and_what_would_be_right(Refusal refusal) {
        refusal.check();
    }

    @Test
    void forty_ranges_are_taken() {
        ClusterSpec spec = ClusterSpec.builder("prod")
                .endpointAccess(e -> e.publicAccessCidrs(ranges(40)))
                .build();

        assertThat(spec.endpointAccess().publicAccessCidrs()).hasSize(40);
    }

    @Test
    void a_private_endpoint_alone_needs_no_ranges() {
        ClusterSpec spec = ClusterSpec.builder("prod")
                .endpointAccess(e -> e.publicEndpoint(false))
                .build();

        assertThat(spec.endpointAccess().publicEndpoint()).isFalse();
        assertThat(spec.endpointAccess().privateEndpoint()).isTrue();
    }

    private static String[] ranges(int count) {
        return IntStream.range(0, count)
                .mapToObj(index -> "203.0.113." + index + "/32")
                .toArray(String[]::new);
    }
}
