package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.graph.LateText;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.spec.NodeGroupSpec;
import io.github.ekssdk.spec.Taint;
import io.github.ekssdk.spec.UserDataSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes user data: MIME parts for nodeadm, settings for Bottlerocket, PowerShell for Windows. EKS joins the nodes of a managed
 * group by parts of its own; for others the part that does is written here, with what is known once the cluster is there.
 */
final class NodeUserData {

    private static final String BOUNDARY = "EKS-SDK";
    private static final String KUBERNETES_TABLE = "[settings.kubernetes]";

    private static final Pattern LABEL_VALUE = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?");

    private final LoweringContext context;
    private final NodeGroupSpec group;
    private final UserDataSpec own;

    NodeUserData(LoweringContext context, NodeGroupSpec group) {
        this.context = context;
        this.group = group;
        this.own = group.userData().orElseGet(() -> UserDataSpec.builder().build());
    }

    /** Returns what is said beside what EKS adds; nothing where nothing is. */
    Optional<Object> besidesEks() {
        if (own.verbatim().isPresent()) {
            return own.verbatim().map(text -> text);
        }
        List<Object> parts = new ArrayList<>();
        if (group.amiType().amazonLinux() || group.amiType().amazonLinux2()) {
            parts.addAll(linuxParts());
            return parts.isEmpty() ? Optional.empty() : Optional.of(mime(parts));
        }
        return group.amiType().windows()
                ? windows(List.of())
                : own.bottlerocketSettings().map(text -> text);
    }

    /**
     * Returns all of the user data, with what joins the node to the cluster.
     *
     * @param registering whether the node registers itself, with the labels and taints of the group and a label for its name
     */
    Object whole(boolean registering) {
        if (own.verbatim().isPresent()) {
            return own.verbatim().get();
        }
        Map<String, String> labels = registering ? registeredLabels() : Map.of();
        List<Taint> taints = registering ? group.taints() : List.of();
        if (group.amiType().amazonLinux()) {
            List<Object> parts = new ArrayList<>();
            parts.add(part("application/node.eks.aws", nodeConfig(labels, taints)));
            parts.addAll(linuxParts());
            return mime(parts);
        }
        return group.amiType().windows()
                ? windows(List.of(startBootstrap(labels, taints))).orElseThrow()
                : bottlerocket(labels, taints);
    }

    private Map<String, String> registeredLabels() {
        Map<String, String> labels = new TreeMap<>(group.labels());
        if (LABEL_VALUE.matcher(group.name()).matches()) {
            labels.putIfAbsent(Owner.NODE_GROUP_LABEL, group.name());
        }
        return labels;
    }

    private List<Object> linuxParts() {
        List<Object> parts = new ArrayList<>();
        own.shellScripts().forEach(script -> parts.add(part("text/x-shellscript; charset=\"utf-8\"", script)));
        own.nodeConfigs().forEach(document -> parts.add(part("application/node.eks.aws", document)));
        return parts;
    }

    private static LateText part(String type, Object content) {
        return LateText.of("--" + BOUNDARY + "\nContent-Type: " + type + "\n\n", content, "\n");
    }

    private static Object mime(List<Object> parts) {
        List<Object> all = new ArrayList<>();
        all.add("MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"" + BOUNDARY + "\"\n\n");
        all.addAll(parts);
        all.add("--" + BOUNDARY + "--\n");
        return LateText.of(all.toArray());
    }

    private LateText nodeConfig(Map<String, String> labels, List<Taint> taints) {
        StringBuilder kubelet = new StringBuilder();
        if (!labels.isEmpty() || !taints.isEmpty()) {
            kubelet.append("\n  kubelet:\n    flags:");
            if (!labels.isEmpty()) {
                kubelet.append("\n      - --node-labels=").append(labels(labels));
            }
            if (!taints.isEmpty()) {
                kubelet.append("\n      - --register-with-taints=").append(taints(taints));
            }
        }
        return LateText.of(
                "---\napiVersion: node.eks.aws/v1alpha1\nkind: NodeConfig\nspec:\n  cluster:\n    name: "
                        + context.spec().name() + "\n    apiServerEndpoint: ",
                context.cluster("endpoint"),
                "\n    certificateAuthority: ",
                context.cluster("certificateAuthority"),
                "\n    cidr: ",
                context.cluster("serviceCidr"),
                kubelet.toString());
    }

    private static String labels(Map<String, String> labels) {
        return labels.entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(","));
    }

    private static String taints(List<Taint> taints) {
        return taints.stream()
                .map(taint ->
                        taint.key() + "=" + taint.value() + ":" + taint.effect().kubernetesName())
                .collect(Collectors.joining(","));
    }

    /** A table may stand in TOML once only, so what is said of it elsewhere goes on where ours ends. */
    private Object bottlerocket(Map<String, String> labels, List<Taint> taints) {
        String settings = own.bottlerocketSettings().orElse("");
        int table = settings.indexOf(KUBERNETES_TABLE);
        int after = table < 0 ? 0 : table + KUBERNETES_TABLE.length();
        StringBuilder registration = new StringBuilder();
        if (!labels.isEmpty()) {
            registration.append("[settings.kubernetes.node-labels]\n");
            labels.forEach((key, value) -> registration.append("\"" + key + "\" = \"" + value + "\"\n"));
        }
        if (!taints.isEmpty()) {
            registration.append("[settings.kubernetes.node-taints]\n");
            taints.stream()
                    .collect(Collectors.groupingBy(Taint::key, TreeMap::new, Collectors.toList()))
                    .forEach((key, same) -> registration.append("\"" + key + "\" = ["
                            + same.stream()
                                    .map(taint -> "\"" + taint.value() + ":"
                                            + taint.effect().kubernetesName() + "\"")
                                    .collect(Collectors.joining(", "))
                            + "]\n"));
        }
        return LateText.of(
                settings.substring(0, Math.max(0, table)),
                KUBERNETES_TABLE + "\ncluster-name = \"" + context.spec().name() + "\"\napi-server = \"",
                context.cluster("endpoint"),
                "\"\ncluster-certificate = \"",
                context.cluster("certificateAuthority"),
                "\"\n",
                table < 0 ? "" : settings.substring(after).stripLeading() + "\n",
                registration.toString(),
                table < 0 ? settings : "");
    }

    private LateText startBootstrap(Map<String, String> labels, List<Taint> taints) {
        List<String> flags = new ArrayList<>();
        if (!labels.isEmpty()) {
            flags.add("--node-labels=" + labels(labels));
        }
        if (!taints.isEmpty()) {
            flags.add("--register-with-taints=" + taints(taints));
        }
        return LateText.of(
                "& \"$env:ProgramFiles\\Amazon\\EKS\\Start-EKSBootstrap.ps1\" -EKSClusterName \""
                        + context.spec().name() + "\" -APIServerEndpoint \"",
                context.cluster("endpoint"),
                "\" -Base64ClusterCA \"",
                context.cluster("certificateAuthority"),
                "\" -ServiceCIDR \"",
                context.cluster("serviceCidr"),
                "\" -KubeletExtraArgs \"" + String.join(" ", flags) + "\"");
    }

    private Optional<Object> windows(List<Object> after) {
        List<Object> lines = new ArrayList<>();
        own.powerShellScripts().forEach(script -> lines.add(script + "\n"));
        after.forEach(line -> lines.add(LateText.of(line, "\n")));
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        lines.add(0, "<powershell>\n");
        lines.add("</powershell>\n");
        return Optional.of(LateText.of(lines.toArray()));
    }
}
