package io.github.ekssdk.testing.internal.protocol;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Operations of one service, found by name or by HTTP method and path. */
public final class Operations {
    private final Map<String, Operation> byName = new HashMap<>();
    private final RouteTable routes = new RouteTable();

    /** Makes the index. */
    public Operations(Collection<Operation> operations) {
        for (Operation operation : operations) {
            byName.put(operation.name(), operation);
            routes.add(operation);
        }
    }

    @Nullable Operation named(String name) {
        return byName.get(name);
    }

    RouteTable routes() {
        return routes;
    }
}
