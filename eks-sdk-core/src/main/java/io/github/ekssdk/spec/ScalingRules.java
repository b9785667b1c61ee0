package io.github.ekssdk.spec;

import java.util.OptionalInt;

/** What EKS asks of the numbers of nodes. */
final class ScalingRules {

    private static final int MOST_UNAVAILABLE = 100;

    private ScalingRules() {}

    static void check(Scaling scaling, Problems problems) {
        int min = scaling.min();
        int max = scaling.max();
        int desired = scaling.desired();
        if (min < 0) {
            problems.at("min").add("The minimum of " + min + " nodes is negative.", "Give 0 or more.");
        }
        if (max < 1) {
            problems.at("max")
                    .add(
                            "The maximum of " + max + " nodes is too low.",
                            "EKS needs 1 at least; for no nodes now give a minimum and a desired number of 0.");
        }
        if (min > max) {
            problems.at("min")
                    .add(
                            "The minimum of " + min + " nodes is above the maximum of " + max + ".",
                            "Give a minimum up to the maximum.");
        } else if (desired < min || desired > max) {
            problems.at("desired")
                    .add(
                            "The desired number of " + desired + " nodes is not between " + min + " and " + max + ".",
                            "Give a number from the minimum to the maximum.");
        }
    }

    static void check(UpdateConfig config, Problems problems) {
        OptionalInt nodes = config.maxUnavailable();
        OptionalInt percent = config.maxUnavailablePercentage();
        if (nodes.isPresent() && percent.isPresent()) {
            problems.add(
                    "Both maxUnavailable (" + nodes.getAsInt() + ") and maxUnavailablePercentage (" + percent.getAsInt()
                            + ") are set.",
                    "Keep one of them.");
        }
        if (nodes.isEmpty() && percent.isEmpty()) {
            problems.add("Neither maxUnavailable nor maxUnavailablePercentage is set.", "Set one of them.");
        }
        nodes.ifPresent(value -> checkRange(value, "nodes", problems.at("maxUnavailable")));
        percent.ifPresent(value -> checkRange(value, "percent", problems.at("maxUnavailablePercentage")));
    }

    private static void checkRange(int value, String unit, Problems problems) {
        if (value < 1 || value > MOST_UNAVAILABLE) {
            problems.add("The limit is " + value + " " + unit + ".", "EKS takes 1 to " + MOST_UNAVAILABLE + ".");
        }
    }
}
