package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ekssdk.testing.internal.service.eks.ClusterSight;
import java.util.List;
import java.util.Optional;

/** The types of EKS Auto Mode in a cluster that has it on, the node pools that are switched on, and the node class of those. */
final class AutoModeObjects implements Controller {
    private static final String DEFINITIONS = "customresourcedefinitions.apiextensions.k8s.io";
    private static final String POOLS = "nodepools.karpenter.sh";

    private final ClusterObjects objects;
    private final Deletion deletion;
    private final AwsSide aws;
    private final List<ObjectNode> manifests = Trees.documents("auto-mode.yaml");

    AutoModeObjects(ClusterObjects objects, Deletion deletion, AwsSide aws) {
        this.objects = objects;
        this.deletion = deletion;
        this.aws = aws;
    }

    /** The pools can be there as soon as their type is. */
    @Override
    public List<String> types() {
        return List.of(DEFINITIONS);
    }

    @Override
    public void reconcile() {
        Optional<ClusterSight> on = aws.sight().filter(ClusterSight::startsNodesItself);
        List<String> pools =
                on.map(sight -> sight.cluster().computeConfig().nodePools()).orElse(List.of());
        if (on.isPresent()) {
            manifests.forEach(manifest -> bring(manifest, pools));
        }
        remove(pools);
    }

    private void bring(ObjectNode manifest, List<String> pools) {
        boolean wanted = switch (Trees.text(manifest, "kind")) {
            case "NodePool" -> pools.contains(Trees.name(manifest));
            case "NodeClass" -> !pools.isEmpty();
            default -> true;
        };
        if (wanted) {
            type(manifest)
                    .filter(type ->
                            objects.get(type.key(), "", Trees.name(manifest)).isEmpty())
                    .ifPresent(type -> create(manifest.deepCopy(), type));
        }
    }

    private Optional<ResourceType> type(ObjectNode manifest) {
        return objects.types().ofKind(Trees.text(manifest, "apiVersion"), Trees.text(manifest, "kind"));
    }

    private void create(ObjectNode object, ResourceType type) {
        if (type.isCustom()) {
            ready(object);
        }
        if (type.kind().equals("NodeClass")) {
            aws.sight()
                    .map(sight -> sight.cluster().computeConfig().nodeRoleArn())
                    .ifPresent(
                            role -> Trees.child(object, "spec").put("role", role.substring(role.lastIndexOf('/') + 1)));
        }
        objects.create(type.key(), object);
    }

    private void ready(ObjectNode object) {
        Pods.condition(Trees.child(object, "status"), "Ready", "True", "Ready", "", objects.time());
    }

    /** Pools that were switched off go. */
    private void remove(List<String> pools) {
        for (ObjectNode manifest : manifests) {
            if (Trees.text(manifest, "kind").equals("NodePool") && !pools.contains(Trees.name(manifest))) {
                objects.get(POOLS, "", Trees.name(manifest)).ifPresent(pool -> {
                    var unused = deletion.delete(pool, objects.types().require(POOLS), Deletion.Options.BACKGROUND);
                });
            }
        }
    }
}
