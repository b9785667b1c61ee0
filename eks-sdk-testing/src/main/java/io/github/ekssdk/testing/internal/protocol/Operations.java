package io.github.ekssdk.testing.internal.protocol;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

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

    /**
     * A builder of a request.
     *
     * @throws IllegalArgumentException if there is no such operation
     */
    public SdkPojo newRequest(String operation) {
        Operation found = byName.get(operation);
        if (found == null) {
            throw new IllegalArgumentException("The fake AWS does not have the operation " + operation + ".");
        }
        return found.newRequest();
    }

    /** Names of the operations, sorted. */
    public SortedSet<String> names() {
        return new TreeSet<>(byName.keySet());
    }

    /** The operation of that name, if the service has it. */
    public @Nullable Operation named(String name) {
        return byName.get(name);
    }

    RouteTable routes() {
        return routes;
    }
}
