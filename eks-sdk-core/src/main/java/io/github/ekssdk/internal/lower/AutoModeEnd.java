package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.resource.eks.ControlPlane;
import java.util.List;

/** Whether EKS Auto Mode is to be switched off: EKS needs the policies of the cluster's role until its nodes are gone. */
final class AutoModeEnd implements Question {

    static final String PATH = "autoMode.ends";

    @Override
    public void ask(Inquiry inquiry) {
        boolean on = inquiry.cluster()
                .filter(state -> Boolean.TRUE.equals(state.properties().get(ControlPlane.AUTO_MODE)))
                .isPresent();
        if (on && inquiry.spec().autoMode().isEmpty()) {
            inquiry.resolve(PATH, List.of("true"));
        }
    }
}
