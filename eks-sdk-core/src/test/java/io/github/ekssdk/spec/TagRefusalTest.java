package io.github.ekssdk.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TagRefusalTest {

    private static final String ROOM = "At most 40 fit, because AWS allows 50 and the SDK and EKS add their own.";

    static Stream<Refusal> mistakes() {
        return Stream.of(
                Refusal.of("41 tags", cluster -> cluster.tags(tags("c", 41))).says("tags", "There are 41 tags.", ROOM),
                Refusal.of(
                                "41 tags of group and cluster",
                                cluster -> cluster.tags(tags("c", 21))
                                        .managedNodeGroup("general", ng -> ng.tags(tags("g", 20))))
                        .says(
                                "managedNodeGroups[general].tags",
                                "There are 41 tags, those of the cluster included.",
                                ROOM),
                Refusal.of(
                                "41 tags of VPC and cluster",
                                cluster -> cluster.tags(tags("c", 40)).vpc(vpc -> vpc.tag("v", "1")))
                        .says("vpc.tags", "There are 41 tags, those of the cluster included.", ROOM),
                Refusal.of("an empty tag key", cluster -> cluster.tag("", "x"))
                        .says("tags[]", "The key has 0 characters.", "AWS allows 1 to 128."),
                Refusal.of("a tag key of 129 characters", cluster -> cluster.tag("k".repeat(129), "x"))
                        .says("tags[" + "k".repeat(129) + "]", "The key has 129 characters.", "AWS allows 1 to 128."),
                Refusal.of("a tag value of 257 characters", cluster -> cluster.tag("team", "v".repeat(257)))
                        .says("tags[team]", "The value has 257 characters.", "AWS allows at most 256."),
                Refusal.of("a tag value with a question mark", cluster -> cluster.tag("team", "who?"))
                        .says(
                                "tags[team]",
                                "'team' = 'who?' has a character that not every service takes.",
                                "Use letters, digits, spaces and _ . : / = + - @ only."),
                Refusal.of("a tag of AWS", cluster -> cluster.tag("AWS:team", "x"))
                        .says("tags[AWS:team]", "Keys that start with aws: belong to AWS.", "Use another prefix."),
                Refusal.inVpc("a tag of the SDK", vpc -> vpc.tag("eks-sdk/cluster", "x"))
                        .says(
                                "vpc.tags[eks-sdk/cluster]",
                                "Keys that start with eks-sdk/ say what this SDK owns.",
                                "Use another prefix."),
                Refusal.of(
                                "keys that differ in case",
                                cluster -> cluster.tag("team", "x").tag("Team", "y"))
                        .says(
                                "tags[Team]",
                                "The key differs from team in case only.",
                                "IAM takes them for the same; keep one."),
                Refusal.of(
                                "keys that differ in case from those of the cluster",
                                cluster ->
                                        cluster.tag("team", "x").managedNodeGroup("general", ng -> ng.tag("TEAM", "y")))
                        .says(
                                "managedNodeGroups[general].tags[TEAM]",
                                "The key differs from team in case only.",
                                "IAM takes them for the same; keep one."));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void is_refused_with_its_path_what_is_wrong_and_what_would_be_right(Refusal refusal) {
        refusal.check();
    }

    @Test
    void a_part_may_give_a_key_of_the_cluster_another_value() {
        ClusterSpec spec = ClusterSpec.builder("prod")
                .tags(tags("c", 40))
                .managedNodeGroup("general", ng -> ng.tag("c1", "another"))
                .build();

        assertThat(spec.managedNodeGroups().get(0).tags()).containsExactly(Map.entry("c1", "another"));
    }

    @Test
    void every_character_and_length_AWS_takes_is_taken() {
        ClusterSpec spec = ClusterSpec.builder("prod")
                .tag("k".repeat(128), "v".repeat(256))
                .tag("Kosten stelle_.:/=+-@", "Größe 1")
                .tag("empty", "")
                .build();

        assertThat(spec.tags()).hasSize(3);
    }

    private static Map<String, String> tags(String prefix, int count) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (int number = 1; number <= count; number++) {
            tags.put(prefix + number, "value");
        }
        return tags;
    }
}
