package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ekssdk.testing.internal.service.eks.ClusterSight;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes volumes for claims as the EBS CSI driver does, where it is installed; they go with their claims. */
final class VolumeController implements Controller {
    private static final String CLAIMS = "persistentvolumeclaims";
    private static final String VOLUMES = "persistentvolumes";
    private static final String CLASSES = "storageclasses.storage.k8s.io";
    private static final Duration RETRY = Duration.ofMinutes(1);
    private static final String PROTECTION = "kubernetes.io/pvc-protection";
    private static final List<String> PROVISIONERS = List.of("ebs.csi.aws.com", "kubernetes.io/aws-ebs");
    private static final String AUTO_MODE = "ebs.csi.eks.amazonaws.com";

    private final ClusterObjects objects;
    private final Deletion deletion;
    private final AwsSide aws;
    private final Wakeups wakeups;
    private final PodRoles roles;
    private final Events events;

    VolumeController(ClusterObjects objects, Deletion deletion, AwsSide aws, Wakeups wakeups) {
        this.objects = objects;
        this.deletion = deletion;
        this.aws = aws;
        this.wakeups = wakeups;
        this.roles = new PodRoles(objects, aws);
        this.events = new Events(objects, "ebs.csi.aws.com");
    }

    @Override
    public List<String> types() {
        return List.of(CLAIMS, "pods", CLASSES, VOLUMES, "deployments.apps");
    }

    @Override
    public void reconcile() {
        for (ObjectNode claim : objects.all(CLAIMS)) {
            if (Trees.isDeleting(claim)) {
                if (users(claim).isEmpty() && Deletion.finalizers(claim).contains(PROTECTION)) {
                    deletion.release(claim, objects.types().require(CLAIMS), PROTECTION);
                }
            } else if (Trees.text(claim, "status", "phase").equals("Bound")) {
                grow(claim);
            } else {
                bind(claim);
            }
        }
        objects.all(VOLUMES).forEach(this::reclaim);
    }

    private List<ObjectNode> users(ObjectNode claim) {
        return objects.in("pods", Trees.namespace(claim)).stream()
                .filter(pod -> !Pods.isOver(pod))
                .filter(pod -> {
                    for (JsonNode volume : Trees.at(pod, "spec", "volumes")) {
                        if (Trees.text(volume, "persistentVolumeClaim", "claimName")
                                .equals(Trees.name(claim))) {
                            return true;
                        }
                    }
                    return false;
                })
                .toList();
    }

    private void bind(ObjectNode claim) {
        Optional<ObjectNode> storage = objects.get(CLASSES, "", Trees.text(claim, "spec", "storageClassName"));
        if (storage.isEmpty() || !isProvided(Trees.text(storage.get(), "provisioner"))) {
            return;
        }
        boolean auto = isAutoMode(storage.get());
        boolean waits = Trees.text(storage.get(), "volumeBindingMode").equals("WaitForFirstConsumer");
        boolean used = users(claim).stream()
                .anyMatch(pod -> !Trees.text(pod, "spec", "nodeName").isEmpty());
        if (waits && !used) {
            return;
        }
        if (!auto && !hasRights()) {
            refused(claim, storage.get());
            return;
        }
        int gib = gib(claim);
        String name = "pvc-" + Trees.uid(claim);
        Optional<String> id = attempt(
                "volume of " + Trees.name(claim) + " is tried again",
                () -> aws.act("make-volume", Trees.namespace(claim) + "/" + Trees.name(claim), String.valueOf(gib)));
        if (id.isEmpty()) {
            return;
        }
        objects.create(VOLUMES, volume(claim, storage.get(), name, id.get()));
        objects.change(CLAIMS, claim, copy -> {
            Trees.child(copy, "spec").put("volumeName", name);
            ObjectNode status = Trees.child(copy, "status").put("phase", "Bound");
            status.set("accessModes", Trees.at(copy, "spec", "accessModes").deepCopy());
            status.putObject("capacity").put("storage", gib + "Gi");
        });
    }

    /** What AWS refuses is tried again in a minute. */
    private Optional<String> attempt(String what, Supplier<String> deed) {
        try {
            return Optional.of(deed.get());
        } catch (IllegalStateException | IllegalArgumentException refused) {
            wakeups.at(objects.now().plus(RETRY), what);
            return Optional.empty();
        }
    }

    private boolean isProvided(String provisioner) {
        if (provisioner.equals(AUTO_MODE)) {
            return aws.sight().filter(ClusterSight::makesVolumesItself).isPresent();
        }
        return PROVISIONERS.contains(provisioner)
                && objects.get("deployments.apps", "kube-system", "ebs-csi-controller")
                        .filter(driver -> Trees.number(driver, 0, "status", "readyReplicas") > 0)
                        .isPresent();
    }

    private static boolean isAutoMode(ObjectNode storage) {
        return Trees.text(storage, "provisioner").equals(AUTO_MODE);
    }

    /** The driver makes volumes with tags, and its policy wants one of them. */
    private boolean hasRights() {
        return roles.allow(
                "kube-system", "ebs-csi-controller-sa", "ec2:CreateVolume", Map.of("ebs.csi.aws.com/cluster", "true"));
    }

    private void refused(ObjectNode claim, ObjectNode storage) {
        events.warn(
                claim,
                "ProvisioningFailed",
                "failed to provision volume with StorageClass \"" + Trees.name(storage)
                        + "\": rpc error: code = Internal desc = Could not create volume \"pvc-" + Trees.uid(claim)
                        + "\": could not create volume in EC2: operation error EC2: CreateVolume, https response error"
                        + " StatusCode: 403, api error UnauthorizedOperation: You are not authorized to perform this"
                        + " operation.");
        wakeups.at(objects.now().plus(RETRY), "volume of " + Trees.name(claim) + " is tried again");
    }

    private static int gib(ObjectNode claim) {
        long bytes = Placement.quantity(Trees.text(claim, "spec", "resources", "requests", "storage")) / 1000;
        return (int) Math.max(1, (bytes + (1L << 30) - 1) >> 30);
    }

    /** A claim that asks for more than it has gets it. */
    private void grow(ObjectNode claim) {
        String name = Trees.text(claim, "spec", "volumeName");
        int gib = gib(claim);
        Optional<ObjectNode> volume = objects.get(VOLUMES, "", name)
                .filter(found -> Placement.quantity(Trees.text(found, "spec", "capacity", "storage"))
                        < Placement.quantity(gib + "Gi"));
        volume.flatMap(found -> attempt(
                        name + " grows",
                        () -> aws.act(
                                "grow-volume", Trees.text(found, "spec", "csi", "volumeHandle"), String.valueOf(gib))))
                .ifPresent(done -> {
                    objects.change(
                            VOLUMES,
                            volume.get(),
                            copy -> Trees.child(copy, "spec", "capacity").put("storage", gib + "Gi"));
                    objects.status(
                            CLAIMS,
                            claim,
                            status -> Trees.child(status, "capacity").put("storage", gib + "Gi"));
                });
    }

    private static ObjectNode volume(ObjectNode claim, ObjectNode storage, String name, String id) {
        ObjectNode volume = NamespaceController.named("", name);
        ObjectNode spec = volume.putObject("spec");
        spec.putObject("capacity").put("storage", gib(claim) + "Gi");
        spec.set("accessModes", Trees.at(claim, "spec", "accessModes").deepCopy());
        spec.put("storageClassName", Trees.name(storage))
                .put("persistentVolumeReclaimPolicy", Trees.text(storage, "reclaimPolicy"))
                .put("volumeMode", "Filesystem");
        spec.putObject("csi")
                .put("driver", isAutoMode(storage) ? AUTO_MODE : "ebs.csi.aws.com")
                .put("volumeHandle", id);
        spec.putObject("claimRef")
                .put("kind", "PersistentVolumeClaim")
                .put("apiVersion", "v1")
                .put("namespace", Trees.namespace(claim))
                .put("name", Trees.name(claim))
                .put("uid", Trees.uid(claim));
        volume.putObject("status").put("phase", "Bound");
        return volume;
    }

    private void reclaim(ObjectNode volume) {
        JsonNode claim = Trees.at(volume, "spec", "claimRef");
        boolean gone = claim.isObject()
                && objects.get(CLAIMS, Trees.text(claim, "namespace"), Trees.text(claim, "name"))
                        .filter(found -> Trees.uid(found).equals(Trees.text(claim, "uid")))
                        .isEmpty();
        if (!gone) {
            return;
        }
        if (Trees.text(volume, "spec", "persistentVolumeReclaimPolicy").equals("Retain")) {
            objects.status(VOLUMES, volume, status -> status.put("phase", "Released"));
        } else {
            attempt(Trees.name(volume) + " is deleted", () -> {
                        aws.deleteVolume(Trees.text(volume, "spec", "csi", "volumeHandle"));
                        return "";
                    })
                    .ifPresent(done -> objects.store().remove(VOLUMES, volume));
        }
    }
}
