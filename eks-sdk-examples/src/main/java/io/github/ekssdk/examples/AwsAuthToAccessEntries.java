package io.github.ekssdk.examples;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.ekssdk.Eks;
import io.github.ekssdk.client.Cluster;
import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.k8s.EksKubernetes;
import io.github.ekssdk.k8s.awsauth.AccessEntryMigration;
import io.github.ekssdk.k8s.awsauth.AwsAuth;
import io.github.ekssdk.k8s.awsauth.AwsAuthPlan;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.spec.AuthenticationMode;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.testing.FakeAws;
import java.util.List;
import software.amazon.awssdk.services.iam.IamClient;

/**
 * A cluster that lets people in by the ConfigMap {@code aws-auth}: it is read, a role is merged into it and changed,
 * the way back to a backup is shown, and then its mappings become access entries. On AWS there has to be an IAM role {@code developers}.
 */
public final class AwsAuthToAccessEntries implements Example {

    private static final String ROLE = "developers";

    AwsAuthToAccessEntries() {}

    /** Runs the example; {@code --help} lists what it takes. */
    public static void main(String[] args) {
        Demo.main(new AwsAuthToAccessEntries(), args);
    }

    @Override
    public ClusterSpec spec(String name) {
        return Eks.cluster(name)
                .authenticationMode(AuthenticationMode.CONFIG_MAP)
                .managedNodeGroup("general")
                .build();
    }

    @Override
    public void beforehand(FakeAws aws) {
        try (IamClient iam = aws.client(IamClient.builder())) {
            iam.createRole(role -> role.roleName(ROLE).assumeRolePolicyDocument("""
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "%s"}}]}
                """.formatted(aws.accountId())));
        }
    }

    @Override
    public void show(EksManager eks, Cluster cluster, Screen screen) {
        try (KubernetesClient client = EksKubernetes.connect(cluster)) {
            AwsAuth awsAuth = AwsAuth.of(client, eks, cluster.name());
            String developers = eks.roleArn(ROLE).orElseThrow();
            screen.title("aws-auth as it is");
            awsAuth.read().roles().forEach(mapping -> screen.print(mapping.toString()));

            screen.title("A mapping more, and changed");
            map(awsAuth, developers, "viewers", screen);
            map(awsAuth, developers, "developers", screen);

            screen.title("What putting the latest backup back would do");
            screen.print(awsAuth.planRestore(awsAuth.backups().get(0)).render());

            migrate(eks, cluster, awsAuth, screen);
        }
    }

    private static void map(AwsAuth awsAuth, String role, String group, Screen screen) {
        apply(
                awsAuth,
                awsAuth.plan(edit -> edit.mapRole(
                        role, who -> who.username("dev:{{SessionName}}").group(group))),
                screen);
    }

    private void migrate(EksManager eks, Cluster cluster, AwsAuth awsAuth, Screen screen) {
        AccessEntryMigration migration = awsAuth.planMigration();
        screen.title("To access entries");
        screen.print(migration.render());
        Plan entries = eks.plan(migration.addTo(spec(cluster.name())));
        screen.print(entries.render());
        eks.apply(entries);

        screen.title("The mappings go");
        apply(awsAuth, awsAuth.planRemovalOfMigrated(), screen);
        awsAuth.read().roles().forEach(mapping -> screen.print("stays: " + mapping));
    }

    private static void apply(AwsAuth awsAuth, AwsAuthPlan plan, Screen screen) {
        screen.print(plan.render());
        awsAuth.apply(plan);
    }

    @Override
    public List<List<String>> readBack() {
        return List.of(List.of("get", "configmaps", "--namespace", "kube-system"));
    }
}
