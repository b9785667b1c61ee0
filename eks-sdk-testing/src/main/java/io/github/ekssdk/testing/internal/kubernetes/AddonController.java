package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The objects of EKS add-ons, and of what EKS puts into new clusters by itself. */
final class AddonController implements Controller {
    private static final String LABEL = "eks.amazonaws.com/component";
    private static final String MADE = "fake.eks/addon";

    private final ClusterObjects objects;
    private final Deletion deletion;
    private final AwsSide aws;
    private final List<ObjectNode> manifests = Trees.documents("addons.yaml");
    private final Set<String> brought = new HashSet<>();

    AddonController(ClusterObjects objects, Deletion deletion, AwsSide aws) {
        this.objects = objects;
        this.deletion = deletion;
        this.aws = aws;
    }

    /** None: EKS alone decides what is installed. */
    @Override
    public List<String> types() {
        return List.of();
    }

    @Override
    public void reconcile() {
        aws.sight().ifPresent(sight -> {
            Set<String> managed = new HashSet<>();
            sight.addons().forEach(addon -> managed.add(addon.addonName()));
            for (String name : sight.selfManagedAddons()) {
                if (brought.add(name)) {
                    install(name);
                }
            }
            for (String name : managed) {
                if (brought.add("managed " + name)) {
                    install(name);
                }
                sight.addonRole(name).ifPresent(role -> assume(name, role));
            }
            brought.removeIf(name -> {
                boolean gone = name.startsWith("managed ") && !managed.contains(name.substring("managed ".length()));
                if (gone) {
                    remove(name.substring("managed ".length()));
                }
                return gone;
            });
        });
    }

    private void install(String addon) {
        for (ObjectNode manifest : manifests) {
            if (Trees.text(manifest, "metadata", "annotations", MADE).equals(addon)) {
                ObjectNode object = manifest.deepCopy();
                ResourceType type = objects.types()
                        .ofKind(Trees.text(object, "apiVersion"), Trees.text(object, "kind"))
                        .orElseThrow();
                Trees.child(object, "metadata").remove("annotations");
                Trees.child(object, "metadata", "labels").put(LABEL, addon);
                objects.create(type.key(), object);
            }
        }
    }

    /** The first service account of an add-on carries the role that the add-on was given. */
    private void assume(String addon, String roleArn) {
        manifests.stream()
                .filter(one -> Trees.text(one, "metadata", "annotations", MADE).equals(addon))
                .filter(one -> Trees.text(one, "kind").equals("ServiceAccount"))
                .findFirst()
                .ifPresent(account -> objects.change(
                        "serviceaccounts",
                        account,
                        copy -> Trees.child(copy, "metadata", "annotations")
                                .put("eks.amazonaws.com/role-arn", roleArn)));
    }

    private void remove(String addon) {
        for (ObjectNode manifest : manifests) {
            if (Trees.text(manifest, "metadata", "annotations", MADE).equals(addon)) {
                ResourceType type = objects.types()
                        .ofKind(Trees.text(manifest, "apiVersion"), Trees.text(manifest, "kind"))
                        .orElseThrow();
                objects.get(type.key(), Trees.namespace(manifest), Trees.name(manifest))
                        .ifPresent(object -> {
                            var unused = deletion.delete(object, type, Deletion.Options.BACKGROUND);
                        });
            }
        }
    }
}
