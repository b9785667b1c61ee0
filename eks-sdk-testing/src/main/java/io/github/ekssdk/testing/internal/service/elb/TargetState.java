package io.github.ekssdk.testing.internal.service.elb;

import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/** A registered target and how it does. */
record TargetState(TargetDescription target, TargetHealthStateEnum health) {
    static String key(TargetDescription target) {
        return target.id() + ":" + target.port();
    }
}
