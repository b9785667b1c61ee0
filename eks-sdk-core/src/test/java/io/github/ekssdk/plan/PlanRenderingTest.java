package io.github.ekssdk.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ekssdk.Golden;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlanRenderingTest {

    static Stream<Arguments> plans() {
        return Stream.of(
                Arguments.of("create", SamplePlans.create()),
                Arguments.of("nothing-to-do", SamplePlans.nothingToDo()),
                Arguments.of("change", SamplePlans.change()),
                Arguments.of("replace", SamplePlans.replace()),
                Arguments.of("delete", SamplePlans.delete()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("plans")
    void a_plan_renders_as_its_text(String name, Plan plan) {
        Golden.assertMatches(name + ".txt", plan.render());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("plans")
    void a_plan_renders_as_its_json(String name, Plan plan) {
        Golden.assertMatches(name + ".json", plan.toJson());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("plans")
    void a_plan_renders_as_its_flowchart(String name, Plan plan) {
        Golden.assertMatches(name + ".mmd", plan.toMermaid());
    }

    @Test
    void a_replacement_that_is_allowed_is_not_asked_for_again() {
        Plan plan = SamplePlans.replace();

        Plan allowed = plan.allowingReplacement("managedNodeGroup/general");

        assertThat(plan.render()).contains("plan.allowingReplacement(\"managedNodeGroup/general\")");
        assertThat(allowed.render()).doesNotContain("allowingReplacement").contains("-/+ managedNodeGroup/general");
    }

    @Test
    void no_value_can_move_the_cursor_of_the_reader() {
        String text = SamplePlans.change().render();

        assertThat(text).contains("{team=payments\\u001b[2J}");
        assertThat(text.replace("\n", "").chars()).noneMatch(Character::isISOControl);
    }

    @Test
    void every_line_of_a_plan_fits_a_wide_terminal() {
        Stream<String> lines = SamplePlans.create().render().lines();

        assertThat(lines).allMatch(line -> line.length() <= TextLines.WIDTH);
    }

    @Test
    void the_json_can_be_read_and_tells_its_version() throws Exception {
        JsonNode root = new ObjectMapper().readTree(SamplePlans.change().toJson());

        assertThat(root.path("schemaVersion").asInt()).isEqualTo(1);
        assertThat(root.path("counts").path("update").asInt()).isEqualTo(2);
        assertThat(root.path("steps")
                        .path(1)
                        .path("changes")
                        .path(0)
                        .path("after")
                        .asText())
                .isEqualTo("[api, audit]");
    }

    @Test
    void the_flowchart_keeps_apart_steps_whose_ids_look_alike_and_lets_no_label_end_early() {
        Plan plan = Plan.builder("demo", "123456789012", "eu-west-1")
                .step(step("managedNodeGroup/a-b"))
                .step(step("managedNodeGroup/a_b"))
                .step(step("managedNodeGroup/\"]; click"))
                .build();

        List<String> nodes =
                plan.toMermaid().lines().filter(line -> line.contains("[\"")).toList();

        assertThat(nodes.stream().map(line -> line.strip().split(Pattern.quote("["))[0]))
                .doesNotHaveDuplicates();
        assertThat(nodes.get(2)).contains("managedNodeGroup/#34;#93;#59; click<br/>");
    }

    private static Step step(String id) {
        return new Step(
                id, StepAction.CREATE, "new", List.of(), false, true, List.of(), List.of(), Duration.ZERO, List.of());
    }
}
