package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.graph.ResourceKind;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** The extensions on the class path. */
final class Extensions {

    private static final List<ClusterExtension> ALL =
            ServiceLoader.load(ClusterExtension.class, ClusterExtension.class.getClassLoader()).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();

    private Extensions() {}

    static List<ClusterExtension> all() {
        return ALL;
    }

    static Stream<ResourceKind> kinds() {
        return ALL.stream().flatMap(extension -> extension.kinds().stream());
    }
}
