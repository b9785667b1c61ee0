package io.github.ekssdk.k8s.component;

import io.github.ekssdk.spec.ComponentContext;
import java.util.Optional;

/** Where an object goes. */
record Place(ComponentContext context, Optional<String> namespace) {

    /** Tells whether EKS Auto Mode looks after load balancers and volumes. */
    boolean autoMode() {
        return context.spec().autoMode().isPresent();
    }
}
