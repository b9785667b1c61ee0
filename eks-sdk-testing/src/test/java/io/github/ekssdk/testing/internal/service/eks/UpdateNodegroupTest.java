package io.github.ekssdk.testing.internal.service.eks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.eks.model.InvalidParameterException;
import software.amazon.awssdk.services.eks.model.Nodegroup;
import software.amazon.awssdk.services.eks.model.NodegroupStatus;
import software.amazon.awssdk.services.eks.model.ResourceInUseException;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eks.model.Taint;
import software.amazon.awssdk.services.eks.model.TaintEffect;
import software.amazon.awssdk.services.eks.model.Update;
import software.amazon.awssdk.services.eks.model.UpdateNodegroupConfigRequest;
import software.amazon.awssdk.services.eks.model.UpdateParam;
import software.amazon.awssdk.services.eks.model.UpdateParamType;
import software.amazon.awssdk.services.eks.model.UpdateStatus;
import software.amazon.awssdk.services.eks.model.UpdateType;

class UpdateNodegroupTest {
    private final EksWorld world = new EksWorld();

    @BeforeEach
    void make() {
        world.cluster("prod");
        world.nodegroup(
                "prod",
                "general",
                b -> b.labels(Map.of("tier", "general", "old", "yes")).taints(taint("a", "1"), taint("b", "1")));
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void sizes_change_and_nodes_follow() {
        Update begun =
                update(b -> b.scalingConfig(s -> s.minSize(1).desiredSize(4).maxSize(6)));
        Nodegroup during = world.describe("prod", "general");
        world.pass(EksWorld.UPDATE);
        Nodegroup after = world.describe("prod", "general");

        assertThat(begun.type()).isEqualTo(UpdateType.CONFIG_UPDATE);
        assertThat(begun.params())
                .extracting(UpdateParam::type, UpdateParam::value)
                .containsExactlyInAnyOrder(
                        tuple(UpdateParamType.MIN_SIZE, "1"),
                        tuple(UpdateParamType.MAX_SIZE, "6"),
                        tuple(UpdateParamType.DESIRED_SIZE, "4"));
        assertThat(during.status()).isEqualTo(NodegroupStatus.UPDATING);
        assertThat(during.scalingConfig().desiredSize()).isEqualTo(2);
        assertThat(after.status()).isEqualTo(NodegroupStatus.ACTIVE);
        assertThat(after.scalingConfig().desiredSize()).isEqualTo(4);
        assertThat(nodes()).isEqualTo(4);
    }

    @Test
    void a_smaller_size_terminates_nodes() {
        finish(update(b -> b.scalingConfig(s -> s.minSize(0).desiredSize(1).maxSize(6))));

        assertThat(nodes()).isEqualTo(1);
    }

    @Test
    void N12_an_autoscaler_sets_the_desired_size_by_itself() {
        world.aws.autoscale("prod", "general", 1);

        assertThat(world.describe("prod", "general").scalingConfig().desiredSize())
                .isEqualTo(1);
        assertThat(nodes()).isEqualTo(1);
        assertThat(world.eks
                        .listUpdates(r -> r.name("prod").nodegroupName("general"))
                        .updateIds())
                .isEmpty();
    }

    @Test
    void labels_are_added_changed_and_removed() {
        finish(update(b -> b.labels(
                l -> l.addOrUpdateLabels(Map.of("tier", "gold", "new", "yes")).removeLabels("old"))));

        assertThat(world.describe("prod", "general").labels()).isEqualTo(Map.of("tier", "gold", "new", "yes"));
    }

    @Test
    void taints_are_added_changed_and_removed() {
        finish(update(b -> b.taints(
                t -> t.addOrUpdateTaints(taint("b", "2"), taint("c", "1")).removeTaints(taint("a", "1")))));

        assertThat(world.describe("prod", "general").taints())
                .containsExactlyInAnyOrder(taint("b", "2"), taint("c", "1"));
    }

    @Test
    void N11_another_update_of_the_group_runs() {
        update(b -> b.scalingConfig(s -> s.desiredSize(1)));

        ResourceInUseException refusal = catchThrowableOfType(
                ResourceInUseException.class, () -> update(b -> b.labels(l -> l.addOrUpdateLabels(Map.of("x", "y")))));

        assertThat(refusal.statusCode()).isEqualTo(409);
        assertThat(refusal.clusterName()).isEqualTo("prod");
        assertThat(refusal.nodegroupName()).isEqualTo("general");
        assertThat(refusal).hasMessageContaining("Nodegroup cannot be updated as it is currently not in Active State");
        assertThatExceptionOfType(ResourceInUseException.class)
                .isThrownBy(() -> world.eks.updateNodegroupVersion(
                        r -> r.clusterName("prod").nodegroupName("general")));
        assertThatExceptionOfType(ResourceInUseException.class)
                .isThrownBy(() ->
                        world.eks.deleteNodegroup(r -> r.clusterName("prod").nodegroupName("general")));
    }

    @Test
    void the_same_token_gets_the_same_update() {
        String token = "t".repeat(40);
        Consumer<UpdateNodegroupConfigRequest.Builder> change =
                b -> b.scalingConfig(s -> s.desiredSize(1)).clientRequestToken(token);

        Update first = update(change);
        Update second = update(change);

        assertThat(second.id()).isEqualTo(first.id());
        assertRefused(b -> b.scalingConfig(s -> s.desiredSize(2)).clientRequestToken(token), "other parameters");
    }

    @Test
    void changes_are_checked() {
        assertRefused(b -> {}, "No changes");
        assertRefused(b -> b.scalingConfig(s -> s.minSize(9)), "can't be greater than");
        assertRefused(b -> b.labels(l -> l.addOrUpdateLabels(Map.of("k8s.io/x", "y"))), "reserved prefixes");
        assertRefused(
                b -> b.taints(t -> t.addOrUpdateTaints(
                        Taint.builder().key("x").effect("Never").build())),
                "of effect");
        assertRefused(b -> b.updateConfig(u -> u.maxUnavailablePercentage(0)), "maxUnavailablePercentage");
    }

    @Test
    void updates_of_a_group_are_listed_under_the_group() {
        Update begun = update(b -> b.updateConfig(u -> u.maxUnavailablePercentage(50)));
        world.pass(EksWorld.UPDATE);

        assertThat(world.eks.listUpdates(r -> r.name("prod")).updateIds()).isEmpty();
        assertThat(world.eks
                        .listUpdates(r -> r.name("prod").nodegroupName("general"))
                        .updateIds())
                .containsExactly(begun.id());
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> world.update("prod", begun.id()));
        assertThat(world.describe("prod", "general").updateConfig().maxUnavailablePercentage())
                .isEqualTo(50);
    }

    @Test
    void nodes_follow_the_cluster_to_its_version() {
        world.eks.updateClusterVersion(r -> r.name("prod").version("1.35"));
        world.pass(EksWorld.VERSION_UPDATE);

        Update begun = world.eks
                .updateNodegroupVersion(
                        r -> r.clusterName("prod").nodegroupName("general").version("1.35"))
                .update();
        world.pass(EksWorld.UPDATE);
        finish(begun);

        Nodegroup group = world.describe("prod", "general");
        assertThat(begun.type()).isEqualTo(UpdateType.VERSION_UPDATE);
        assertThat(group.version()).isEqualTo("1.35");
        assertThat(group.releaseVersion()).startsWith("1.35.");
        assertThat(nodes()).isEqualTo(2);
    }

    @Test
    void N10_versions_that_do_not_fit() {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> world.eks.updateNodegroupVersion(
                        r -> r.clusterName("prod").nodegroupName("general").releaseVersion("1.30.1-20250101")))
                .withMessageContaining("Requested release version 1.30.1-20250101 is not valid for kubernetes version");
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> world.eks.updateNodegroupVersion(
                        r -> r.clusterName("prod").nodegroupName("general").version("1.35")))
                .withMessageContaining("from 1.34 to 1.35");
    }

    @Test
    void N4_the_launch_template_cannot_be_exchanged() {
        String id = world.ec2
                .createLaunchTemplate(r -> r.launchTemplateName("mine").launchTemplateData(d -> d.ebsOptimized(true)))
                .launchTemplate()
                .launchTemplateId();

        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> world.eks.updateNodegroupVersion(
                        r -> r.clusterName("prod").nodegroupName("general").launchTemplate(t -> t.id(id))))
                .withMessageContaining("cannot be changed to another one");
    }

    @Test
    void a_new_version_of_the_launch_template_comes_by_a_version_update() {
        String id = world.ec2
                .createLaunchTemplate(r -> r.launchTemplateName("mine").launchTemplateData(d -> d.ebsOptimized(true)))
                .launchTemplate()
                .launchTemplateId();
        world.nodegroup("prod", "other", b -> b.launchTemplate(t -> t.id(id)));
        world.ec2.createLaunchTemplateVersion(
                r -> r.launchTemplateId(id).launchTemplateData(d -> d.ebsOptimized(false)));

        world.eks.updateNodegroupVersion(r -> r.clusterName("prod")
                .nodegroupName("other")
                .launchTemplate(t -> t.id(id).version("2")));
        world.pass(EksWorld.UPDATE.multipliedBy(2));

        assertThat(world.describe("prod", "other").launchTemplate().version()).isEqualTo("2");
    }

    private Update update(Consumer<UpdateNodegroupConfigRequest.Builder> change) {
        return world.eks
                .updateNodegroupConfig(UpdateNodegroupConfigRequest.builder()
                        .clusterName("prod")
                        .nodegroupName("general")
                        .build()
                        .copy(change))
                .update();
    }

    private void finish(Update begun) {
        world.pass(EksWorld.UPDATE);
        Update ended = world.eks
                .describeUpdate(r -> r.name("prod").nodegroupName("general").updateId(begun.id()))
                .update();
        assertThat(ended.status()).isEqualTo(UpdateStatus.SUCCESSFUL);
    }

    private long nodes() {
        Filter live = Filter.builder()
                .name("instance-state-name")
                .values("pending", "running")
                .build();
        return world.ec2.describeInstances(r -> r.filters(live)).reservations().stream()
                .mapToLong(reservation -> reservation.instances().size())
                .sum();
    }

    private void assertRefused(Consumer<UpdateNodegroupConfigRequest.Builder> change, String message) {
        InvalidParameterException refusal = catchThrowableOfType(InvalidParameterException.class, () -> update(change));
        assertThat(refusal).isNotNull().hasMessageContaining(message);
        assertThat(refusal.nodegroupName()).isEqualTo("general");
    }

    private static Taint taint(String key, String value) {
        return Taint.builder()
                .key(key)
                .value(value)
                .effect(TaintEffect.NO_SCHEDULE)
                .build();
    }
}
