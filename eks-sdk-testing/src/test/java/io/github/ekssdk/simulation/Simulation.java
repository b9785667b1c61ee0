package io.github.ekssdk.simulation;

import io.github.ekssdk.error.EksSdkException;
import io.github.ekssdk.testing.DeclaredErrors;
import io.github.ekssdk.testing.ProcessCrash;
import io.github.ekssdk.testing.RecordedCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One scenario, undisturbed once and then with a fault at each of its calls. */
final class Simulation {

    /**
     * A fault at a call of a scenario.
     *
     * @param call the number of the call in the undisturbed run
     * @param operation what is called
     * @param mutating whether the call changes something
     * @param fault what happens to the call
     */
    record Point(int call, String operation, boolean mutating, Fault fault) {

        /** Tells whether the fault can have left something behind that is not seen; only then is deletion tried again. */
        boolean disturbs() {
            return mutating && !fault.refuses();
        }

        @Override
        public String toString() {
            return "call " + call + " " + operation + " " + fault.name();
        }
    }

    private final Scenario scenario;
    private final World.Start start;
    private final List<String> expected;
    private final List<RecordedCall> trace;
    private final int mark;

    private Simulation(Scenario scenario, World.Start start, World world, int mark) {
        this.scenario = scenario;
        this.start = start;
        this.mark = mark;
        this.expected = world.inventory();
        this.trace = world.aws().ledger().since(mark);
    }

    /** Runs the scenario undisturbed. */
    static Simulation reference(Scenario scenario, long seed) {
        try (World world = new World(seed)) {
            scenario.prepare(world);
            World.Start start = world.start();
            int mark = world.aws().ledger().size();
            world.process(eks -> scenario.act(world, eks));
            return new Simulation(scenario, start, world, mark);
        }
    }

    int calls() {
        return trace.size();
    }

    /** Returns every point at which a process can be cut off or a call can fail. */
    List<Point> points() {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < trace.size(); i++) {
            RecordedCall call = trace.get(i);
            String operation = call.service() + ":" + call.operation();
            int number = i + 1;
            faults(call).forEach(fault -> points.add(new Point(number, operation, call.mutating(), fault)));
        }
        return points;
    }

    /** A call that only reads leaves nothing behind, so it is all one where in it the process dies. */
    private List<Fault> faults(RecordedCall call) {
        List<Fault> faults = new ArrayList<>(List.of(Fault.DIES_BEFORE_SENDING, Fault.LIVES_UNANSWERED));
        if (call.mutating()) {
            faults.add(Fault.DIES_UNANSWERED);
            faults.add(Fault.DIES_ANSWERED);
        }
        if (scenario != Scenario.CREATE_AGAIN) {
            DeclaredErrors.of(call.service(), call.operation()).forEach(error -> faults.add(Fault.error(error)));
        }
        return faults;
    }

    /** Runs the scenario with a fault and whatever it takes to recover; returns what is wrong afterwards, if anything is. */
    Optional<String> run(Point point) throws InterruptedException {
        try (World world = new World(start)) {
            point.fault().inject().accept(world.aws().faults().atCall(mark + point.call()));
            disturbed(world, point);
            world.aws().faults().clear();
            world.recover(eks -> scenario.act(world, eks));
            return judge(world, point).map(problem -> scenario + ", " + point + ": " + problem);
        }
    }

    private void disturbed(World world, Point point) throws InterruptedException {
        try {
            world.process(eks -> scenario.act(world, eks));
        } catch (ProcessCrash crash) {
            if (!point.fault().crashes()) {
                throw crash;
            }
            world.powerCut();
        } catch (EksSdkException failure) {
            if (point.fault().equals(Fault.LIVES_UNANSWERED)) {
                throw failure;
            }
            world.powerCut();
        }
    }

    private Optional<String> judge(World world, Point point) throws InterruptedException {
        List<String> found = world.inventory();
        if (!found.equals(expected)) {
            return Optional.of("ends otherwise: " + difference(expected, found));
        }
        int before = world.aws().ledger().mutatingCalls().size();
        world.goOn(eks -> scenario.act(world, eks));
        if (world.aws().ledger().mutatingCalls().size() > before) {
            List<RecordedCall> mutating = world.aws().ledger().mutatingCalls();
            return Optional.of("is not left alone: " + mutating.subList(before, mutating.size()));
        }
        if (!scenario.deletes() && point.disturbs()) {
            world.recover(world::delete);
        }
        if ((scenario.deletes() || point.disturbs()) && !world.empty()) {
            return Optional.of("leaves behind: " + world.leftovers());
        }
        if (!world.unplanned().isEmpty()) {
            return Optional.of("does what no plan said: " + world.unplanned());
        }
        if (point.fault().refuses()) {
            return bugs(world);
        }
        List<RecordedCall> collisions = world.collisions();
        return collisions.isEmpty() ? bugs(world) : Optional.of("gets in its own way: " + collisions);
    }

    private static Optional<String> bugs(World world) {
        return world.calls().stream()
                .flatMap(call -> call.bug().stream())
                .findFirst()
                .map(bug -> "the fake itself failed: " + bug);
    }

    private static String difference(List<String> expected, List<String> found) {
        List<String> missing = new ArrayList<>(expected);
        found.forEach(missing::remove);
        List<String> extra = new ArrayList<>(found);
        expected.forEach(extra::remove);
        return "missing " + missing + ", superfluous " + extra;
    }
}
