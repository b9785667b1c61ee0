package io.github.ekssdk.examples;

import io.github.ekssdk.Eks;
import io.github.ekssdk.k8s.component.Components;
import io.github.ekssdk.spec.ClusterSpec;
import java.util.List;

/** A service account whose Pods read buckets of S3, by a role that they take with EKS Pod Identity. */
public final class PodIdentityAccount implements Example {

    PodIdentityAccount() {}

    /** Runs the example; {@code --help} lists what it takes. */
    public static void main(String[] args) {
        Demo.main(new PodIdentityAccount(), args);
    }

    @Override
    public ClusterSpec spec(String name) {
        return Eks.cluster(name)
                .managedNodeGroup("general")
                .component(Components.of(
                        "reports",
                        reports -> reports.namespace("reports")
                                .serviceAccount(
                                        "reader",
                                        reader -> reader.podIdentity(
                                                role -> role.managedPolicy("AmazonS3ReadOnlyAccess")))
                                .deployment(
                                        "reader",
                                        reader -> reader.image("public.ecr.aws/aws-cli/aws-cli:latest")
                                                .command("sleep", "infinity")
                                                .serviceAccount("reader"))))
                .build();
    }

    @Override
    public List<List<String>> readBack() {
        return List.of(
                List.of("get", "serviceaccount", "reader", "--namespace", "reports"),
                List.of("get", "deployment", "reader", "--namespace", "reports"));
    }
}
