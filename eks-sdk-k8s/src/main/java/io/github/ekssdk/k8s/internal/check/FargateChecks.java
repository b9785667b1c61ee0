package io.github.ekssdk.k8s.internal.check;

import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.FargateSelector;
import java.util.regex.Pattern;

/**
 * What Fargate does not run.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/fargate.html">Considerations for AWS Fargate</a>
 */
final class FargateChecks {

    private static final String ELSEWHERE =
            "Run it on nodes: name a namespace or labels that no Fargate profile selects.";

    private final ObjectSet objects;
    private final ClusterSpec spec;
    private final Findings findings;

    FargateChecks(ObjectSet objects, ClusterSpec spec, Findings findings) {
        this.objects = objects;
        this.spec = spec;
        this.findings = findings;
    }

    void run() {
        if (!spec.fargateProfiles().isEmpty()) {
            objects.all().forEach(object -> PodTemplate.of(object).ifPresent(this::check));
        }
    }

    private void check(PodTemplate pods) {
        if (pods.object().object().kind().equals("DaemonSet")) {
            daemonSet(pods);
        } else if (onFargate(pods)) {
            host(pods);
            containers(pods);
            volumes(pods);
            placement(pods);
        } else if (!hasNodes()) {
            findings.warning(
                    pods.object(),
                    "No Fargate profile selects its Pods and the spec has no nodes, so they stay Pending.");
        }
    }

    private void daemonSet(PodTemplate pods) {
        if (!hasNodes()) {
            findings.problem(
                    pods.object(),
                    "Fargate runs no DaemonSets, and the spec has no nodes.",
                    "Add a node group, or run what it does as a sidecar container of each Pod.");
        } else if (onFargate(pods)) {
            findings.problem(
                    pods.object(), "A Fargate profile selects its Pods, but Fargate runs no DaemonSets.", ELSEWHERE);
        }
    }

    private void host(PodTemplate pods) {
        if (Tree.isTrue(pods.spec(), "hostNetwork")) {
            refuse(pods, "Its Pods use the network of their node (hostNetwork), which Fargate does not allow.");
        }
        if (pods.containers()
                .flatMap(container -> Tree.items(container, "ports"))
                .anyMatch(port -> Tree.find(port, "hostPort").isPresent())) {
            refuse(pods, "Its Pods use ports of their node (hostPort), which Fargate does not allow.");
        }
    }

    private void containers(PodTemplate pods) {
        pods.containers()
                .filter(container -> Tree.isTrue(container, "securityContext", "privileged"))
                .forEach(container -> refuse(
                        pods,
                        "The container '" + Tree.text(container, "name").orElse("")
                                + "' is privileged, which Fargate does not allow."));
        if (pods.containers()
                .flatMap(container -> Tree.map(container, "resources", "limits").keySet().stream())
                .anyMatch(resource -> String.valueOf(resource).startsWith("nvidia.com/"))) {
            refuse(pods, "Its Pods ask for GPUs, which Fargate does not have.");
        }
    }

    private void volumes(PodTemplate pods) {
        if (Tree.items(pods.spec(), "volumes")
                .anyMatch(volume -> Tree.find(volume, "hostPath").isPresent())) {
            refuse(pods, "Its Pods mount a directory of their node (hostPath), which Fargate does not allow.");
        }
        StorageClasses classes = new StorageClasses(objects);
        Tree.items(pods.object().object().manifest(), "spec", "volumeClaimTemplates")
                .flatMap(claim -> Tree.text(claim, "spec", "storageClassName").stream())
                .filter(classes::isEbs)
                .findFirst()
                .ifPresent(name -> refuse(
                        pods,
                        "Its volumes are of the StorageClass '" + name + "', and Fargate cannot mount EBS volumes."));
    }

    private void placement(PodTemplate pods) {
        if (pods.selects("kubernetes.io/arch", "arm64")) {
            refuse(pods, "Its Pods ask for arm64, which Fargate on EKS does not have.");
        }
        if (pods.selects("kubernetes.io/os", "windows")) {
            refuse(pods, "Its Pods ask for Windows, which Fargate on EKS does not have.");
        }
    }

    private void refuse(PodTemplate pods, String message) {
        findings.problem(pods.object(), message, ELSEWHERE);
    }

    private boolean hasNodes() {
        return !spec.managedNodeGroups().isEmpty()
                || !spec.selfManagedNodeGroups().isEmpty()
                || spec.autoMode().isPresent()
                || objects.of("karpenter.sh", "NodePool").findAny().isPresent();
    }

    private boolean onFargate(PodTemplate pods) {
        return spec.fargateProfiles().stream()
                .flatMap(profile -> profile.selectors().stream())
                .anyMatch(selector -> selects(selector, pods));
    }

    private static boolean selects(FargateSelector selector, PodTemplate pods) {
        return fits(selector.namespace(), pods.object().namespace())
                && selector.labels().entrySet().stream()
                        .allMatch(label -> pods.labels().entrySet().stream()
                                .anyMatch(present -> fits(label.getKey(), present.getKey())
                                        && fits(label.getValue(), present.getValue())));
    }

    private static boolean fits(String pattern, String text) {
        String expression = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return Pattern.matches(expression, text);
    }
}
