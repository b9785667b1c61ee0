package io.github.ekssdk.k8s.awsauth;

import static io.github.ekssdk.k8s.awsauth.AwsAuthWorld.role;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.error.LockOutException;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.spec.ClusterSpec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.model.AuthenticationMode;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AwsAuthGuideTest {

    private final AwsAuthWorld world = new AwsAuthWorld(AuthenticationMode.CONFIG_MAP);
    private final List<String> shown = new ArrayList<>();

    @AfterEach
    void close() {
        world.close();
    }

    private void show(String text) {
        shown.add(text);
    }

    @Test
    void a_role_and_a_user_are_let_in() {
        KubernetesClient client = world.root();
        EksManager eks = world.manager;

        // tag::edit
        AwsAuth awsAuth = AwsAuth.of(client, eks, "prod");

        AwsAuthPlan plan = awsAuth.plan(edit -> edit.mapRole(
                        "arn:aws:iam::123456789012:role/ci",
                        who -> who.username("ci:{{SessionName}}").group("deployers"))
                .mapUser(
                        "arn:aws:iam::123456789012:user/ana",
                        who -> who.username("ana").group("system:masters"))
                .removeRole("arn:aws:iam::123456789012:role/former-ci"));

        show(plan.render());
        awsAuth.apply(plan);
        // end::edit

        assertThat(shown).singleElement().asString().contains("2 to add");
        assertThat(awsAuth.read().roles()).extracting(IamMapping::arn).containsExactly(role("ci"));
    }

    @Test
    void a_lock_out_takes_a_word() {
        world.given("- rolearn: " + role("admin") + "\n  username: admin\n  groups: [system:masters]\n");
        AwsAuth awsAuth = AwsAuth.of(world.as("admin", "jane"));

        // tag::lock-out
        AwsAuthPlan plan = awsAuth.plan(edit -> edit.removeRole("arn:aws:iam::123456789012:role/admin"));

        assertThat(plan.dangers()).isNotEmpty();
        assertThatThrownBy(() -> awsAuth.apply(plan)).isInstanceOf(LockOutException.class);
        awsAuth.apply(plan.allowingLockOut());
        // end::lock-out

        assertThat(world.mapRoles()).isEqualTo("[]\n");
    }

    @Test
    void a_backup_is_restored() {
        world.given("- rolearn: " + role("dev") + "\n  username: dev\n");
        AwsAuth awsAuth = AwsAuth.of(world.root());
        awsAuth.apply(awsAuth.plan(edit -> edit.removeRole(role("dev"))));

        // tag::restore
        AwsAuthBackup latest = awsAuth.backups().get(0);
        AwsAuthPlan plan = awsAuth.planRestore(latest);
        show(plan.render());
        awsAuth.apply(plan);
        // end::restore

        assertThat(world.mapRoles()).contains(role("dev"));
    }

    @Test
    void a_cluster_of_another_tool_is_migrated() {
        world.iamRole("/", "dev");
        world.given("- rolearn: " + role("dev") + "\n  username: dev\n  groups: [devs]\n");
        KubernetesClient client = world.root();
        EksManager eks = world.manager;

        // tag::migrate
        AwsAuth awsAuth = AwsAuth.of(client, eks, "prod");
        AccessEntryMigration migration = awsAuth.planMigration();
        show(migration.render());

        Plan plan = eks.planAccess("prod", migration.accessEntries());
        show(plan.render());
        eks.apply(plan);
        // end::migrate
        // tag::remove
        AwsAuthPlan removal = awsAuth.planRemovalOfMigrated();
        show(removal.render());
        awsAuth.apply(removal);
        // end::remove

        assertThat(awsAuth.read().roles()).isEmpty();
    }

    @Test
    void a_spec_gets_the_entries() {
        world.iamRole("/", "dev");
        world.given("- rolearn: " + role("dev") + "\n  username: dev\n  groups: [devs]\n");
        AwsAuth awsAuth = AwsAuth.of(world.root(), world.manager, "prod");
        ClusterSpec prod = ClusterSpec.builder("prod").build();

        // tag::spec
        ClusterSpec next = awsAuth.planMigration().addTo(prod);
        // end::spec

        assertThat(next.accessEntries()).hasSize(1);
    }
}
