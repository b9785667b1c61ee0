package io.github.ekssdk.k8s.nodes;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a listener what happens; its failures are not the drain's. */
final class DrainNews {

    private static final Logger LOG = LoggerFactory.getLogger(Nodes.class);

    private final Consumer<? super DrainEvent> listener;

    DrainNews(Consumer<? super DrainEvent> listener) {
        this.listener = listener;
    }

    void tell(DrainEvent event) {
        try {
            listener.accept(event);
        } catch (RuntimeException failure) {
            LOG.warn("A listener failed on {}", event, failure);
        }
    }
}
