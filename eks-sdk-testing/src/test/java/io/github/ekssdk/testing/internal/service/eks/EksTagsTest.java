package io.github.ekssdk.testing.internal.service.eks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.model.BadRequestException;
import software.amazon.awssdk.services.eks.model.NotFoundException;

class EksTagsTest {
    private final EksWorld world = new EksWorld();
    private String cluster = "";

    @BeforeEach
    void make() {
        cluster = world.cluster("prod", b -> b.tags(Map.of("a", "1"))).arn();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void tags_of_a_cluster_are_added_changed_and_removed() {
        world.eks.tagResource(r -> r.resourceArn(cluster).tags(Map.of("a", "2", "b", "3")));
        Map<String, String> both = tags(cluster);
        world.eks.untagResource(r -> r.resourceArn(cluster).tagKeys("a", "unknown"));

        assertThat(both).isEqualTo(Map.of("a", "2", "b", "3"));
        assertThat(tags(cluster)).isEqualTo(Map.of("b", "3"));
        assertThat(world.describe("prod").tags()).isEqualTo(Map.of("b", "3"));
    }

    @Test
    void node_groups_and_access_entries_have_tags_too() {
        String group = world.nodegroup("prod", "general").nodegroupArn();
        String entry = world.eks
                .describeAccessEntry(
                        r -> r.clusterName("prod").principalArn("arn:aws:iam::123456789012:user/developer"))
                .accessEntry()
                .accessEntryArn();

        world.eks.tagResource(r -> r.resourceArn(group).tags(Map.of("x", "group")));
        world.eks.tagResource(r -> r.resourceArn(entry).tags(Map.of("x", "entry")));

        assertThat(world.describe("prod", "general").tags()).isEqualTo(Map.of("x", "group"));
        assertThat(tags(entry)).isEqualTo(Map.of("x", "entry"));
    }

    @Test
    void tags_are_checked() {
        Map<String, String> many = new HashMap<>();
        for (int i = 0; i < 50; i++) {
            many.put("k" + i, "v");
        }

        assertRefused(many, "at most 50");
        assertRefused(Map.of("AWS:x", "y"), "aws:");
        assertRefused(Map.of(), "at least 1");
        assertThat(tags(cluster)).isEqualTo(Map.of("a", "1"));
    }

    @Test
    void unknown_resources_are_not_found() {
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> tags(cluster + "x"))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(404));
        assertThatExceptionOfType(BadRequestException.class).isThrownBy(() -> tags("prod"));
    }

    private Map<String, String> tags(String arn) {
        return world.eks.listTagsForResource(r -> r.resourceArn(arn)).tags();
    }

    private void assertRefused(Map<String, String> tags, String message) {
        assertThatExceptionOfType(BadRequestException.class)
                .isThrownBy(
                        () -> world.eks.tagResource(r -> r.resourceArn(cluster).tags(tags)))
                .withMessageContaining(message);
    }
}
