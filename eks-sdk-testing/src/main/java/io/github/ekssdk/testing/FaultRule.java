package io.github.ekssdk.testing;

import java.util.Random;
import java.util.function.Predicate;

/**
 * A fault rule that is in force.
 *
 * @since 0.1
 */
public final class FaultRule {
    private final String calls;
    private final Predicate<RecordedCall> matches;
    private final Firing firing;
    private final FaultAction action;
    private int matched;
    private int fired;
    private boolean removed;
    private boolean mayBeUnused;

    FaultRule(String calls, Predicate<RecordedCall> matches, Firing firing, FaultAction action) {
        this.calls = calls;
        this.matches = matches;
        this.firing = firing;
        this.action = action;
    }

    /** How many calls the rule has hit. */
    public int fired() {
        return fired;
    }

    /** How many calls the rule was about, hit or not. */
    public int matched() {
        return matched;
    }

    /** Takes the rule back. */
    public void remove() {
        removed = true;
    }

    /** Says that the test is content also when no call is hit, so that {@link Faults#requireAllUsed} passes over the rule. */
    public FaultRule mayBeUnused() {
        mayBeUnused = true;
        return this;
    }

    /** Whether the rule was about no call at all, or about a call too few: most likely it is misspelled. */
    boolean isUnused() {
        boolean byChance = firing.isByChance() && matched > 0;
        return fired == 0 && !byChance && !mayBeUnused;
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

    /** The rule in words: {@code calls of eks:CreateCluster, only the 2nd: fail before ServerException}. */
    @Override
    public String toString() {
        return calls + firing + ": " + action.describe();
    }

    /** Which of the matching calls a rule hits. */
    static final class Firing {
        private final int nth;
        private final int every;
        private final int times;
        private final double probability;
        private final Random random;

        Firing(int nth, int every, int times, double probability, long seed) {
            this.nth = nth;
            this.every = every;
            this.times = times;
            this.probability = probability;
            this.random = new Random(seed);
        }

        boolean fires(int matched, int fired) {
            boolean turn = (nth == 0 || matched == nth) && matched % every == 0;
            boolean left = fired < times;
            return turn && left && (!isByChance() || random.nextDouble() < probability);
        }

        boolean isByChance() {
            return probability < 1;
        }

        @Override
        public String toString() {
            String which = nth > 0 ? ", only number " + nth : "";
            return which
                    + (every > 1 ? ", one in " + every : "")
                    + (times < Integer.MAX_VALUE ? ", at most " + times : "")
                    + (isByChance() ? ", each with probability " + probability : "");
        }
    }
}
