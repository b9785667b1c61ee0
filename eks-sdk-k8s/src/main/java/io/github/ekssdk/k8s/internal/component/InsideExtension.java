package io.github.ekssdk.k8s.internal.component;

import io.github.ekssdk.internal.access.PrincipalArn;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.ResourceGraph;
import io.github.ekssdk.internal.graph.ResourceKind;
import io.github.ekssdk.internal.lower.ClusterExtension;
import io.github.ekssdk.internal.lower.Inquiry;
import io.github.ekssdk.k8s.internal.check.Findings;
import io.github.ekssdk.k8s.internal.check.ObjectChecks;
import io.github.ekssdk.spec.Component;
import io.github.ekssdk.spec.ComponentContext;
import io.github.ekssdk.spec.KubernetesObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Adds what components want inside of a cluster to its graph. */
public final class InsideExtension implements ClusterExtension {

    private static final ResourceKind APPLY_SET = new ApplySet();
    private static final ResourceKind OBJECT = new ObjectKind();
    private static final ResourceKind NODE_MAPPING = new NodeMapping();

    @Override
    public List<ResourceKind> kinds() {
        return Stream.concat(Stream.of(APPLY_SET, OBJECT, NODE_MAPPING), Exposed.kinds().stream())
                .toList();
    }

    /** Returns the objects of each component, once each. */
    static Map<Component, List<KubernetesObject>> objects(ComponentContext context) {
        Map<Component, List<KubernetesObject>> objects = new LinkedHashMap<>();
        context.spec().components().forEach(component -> objects.put(component, component.objects(context)));
        return objects;
    }

    @Override
    public void lower(ComponentContext context, Owner owner, ResourceGraph graph) {
        Map<Component, List<KubernetesObject>> objects = objects(context);
        if (objects.values().stream().allMatch(List::isEmpty)) {
            return;
        }
        String cluster = "cluster/" + context.clusterName();
        applySet(objects, cluster, graph);
        objects.values()
                .forEach(all -> all.forEach(object ->
                        graph.add(OBJECT, ObjectName.of(object).toString(), Members.properties(object, cluster))));
        new ObjectOrder(graph, objects).add();
    }

    private static void applySet(Map<Component, List<KubernetesObject>> objects, String cluster, ResourceGraph graph) {
        TreeSet<String> groupKinds = new TreeSet<>();
        objects.values()
                .forEach(all -> all.forEach(
                        object -> groupKinds.add(ObjectName.of(object).groupKind())));
        graph.add(
                APPLY_SET,
                KubernetesApi.MANAGER,
                ApiAddress.settings(cluster)
                        .set(ApplySet.GROUP_KINDS, List.copyOf(groupKinds))
                        .build());
    }

    @Override
    public void letNodesIn(ResourceGraph graph, String clusterName, String principal, Object roleArn, boolean windows) {
        String id = NodeMapping.NAME + "/" + PrincipalArn.withoutPath(principal);
        if (graph.find(id).isEmpty()) {
            graph.add(
                    NODE_MAPPING,
                    PrincipalArn.withoutPath(principal),
                    NodeMapping.properties("cluster/" + clusterName, roleArn, windows));
        }
    }

    @Override
    public void ask(Inquiry inquiry, ComponentContext context) {
        Map<Component, List<KubernetesObject>> objects = objects(context);
        check(inquiry, context, objects);
        new ObjectQuestions(inquiry).ask(objects);
    }

    private static void check(
            Inquiry inquiry, ComponentContext context, Map<Component, List<KubernetesObject>> objects) {
        Map<String, List<KubernetesObject>> byName = new LinkedHashMap<>();
        objects.forEach((component, all) -> byName.put(component.name(), all));
        Findings findings =
                ObjectChecks.check(byName, context.spec(), context.kubernetesVersion(), inquiry.missingSubnetTags());
        findings.problems().forEach(problem -> inquiry.problem(problem.path(), problem.message(), problem.hint()));
        Set<String> settled = new ObjectQuestions(inquiry).served(findings.undefined());
        findings.warnings().stream()
                .filter(warning -> !settled.contains(warning))
                .forEach(inquiry::warning);
    }
}
