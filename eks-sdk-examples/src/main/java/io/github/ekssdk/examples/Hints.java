package io.github.ekssdk.examples;

import io.github.ekssdk.client.Cluster;
import io.github.ekssdk.state.ResourceState;
import io.github.ekssdk.testing.FakeAws;
import java.net.URI;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** The longer texts of the quick start. */
final class Hints {

    private Hints() {}

    static String inventory(FakeAws aws) {
        String list = aws.inventory().stream()
                .map(resource -> "\n  " + resource.type() + " " + resource.id())
                .collect(Collectors.joining());
        return list.isEmpty() ? "It is empty." : "It holds:" + list;
    }

    static String describe(Cluster cluster) {
        String groups =
                cluster.managedNodeGroups().stream().map(Hints::describe).collect(Collectors.joining("\n"));
        return """
            name        %s
            status      %s
            version     %s
            endpoint    %s
            ARN         %s
            node group  %s\
            """.formatted(
                        cluster.name(),
                        cluster.status(),
                        cluster.version(),
                        cluster.endpoint().orElse("none yet"),
                        cluster.arn(),
                        groups.indent(12).strip());
    }

    private static String describe(ResourceState group) {
        return group.id().substring(group.id().indexOf('/') + 1) + ", " + group.status() + ", "
                + group.properties().get("desiredSize") + " nodes of "
                + group.properties().get("instanceTypes");
    }

    static String kubeconfig(Path file, Options options, boolean inside) {
        String onFake = inside
                ? "It asks the aws tool for tokens, and yours do not count here; below, the token is in the file."
                : "The fake has no Kubernetes behind its endpoint; on AWS kubectl would work with it.";
        return "Written to " + file + "\n" + (options.aws() ? "kubectl --kubeconfig " + file + " get nodes" : onFake);
    }

    static String awsTool(URI endpoint, String region, Options options) {
        return """
            export AWS_ENDPOINT_URL=%s AWS_DEFAULT_REGION=%s
            export AWS_ACCESS_KEY_ID=fake AWS_SECRET_ACCESS_KEY=fake
            aws eks describe-cluster --name %s%s\
            """.formatted(
                endpoint, region, options.name(), options.keep() ? "" : "\n(--keep leaves you the time to try it.)");
    }

    static String costs() {
        return """

            Nothing was changed. Two nodes, a NAT gateway and a control plane cost about 0.25 USD an hour, and creating and
            deleting them takes some twenty minutes. To go ahead, run the same with --yes.\
            """;
    }
}
