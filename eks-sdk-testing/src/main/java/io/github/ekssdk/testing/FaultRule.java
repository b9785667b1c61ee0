package io.github.ekssdk.testing;

import java.util.Random;
import java.util.function.Predicate;

/**
 * A fault rule that is in force.
 *
 * @since 0.1
 */
public final class FaultRule {
    private final Predicate<RecordedCall> matches;
    private final Firing firing;
    private final FaultAction action;
    private int matched;
    private int fired;
    private boolean removed;

    FaultRule(Predicate<RecordedCall> matches, Firing firing, FaultAction action) {
        this.matches = matches;
        this.firing = firing;
        this.action = action;
    }

    /** How many calls the rule has hit. */
    public int fired() {
        return fired;
    }

    /** Takes the rule back. */
    public void remove() {
        removed = true;
    }

    void apply(RecordedCall call, FaultPlan plan) {
        if (!removed && matches.test(call)) {
            matched++;
            if (firing.fires(matched, fired)) {
                fired++;
                plan.add(action);
            }
        }
    }

    /** Which of the matching calls a rule hits. */
    static final class Firing {
        private final int nth;
        private final int times;
        private final double probability;
        private final Random random;

        Firing(int nth, int times, double probability, long seed) {
            this.nth = nth;
            this.times = times;
            this.probability = probability;
            this.random = new Random(seed);
        }

        boolean fires(int matched, int fired) {
            boolean turn = nth == 0 || matched == nth;
            boolean left = fired < times;
            return turn && left && (probability >= 1 || random.nextDouble() < probability);
        }
    }
}
