package io.github.ekssdk.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GuideSnippetsTest {

    private final Snippets snippets = Snippets.of(Snippets.projectRoot());

    @Test
    void every_code_block_of_the_documentation_is_compiled_code() {
        List<String> problems = snippets.problems();

        assertThat(problems).as("pages that differ from the code they show").isEmpty();
    }

    @Test
    void the_pages_and_the_front_door_are_among_those_looked_at() {
        List<Snippets.Block> blocks = snippets.blocks();

        assertThat(blocks)
                .extracting(Snippets.Block::place)
                .anyMatch(place -> place.startsWith("docs/guide/describing-a-cluster.md:"))
                .anyMatch(place -> place.endsWith("/Eks.java:" + place.substring(place.lastIndexOf(':') + 1)));
    }
}
