package io.github.ekssdk.k8s.internal.component;

import io.github.ekssdk.internal.lower.Inquiry;
import io.github.ekssdk.k8s.internal.component.ApiResources.ApiResource;
import io.github.ekssdk.spec.Component;
import io.github.ekssdk.spec.KubernetesObject;
import io.github.ekssdk.spec.ObjectOwnership;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks whether what components want is the SDK's already, somebody else's, or nobody's. */
final class ObjectQuestions {

    private static final Set<ObjectOwnership> OURS_ALONE = Set.of(ObjectOwnership.OWN, ObjectOwnership.INITIAL);

    private final Inquiry inquiry;

    ObjectQuestions(Inquiry inquiry) {
        this.inquiry = inquiry;
    }

    void ask(Map<Component, List<KubernetesObject>> objects) {
        ApiAddress.of(inquiry.cluster())
                .ifPresent(address -> objects.forEach((component, all) -> all.stream()
                        .filter(object -> inquiry.observed(id(object)).isEmpty())
                        .collect(Collectors.groupingBy(ObjectQuestions::collection))
                        .values()
                        .forEach(group -> look(address, component, group))));
    }

    /** Returns the keys of those objects whose kind the cluster has. */
    Set<String> served(Map<String, KubernetesObject> objects) {
        Optional<ApiAddress> address = ApiAddress.of(inquiry.cluster());
        return objects.entrySet().stream()
                .filter(entry -> inquiry.observed(id(entry.getValue())).isPresent()
                        || address.filter(known -> served(known, entry.getValue()))
                                .isPresent())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private boolean served(ApiAddress address, KubernetesObject object) {
        return address.api(inquiry.aws(), inquiry.owner())
                .resources()
                .find(object.apiVersion(), object.kind())
                .isPresent();
    }

    private static String id(KubernetesObject object) {
        return ObjectKind.NAME + "/" + ObjectName.of(object);
    }

    private static String collection(KubernetesObject object) {
        return object.apiVersion() + " " + object.kind() + " "
                + ObjectName.of(object).namespace();
    }

    private static String path(Component component, KubernetesObject object) {
        return "components[" + component.name() + "].objects[" + ObjectName.of(object) + "]";
    }

    private void look(ApiAddress address, Component component, List<KubernetesObject> group) {
        KubernetesApi api = address.api(inquiry.aws(), inquiry.owner());
        KubernetesObject first = group.get(0);
        Optional<ApiResource> served = api.resources().find(first.apiVersion(), first.kind());
        if (served.isEmpty()) {
            return;
        }
        ApiResource resource = served.get();
        Set<String> there = new HashSet<>();
        api.listNames(resource.path(resource.namespaced() ? ObjectName.of(first).inNamespace() : Optional.empty()))
                .forEach(item -> there.add(Tree.text(item, "metadata", "name")));
        group.stream().filter(object -> there.contains(object.name())).forEach(object -> {
            String path = resource.path(ObjectName.of(object).inNamespace(), object.name());
            api.get(path).ifPresent(found -> met(component, object, found, resource, address));
        });
    }

    private void met(
            Component component,
            KubernetesObject object,
            Map<String, Object> found,
            ApiResource resource,
            ApiAddress address) {
        if (OURS_ALONE.contains(object.ownership()) && !ObjectState.member(found)) {
            inquiry.problem(
                    path(component, object),
                    "The cluster has one already, which somebody else made" + madeBy(found) + ".",
                    "Give this one another name, or take the other over with ownership(ADOPT), or only some of its"
                            + " fields with ownership(SHARE).");
        } else {
            inquiry.found(ObjectKind.state(found, resource, address));
        }
    }

    private static String madeBy(Map<String, Object> found) {
        Set<String> managers = new HashSet<>();
        Tree.list(found, "metadata", "managedFields").forEach(entry -> managers.add(Tree.text(entry, "manager")));
        managers.remove("");
        return managers.isEmpty() ? "" : " (" + Field.names(managers) + ")";
    }
}
