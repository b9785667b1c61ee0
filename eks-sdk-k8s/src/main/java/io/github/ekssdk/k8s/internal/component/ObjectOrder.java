package io.github.ekssdk.k8s.internal.component;

import io.github.ekssdk.internal.graph.ResourceGraph;
import io.github.ekssdk.internal.graph.ResourceNode;
import io.github.ekssdk.spec.Component;
import io.github.ekssdk.spec.KubernetesObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** What must be there before what, inside of a cluster, although nothing of the one stands in the other's settings. */
final class ObjectOrder {

    private static final Set<String> WORKLOADS =
            Set.of("Deployment.apps", "StatefulSet.apps", "DaemonSet.apps", "Job.batch", "CronJob.batch", "Pod");
    private static final Set<String> WEBHOOKS = Set.of(
            "MutatingWebhookConfiguration.admissionregistration.k8s.io",
            "ValidatingWebhookConfiguration.admissionregistration.k8s.io");
    private static final Set<String> BINDINGS =
            Set.of("RoleBinding.rbac.authorization.k8s.io", "ClusterRoleBinding.rbac.authorization.k8s.io");

    private final ResourceGraph graph;
    private final Map<Component, List<KubernetesObject>> objects;
    private final Map<String, String> definitions = new HashMap<>();
    private final Set<String> there = new HashSet<>();

    ObjectOrder(ResourceGraph graph, Map<Component, List<KubernetesObject>> objects) {
        this.graph = graph;
        this.objects = objects;
        objects.values().forEach(all -> all.forEach(this::know));
    }

    private void know(KubernetesObject object) {
        there.add(id(object));
        if (object.kind().equals("CustomResourceDefinition")) {
            definitions.put(
                    ObjectName.groupKind(
                            Tree.text(object.manifest(), "spec", "group"),
                            Tree.text(object.manifest(), "spec", "names", "kind")),
                    id(object));
        }
    }

    void add() {
        objects.forEach((component, all) -> {
            all.forEach(object -> {
                namespace(object);
                customResource(object);
                workload(object, all);
                webhook(object, all);
            });
            component.after().stream()
                    .flatMap(name -> objects.keySet().stream()
                            .filter(other -> other.name().equals(name)))
                    .forEach(before -> after(before, all));
        });
    }

    private static String id(KubernetesObject object) {
        return ObjectKind.NAME + "/" + ObjectName.of(object);
    }

    private void order(String first, KubernetesObject then) {
        if (there.contains(first) && !first.equals(id(then))) {
            graph.order(first, id(then));
        }
    }

    private void namespace(KubernetesObject object) {
        ObjectName.of(object).inNamespace().ifPresent(name -> order(ObjectKind.NAME + "/Namespace/" + name, object));
    }

    /** One comes after its definition and those who serve its webhooks; where nothing here defines it, after all add-ons. */
    private void customResource(KubernetesObject object) {
        if (!Members.custom(object.group())) {
            return;
        }
        String definition = definitions.get(ObjectName.groupKind(object.group(), object.kind()));
        if (definition == null) {
            graph.nodes().stream()
                    .map(ResourceNode::id)
                    .filter(id -> id.startsWith("addon/"))
                    .forEach(addon -> graph.order(addon, id(object)));
            return;
        }
        order(definition, object);
        objects.values().stream()
                .filter(all -> all.stream().anyMatch(other -> id(other).equals(definition)))
                .flatMap(List::stream)
                .filter(other -> webhookOrWorkload(other))
                .forEach(other -> order(id(other), object));
    }

    private static boolean webhookOrWorkload(KubernetesObject object) {
        String groupKind = ObjectName.of(object).groupKind();
        return WEBHOOKS.contains(groupKind) || groupKind.equals("Deployment.apps");
    }

    /** Pods come after what they name, and after the role that they take: it is given to them when they are made. */
    private void workload(KubernetesObject object, List<KubernetesObject> all) {
        if (!WORKLOADS.contains(ObjectName.of(object).groupKind())) {
            return;
        }
        String namespace = ObjectName.of(object).namespace();
        Map<String, Object> pod = PodTemplates.spec(object.manifest());
        PodTemplates.needs(pod)
                .forEach(need ->
                        order(ObjectKind.NAME + "/" + need.kind() + "/" + namespace + "/" + need.name(), object));
        String account = Objects.requireNonNullElse((String) Tree.at(pod, "serviceAccountName"), "default");
        String association = "podIdentityAssociation/" + namespace + "/" + account;
        if (graph.find(association).isPresent()) {
            graph.order(association, id(object));
        }
        all.stream()
                .filter(other -> BINDINGS.contains(ObjectName.of(other).groupKind()))
                .filter(binding -> binds(binding, namespace, account))
                .forEach(binding -> order(id(binding), object));
    }

    private static boolean binds(KubernetesObject binding, String namespace, String account) {
        return Tree.list(binding.manifest(), "subjects").stream()
                .anyMatch(subject -> Tree.text(subject, "name").equals(account)
                        && Tree.text(subject, "namespace").equals(namespace));
    }

    /** A webhook that nobody answers keeps everything else from being made, so it comes after those who answer it. */
    private void webhook(KubernetesObject object, List<KubernetesObject> all) {
        if (WEBHOOKS.contains(ObjectName.of(object).groupKind())) {
            all.stream()
                    .filter(other -> ObjectName.of(other).groupKind().equals("Deployment.apps")
                            || other.kind().equals("Service"))
                    .forEach(other -> order(id(other), object));
        }
    }

    /** The last ones of a component are those that the others of it do not wait for; all are awaited. */
    private void after(Component before, List<KubernetesObject> all) {
        String addon = "addon/" + before.name();
        if (graph.find(addon).isPresent()) {
            all.forEach(then -> graph.order(addon, id(then)));
        }
        Stream<KubernetesObject> first = objects.getOrDefault(before, List.of()).stream();
        first.forEach(one -> all.forEach(then -> order(id(one), then)));
    }
}
