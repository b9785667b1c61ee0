package io.github.ekssdk.kubeconfig;

import static io.github.ekssdk.internal.Yaml.entry;
import static io.github.ekssdk.internal.Yaml.list;
import static io.github.ekssdk.internal.Yaml.map;

import io.github.ekssdk.internal.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** The three entries of one cluster, with the fields and in the order in which the aws tool writes them. */
final class KubeconfigEntries {

    private static final String EXEC_API_VERSION = "client.authentication.k8s.io/v1beta1";

    /** Short for {@code --role-arn}; what the aws tool writes, so that the files compare equal. */
    private static final String ROLE_OPTION = "--role";

    private final Kubeconfig kubeconfig;

    KubeconfigEntries(Kubeconfig kubeconfig) {
        this.kubeconfig = kubeconfig;
    }

    Node cluster() {
        MappingNode cluster = map(
                entry("certificate-authority-data", kubeconfig.certificateAuthorityData()),
                entry("server", kubeconfig.endpoint()));
        return map(entry("cluster", cluster), entry("name", kubeconfig.arn()));
    }

    /** A context that takes the place of another keeps what the other said beside cluster and user: its namespace. */
    Node context(Optional<Node> replaced) {
        MappingNode context = map(entry("cluster", kubeconfig.arn()), entry("user", kubeconfig.userName()));
        replaced.flatMap(old -> Yaml.find(old, "context"))
                .filter(MappingNode.class::isInstance)
                .map(MappingNode.class::cast)
                .ifPresent(old -> Yaml.addMissing(context, old));
        return map(entry("context", context), entry("name", kubeconfig.contextName()));
    }

    Node user() {
        return map(entry("name", kubeconfig.userName()), entry("user", credentials()));
    }

    private MappingNode credentials() {
        UserCredentials credentials = kubeconfig.credentials();
        return credentials instanceof EmbeddedToken embedded
                ? map(entry("token", embedded.token().value()))
                : map(entry("exec", exec((ExecPlugin) credentials)));
    }

    private MappingNode exec(ExecPlugin plugin) {
        List<String> command = plugin.command().isEmpty() ? getToken(plugin) : plugin.command();
        MappingNode exec = map(
                entry("apiVersion", EXEC_API_VERSION),
                entry("args", list(command.stream().skip(1).map(Yaml::text).toList())),
                entry("command", command.get(0)));
        plugin.profile()
                .map(profile -> map(entry("name", "AWS_PROFILE"), entry("value", profile)))
                .ifPresent(variable -> Yaml.put(exec, "env", list(List.of(variable))));
        return exec;
    }

    private List<String> getToken(ExecPlugin plugin) {
        List<String> command = new ArrayList<>(List.of("aws", "--region", kubeconfig.region(), "eks", "get-token"));
        command.addAll(List.of("--cluster-name", kubeconfig.clusterName(), "--output", "json"));
        plugin.roleArn().ifPresent(roleArn -> command.addAll(List.of(ROLE_OPTION, roleArn)));
        return command;
    }
}
