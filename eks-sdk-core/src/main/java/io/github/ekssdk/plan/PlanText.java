package io.github.ekssdk.plan;

/** Renders a plan. */
final class PlanText {

    private PlanText() {}

    static String render(Plan plan) {
        return plan.toString();
    }
}
