package io.github.ekssdk.testing.internal.kubernetes;

/** Some of what a Kubernetes API server measures of itself, as Prometheus reads it. */
final class Metrics {

    private final ClusterObjects objects;
    private final String version;

    Metrics(ClusterObjects objects, String version) {
        this.objects = objects;
        this.version = version;
    }

    ApiAnswer answer() {
        String[] parts = version.split("\\.");
        StringBuilder text = new StringBuilder("""
            # HELP kubernetes_build_info [ALPHA] A metric with a constant '1' value labeled by major, minor, git version.
            # TYPE kubernetes_build_info gauge
            kubernetes_build_info{git_version="v%s",major="%s",minor="%s"} 1
            # HELP apiserver_storage_objects [STABLE] Number of stored objects at the time of last check split by kind.
            # TYPE apiserver_storage_objects gauge
            """.formatted(version, parts[0], parts[1]));
        objects.types().all().stream()
                .map(ResourceType::key)
                .distinct()
                .forEach(type -> text.append("apiserver_storage_objects{resource=\"" + type + "\"} "
                        + objects.all(type).size() + "\n"));
        return ApiAnswer.text(200, text.toString());
    }
}
