package io.github.ekssdk.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.simulation.Simulation.Point;
import io.github.ekssdk.testing.RecordedCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * For every call of every scenario: the process dies before it is sent; it takes effect, the answer is lost and the process dies
 * or lives; it is answered and the process dies; and it fails with each error its operation declares. Then new processes apply
 * again, and everything must be as if nothing had happened.
 */
class CrashSimulationTest {

    private static final long SEED = Long.getLong("simulation.seed", 1);

    @ParameterizedTest
    @EnumSource
    void everything_is_as_if_nothing_had_happened(Scenario scenario) throws Exception {
        Simulation simulation = Simulation.reference(scenario, SEED);

        List<Point> points = scenario.sample(simulation.points(), SEED);
        List<String> problems = runAll(simulation, points);

        report(scenario, simulation, points);
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void the_same_seed_makes_the_same_calls(Scenario scenario) {
        try (World one = new World(SEED);
                World other = new World(SEED)) {
            scenario.prepare(one);
            one.process(eks -> scenario.act(one, eks));
            scenario.prepare(other);
            other.process(eks -> scenario.act(other, eks));

            assertThat(other.aws().ledger().toText())
                    .isEqualTo(one.aws().ledger().toText());
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_account_goes_on_from_a_snapshot_as_if_it_had_never_been_one(Scenario scenario) {
        try (World one = new World(SEED)) {
            scenario.prepare(one);
            int mark = one.aws().ledger().size();
            try (World other = new World(one.start())) {
                one.process(eks -> scenario.act(one, eks));
                other.process(eks -> scenario.act(other, eks));

                assertThat(texts(other, mark)).isEqualTo(texts(one, mark));
                assertThat(other.aws().inventory()).isEqualTo(one.aws().inventory());
            }
        }
    }

    private static List<String> texts(World world, int mark) {
        return world.aws().ledger().since(mark).stream()
                .map(RecordedCall::toText)
                .toList();
    }

    private static List<String> runAll(Simulation simulation, List<Point> points) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Future<Optional<String>>> runs = new ArrayList<>();
            points.forEach(point -> runs.add(pool.submit(() -> run(simulation, point))));
            List<String> problems = new ArrayList<>();
            for (Future<Optional<String>> run : runs) {
                run.get().ifPresent(problems::add);
            }
            return problems;
        } catch (ExecutionException failure) {
            throw new AssertionError(failure.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    /** Whatever a run ends with, an Error too, is a finding of the simulation and says at which point. */
    private static Optional<String> run(Simulation simulation, Point point) {
        try {
            return simulation.run(point);
        } catch (Exception | Error failure) {
            return Optional.of(point + " ends with " + failure);
        }
    }

    /** The number of runs is part of what this test tells. */
    @SuppressWarnings("SystemOut")
    private static void report(Scenario scenario, Simulation simulation, List<Point> points) {
        System.out.printf(
                "Crash simulation %s: %d calls, %d runs, seed %d%n", scenario, simulation.calls(), points.size(), SEED);
    }
}
