package io.github.ekssdk.testing.internal.service.autoscaling;

import software.amazon.awssdk.services.autoscaling.model.LifecycleHook;

/**
 * A lifecycle hook of a group.
 *
 * @param answered whether whoever is notified completes the action at once, as EKS does with its own hooks
 */
record Hook(LifecycleHook model, boolean answered) {
    static final String LAUNCHING = "autoscaling:EC2_INSTANCE_LAUNCHING";
    static final String TERMINATING = "autoscaling:EC2_INSTANCE_TERMINATING";

    boolean holds(String transition) {
        return !answered && model.lifecycleTransition().equals(transition);
    }
}
