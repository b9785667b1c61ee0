package io.github.ekssdk.plan;

/** Renders a plan. */
final class PlanJson {

    private PlanJson() {}

    static String render(Plan plan) {
        return plan.toString();
    }
}
