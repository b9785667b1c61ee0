package io.github.ekssdk.plan;

/** Renders a plan. */
final class PlanMermaid {

    private PlanMermaid() {}

    static String render(Plan plan) {
        return plan.toString();
    }
}
