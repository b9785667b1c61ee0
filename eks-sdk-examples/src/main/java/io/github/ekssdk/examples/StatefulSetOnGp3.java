package io.github.ekssdk.examples;

import io.github.ekssdk.Eks;
import io.github.ekssdk.k8s.component.Components;
import io.github.ekssdk.k8s.component.StorageClasses;
import io.github.ekssdk.spec.ClusterSpec;
import java.util.List;

/** A StatefulSet whose Pods have gp3 volumes, with the EBS CSI driver as an EKS add-on. */
public final class StatefulSetOnGp3 implements Example {

    StatefulSetOnGp3() {}

    /** Runs the example; {@code --help} lists what it takes. */
    public static void main(String[] args) {
        Demo.main(new StatefulSetOnGp3(), args);
    }

    @Override
    public ClusterSpec spec(String name) {
        return Eks.cluster(name)
                .managedNodeGroup("general")
                .addon("aws-ebs-csi-driver")
                .component(StorageClasses.gp3().asDefault())
                .component(Components.of(
                        "database",
                        objects -> objects.after("storage-class-gp3")
                                .namespace("database")
                                .service("db", db -> db.headless().port(5432))
                                .statefulSet(
                                        "db",
                                        db -> db.image("public.ecr.aws/docker/library/postgres:17")
                                                .port(5432)
                                                .replicas(2)
                                                .volume("data", "/var/lib/postgresql", "20Gi", "gp3"))))
                .build();
    }

    @Override
    public List<List<String>> readBack() {
        return List.of(
                List.of("get", "storageclasses"),
                List.of("get", "statefulset", "db", "--namespace", "database"),
                List.of("get", "persistentvolumeclaims", "--namespace", "database"));
    }
}
