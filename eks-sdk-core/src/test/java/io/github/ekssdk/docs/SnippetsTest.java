package io.github.ekssdk.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnippetsTest {

    @TempDir
    Path root;

    @BeforeEach
    void a_test_with_a_region() throws IOException {
        write("eks-sdk-core/src/test/java/GuideTest.java", """
                class GuideTest {
                    // tag::greet
                    void greet() {
                        // tag::inner
                        hello();
                        // end::inner
                    }
                    // end::greet
                    String text =
                        // tag::message
                        \"""
                        Hello.
                          World.
                        \"""
                        // end::message
                        ;
                }
                """);
    }

    @Test
    void a_block_that_is_its_region_is_fine() throws IOException {
        page("<!-- snippet: GuideTest.java#greet -->", "```java", "void greet() {", "    hello();", "}", "```");

        assertThat(Snippets.of(root).problems()).isEmpty();
        assertThat(Snippets.of(root).blocks()).hasSize(1);
    }

    @Test
    void a_region_may_lie_inside_another() throws IOException {
        page("<!-- snippet: GuideTest.java#inner -->", "```java", "hello();", "```");

        assertThat(Snippets.of(root).problems()).isEmpty();
    }

    @Test
    void a_text_block_counts_without_its_quotes() throws IOException {
        page("<!-- snippet: GuideTest.java#message -->", "```text", "Hello.", "  World.", "```");

        assertThat(Snippets.of(root).problems()).isEmpty();
    }

    @Test
    void a_block_that_differs_is_reported_with_the_region() throws IOException {
        page("<!-- snippet: GuideTest.java#inner -->", "```java", "goodbye();", "```");

        assertThat(Snippets.of(root).problems())
                .containsExactly("docs/guide/page.md:2: the block is not the region any more, which reads\nhello();");
    }

    @Test
    void a_region_or_file_that_is_not_there_is_reported() throws IOException {
        page(
                "<!-- snippet: GuideTest.java#farewell -->",
                "```java",
                "```",
                "<!-- snippet: OtherTest.java#greet -->",
                "```java",
                "```");

        assertThat(Snippets.of(root).problems())
                .containsExactly(
                        "docs/guide/page.md:2: GuideTest.java has no region farewell.",
                        "docs/guide/page.md:5: there are 0 files OtherTest.java.");
    }

    @Test
    void a_Java_block_of_a_guide_has_to_name_its_region() throws IOException {
        page("Some words.", "```java", "hello();", "```", "```sh", "ls", "```");
        write("docs/adr/0001-why.md", "```java\nnever();\n```\n");

        assertThat(Snippets.of(root).problems())
                .containsExactly("docs/guide/page.md:2: this Java block does not say which region it shows;"
                        + " write <!-- snippet: File.java#region --> above it.");
    }

    @Test
    void a_misspelt_reference_is_reported() throws IOException {
        page("<!-- snippet: GuideTest.java -->", "```java", "hello();", "```");

        assertThat(Snippets.of(root).problems())
                .containsExactly("docs/guide/page.md:2: <!-- snippet: GuideTest.java --> should be"
                        + " <!-- snippet: File.java#region -->.");
    }

    @Test
    void an_example_in_Javadoc_is_looked_at_too() throws IOException {
        write("eks-sdk-core/src/main/java/Guide.java", """
                /**
                 * Greets.
                 *
                 * <!-- snippet: GuideTest.java#greet -->
                 * <pre>{@code
                 * void greet() {
                 *     hello(you);
                 * }
                 * }</pre>
                 */
                """);

        assertThat(Snippets.of(root).problems())
                .singleElement()
                .asString()
                .startsWith("eks-sdk-core/src/main/java/Guide.java:4: the block is not the region any more");
    }

    private void page(String... lines) throws IOException {
        write("docs/guide/page.md", String.join("\n", lines) + "\n");
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
