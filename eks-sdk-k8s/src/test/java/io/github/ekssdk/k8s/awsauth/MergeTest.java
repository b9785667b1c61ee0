package io.github.ekssdk.k8s.awsauth;

import static io.github.ekssdk.k8s.awsauth.AwsAuthWorld.role;
import static io.github.ekssdk.k8s.awsauth.AwsAuthWorld.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.ekssdk.error.InvalidSpecException;
import io.github.ekssdk.error.KubernetesCallFailedException;
import io.github.ekssdk.error.MalformedAwsAuthException;
import io.github.ekssdk.error.PlanOutdatedException;
import io.github.ekssdk.plan.StepAction;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.model.AuthenticationMode;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MergeTest {

    private static final String OTHERS = """
        # made by hand, do not touch
        - rolearn: arn:aws:iam::123456789012:role/nodes
          username: system:node:{{EC2PrivateDNSName}}
          groups:
            - system:bootstrappers   # nodes start with this
            - system:nodes

        # the platform team
        - groups: [ "system:masters" ]
          userid: "0042"
          rolearn: 'arn:aws:iam::123456789012:role/platform'
          username: platform:{{SessionName}}
        # the end
        """;

    private final AwsAuthWorld world = new AwsAuthWorld(AuthenticationMode.CONFIG_MAP);
    private final AwsAuth awsAuth = AwsAuth.of(world.root());

    @AfterEach
    void close() {
        world.close();
    }

    private void change(Consumer<AwsAuthEdit> edit) {
        awsAuth.apply(awsAuth.plan(edit));
    }

    private static AwsAuthEdit mapCi(AwsAuthEdit edit) {
        return edit.mapRole(
                role("ci"), who -> who.username("ci:{{SessionName}}").group("deployers"));
    }

    @Nested
    class Read {
        @Test
        void no_config_map_is_an_empty_one() {
            assertThat(awsAuth.read()).isEqualTo(new AwsAuthState(List.of(), List.of(), List.of(), List.of()));
        }

        @Test
        void all_lists_are_read_whatever_the_letters_of_their_keys() {
            world.given(Map.of(
                    "mapRoles",
                    "- roleARN: " + role("ci") + "\n  userName: ci\n  groups: [deployers]\n",
                    "mapUsers",
                    "[{userarn: '" + user("ana") + "', username: ana, groups: ['system:masters']}]",
                    "mapAccounts",
                    "- \"210987654321\"\n- 012345678901\n",
                    "somebody",
                    "else"));

            assertThat(awsAuth.read())
                    .isEqualTo(new AwsAuthState(
                            List.of(new IamMapping(role("ci"), "ci", List.of("deployers"))),
                            List.of(new IamMapping(user("ana"), "ana", List.of("system:masters"))),
                            List.of("210987654321", "012345678901"),
                            List.of()));
        }

        @Test
        void what_lets_nobody_in_is_told() {
            world.given("- rolearn: " + role("teams/ci") + "\n  username: ci\n"
                    + "- rolearn: arn:aws:sts::123456789012:assumed-role/ci/x\n  username: ci\n"
                    + "- rolearn: " + role("dev") + "\n  username: dev\n"
                    + "- rolearn: " + role("DEV") + "\n  username: dev2\n");

            assertThat(awsAuth.read().warnings())
                    .containsExactly(
                            role("teams/ci")
                                    + " lets nobody in: EKS does not see the path of a role here; write the ARN"
                                    + " without it.",
                            "arn:aws:sts::123456789012:assumed-role/ci/x lets nobody in: it is not the ARN of an IAM"
                                    + " role or user.",
                            role("DEV") + " is mapped twice in mapRoles; EKS takes the last.");
        }
    }

    @Nested
    class Apply {
        @Test
        void what_is_added_lets_its_role_in() {
            int before = world.statusOf(world.as("ci", "run-1"));

            change(edit -> edit.mapRole(role("ci"), who -> who.username("ci").group("system:masters")));

            assertThat(before).isEqualTo(401);
            assertThat(world.statusOf(world.as("ci", "run-1"))).isEqualTo(200);
        }

        @Test
        void others_stay_to_the_letter() {
            world.given(OTHERS);

            change(MergeTest::mapCi);

            assertThat(world.mapRoles()).isEqualTo(OTHERS.replace("# the end\n", """
                - rolearn: arn:aws:iam::123456789012:role/ci
                  username: ci:{{SessionName}}
                  groups:
                  - deployers
                # the end
                """));
        }

        @Test
        void what_is_added_and_removed_leaves_no_trace() {
            world.given(OTHERS);

            change(MergeTest::mapCi);
            change(edit -> edit.removeRole(role("ci")));

            assertThat(world.mapRoles()).isEqualTo(OTHERS);
        }

        @Test
        void an_unknown_key_of_a_changed_item_stays_and_so_do_the_other_items() {
            world.given(OTHERS);

            change(edit -> edit.mapRole(
                    role("platform"),
                    who -> who.username("platform").group("system:masters").group("admins")));

            assertThat(world.mapRoles())
                    .startsWith(OTHERS.substring(0, OTHERS.indexOf("- groups")))
                    .contains("userid: \"0042\"")
                    .endsWith("# the end\n");
            assertThat(awsAuth.read().roles().get(1))
                    .isEqualTo(new IamMapping(role("platform"), "platform", List.of("system:masters", "admins")));
        }

        @Test
        void a_list_on_one_line_is_changed_too() {
            world.given(Map.of("mapUsers", "[{userarn: '" + user("ana") + "', username: ana, groups: []}]", "x", "y"));

            change(edit -> edit.mapUser(user("bo"), who -> who.username("bo")).removeUser(user("ana")));

            assertThat(world.data())
                    .containsEntry("mapUsers", "- userarn: " + user("bo") + "\n  username: bo\n  groups: []\n")
                    .containsEntry("x", "y");
        }

        @Test
        void a_second_time_nothing_is_written() {
            change(MergeTest::mapCi);
            long version = world.kubernetes().resourceVersion();

            AwsAuthPlan again = awsAuth.plan(MergeTest::mapCi);
            awsAuth.apply(again);

            assertThat(again.isEmpty()).isTrue();
            assertThat(world.kubernetes().resourceVersion()).isEqualTo(version);
        }

        @Test
        void a_path_is_taken_out_and_the_plan_says_so() {
            AwsAuthPlan plan = awsAuth.plan(edit ->
                    edit.mapRole(role("teams/web/ci"), who -> who.username("ci").group("system:masters")));

            awsAuth.apply(plan);

            assertThat(plan.render()).isEqualTo("""
                Plan for the ConfigMap kube-system/aws-auth of cluster %s
                1 to add.
                ! arn:aws:iam::123456789012:role/teams/web/ci is written as arn:aws:iam::123456789012:role/ci: EKS does not \
                see the path of a role when it looks into aws-auth.
                  + mapRoles: arn:aws:iam::123456789012:role/ci as ci, in system:masters
                """.formatted(world.kubernetes().url() + "/"));
            assertThat(world.statusOf(world.as("ci", "run-1"))).isEqualTo(200);
        }

        @Test
        void of_several_items_of_a_principal_one_remains() {
            world.given("- rolearn: " + role("teams/ci") + "\n  username: old\n- rolearn: " + role("CI")
                    + "\n  username: ci:{{SessionName}}\n  groups: [deployers]\n");

            AwsAuthPlan plan = awsAuth.plan(MergeTest::mapCi);
            awsAuth.apply(plan);

            assertThat(plan.changes()).extracting(AwsAuthChange::action).containsExactly(StepAction.DELETE);
            assertThat(awsAuth.read().roles()).extracting(IamMapping::arn).containsExactly(role("CI"));
        }

        @Test
        void accounts_are_added_and_removed() {
            change(edit -> edit.mapAccount("012345678901").mapAccount("210987654321"));
            change(edit -> edit.removeAccount("210987654321"));

            assertThat(world.data()).containsEntry("mapAccounts", "- '012345678901'\n");
        }
    }

    @Nested
    class Two_writers {
        @Test
        void both_win() {
            AwsAuthPlan plan = awsAuth.plan(MergeTest::mapCi);
            AwsAuth other = AwsAuth.of(world.root());
            other.apply(other.plan(edit -> edit.mapUser(user("ana"), who -> who.username("ana"))));

            awsAuth.apply(plan);

            assertThat(awsAuth.read().roles()).hasSize(1);
            assertThat(awsAuth.read().users()).hasSize(1);
        }

        @Test
        void a_write_between_read_and_write_is_merged_too() {
            world.given(OTHERS);
            AwsAuthPlan plan = awsAuth.plan(MergeTest::mapCi);
            AtomicInteger writes = new AtomicInteger();
            KubernetesClient racing = world.rootBefore("PUT", () -> {
                if (writes.incrementAndGet() == 1) {
                    world.given(OTHERS.replace("the platform team", "the platform people"));
                }
            });

            AwsAuth.of(racing).apply(plan);

            assertThat(world.mapRoles()).contains("# the platform people", role("ci"));
            assertThat(writes).hasValue(2);
        }

        @Test
        void somebody_who_never_stops_writing_wins() {
            world.given(OTHERS);
            AwsAuthPlan plan = awsAuth.plan(MergeTest::mapCi);
            AtomicInteger writes = new AtomicInteger();
            KubernetesClient racing =
                    world.rootBefore("PUT", () -> world.given(OTHERS + "# " + writes.incrementAndGet() + "\n"));

            KubernetesCallFailedException failure = catchThrowableOfType(
                    KubernetesCallFailedException.class,
                    () -> AwsAuth.of(racing).apply(plan));

            assertThat(failure)
                    .hasMessage(
                            "The ConfigMap kube-system/aws-auth was written by others at the same time, 5 times in a"
                                    + " row, and was left as it is. Apply the plan again.");
            assertThat(failure.statusCode()).isEqualTo(409);
            assertThat(writes).hasValue(5);
            assertThat(world.mapRoles()).doesNotContain(role("ci"));
        }

        @Test
        void another_change_of_the_same_mapping_is_refused() {
            AwsAuthPlan plan = awsAuth.plan(MergeTest::mapCi);
            world.given("- rolearn: " + role("ci") + "\n  username: other\n");

            PlanOutdatedException refusal =
                    catchThrowableOfType(PlanOutdatedException.class, () -> awsAuth.apply(plan));

            assertThat(refusal.differences()).hasSize(1);
            assertThat(refusal.differences().get(0)).contains(role("ci") + " as other", "becomes");
            assertThat(awsAuth.read().roles().get(0).username()).isEqualTo("other");
        }
    }

    @Nested
    class Malformed {
        private MalformedAwsAuthException refusal(Map<String, String> data) {
            world.given(data);
            long version = world.kubernetes().resourceVersion();
            MalformedAwsAuthException refusal =
                    catchThrowableOfType(MalformedAwsAuthException.class, () -> awsAuth.plan(MergeTest::mapCi));
            assertThat(world.kubernetes().resourceVersion()).isEqualTo(version);
            return refusal;
        }

        @Test
        void broken_yaml_is_refused_with_its_place_and_left_alone() {
            assertThat(refusal(Map.of("mapRoles", "- rolearn: a\n username: b\n")))
                    .hasMessage("""
                        The ConfigMap kube-system/aws-auth cannot be read, and was left as it is:
                          mapRoles, line 2, column 2: Expected <block end>, but found '<block mapping start>'. It has \
                        to be YAML.
                        EKS lets nobody in by what it cannot read. Mend it with kubectl edit, or restore a backup.\
                        """);
        }

        @Test
        void all_places_are_told_at_once() {
            assertThat(refusal(Map.of(
                                    "mapRoles",
                                    "rolearn: " + role("ci") + "\n",
                                    "mapUsers",
                                    """
                                    - userarn: %s
                                      username: 42
                                      groups: system:masters
                                    - nobody
                                    - userarn: x
                                      userArn: y
                                      groups: [yes, 1.5, ok]
                                    """.formatted(user("ana")),
                                    "mapAccounts",
                                    "- [1]\n"))
                            .problems())
                    .extracting(problem -> problem.path() + ": " + problem.message())
                    .containsExactly(
                            "mapRoles, line 1, column 1: This is not a list.",
                            "mapUsers, line 2, column 13: The username is not text.",
                            "mapUsers, line 3, column 11: The groups are not a list.",
                            "mapUsers, line 4, column 3: This is not a mapping.",
                            "mapUsers, line 6, column 3: The key userarn is there twice.",
                            "mapUsers, line 7, column 12: The group is not text.",
                            "mapUsers, line 7, column 17: The group is not text.",
                            "mapAccounts, line 1, column 3: This is not the id of an account.");
        }
    }

    @Nested
    class Bad_edits {
        @Test
        void all_are_told_at_once_with_what_to_write_instead() {
            InvalidSpecException refusal = catchThrowableOfType(
                    InvalidSpecException.class,
                    () -> awsAuth.plan(edit -> edit.mapRole(
                                    "arn:aws:sts::123456789012:assumed-role/ci/run", who -> who.username("ci"))
                            .mapRole(user("ana"), who -> who.username("ana"))
                            .mapUser("ana", who -> who.username("ana"))
                            .mapRole(role("dev"), who -> who.group("devs"))
                            .removeRole(role("DEV"))
                            .mapAccount("12")));

            assertThat(refusal.problems())
                    .extracting(Object::toString)
                    .containsExactly(
                            "mapRoles[arn:aws:sts::123456789012:assumed-role/ci/run]: This is not the ARN of an IAM"
                                    + " role. It is a session of a role; name the role: " + role("ci") + ".",
                            "mapRoles[" + user("ana")
                                    + "]: This is the ARN of a user, which mapRoles does not take. Use"
                                    + " mapUser or removeUser.",
                            "mapUsers[ana]: This is not the ARN of an IAM user. Write, for example,"
                                    + " arn:aws:iam::123456789012:user/ana.",
                            "mapRoles[" + role("dev") + "]: There is no user name. Set one with username(...).",
                            "mapRoles[" + role("DEV")
                                    + "]: It is named twice. Say once what is to become of it; letters"
                                    + " count as small.",
                            "mapAccounts[12]: This is not the id of an AWS account. Write its twelve digits.");
        }
    }

    @Nested
    class Backups {
        @Test
        void what_stood_there_is_kept_and_can_be_put_back() {
            world.given(OTHERS);
            change(MergeTest::mapCi);

            List<AwsAuthBackup> backups = awsAuth.backups();
            AwsAuthPlan plan = awsAuth.planRestore(backups.get(0));
            awsAuth.apply(plan);

            assertThat(backups).hasSize(1);
            assertThat(plan.changes()).extracting(AwsAuthChange::principal).containsExactly(role("ci"));
            assertThat(world.mapRoles()).isEqualTo(OTHERS);
            assertThat(awsAuth.backups()).hasSize(2);
        }

        @Test
        void a_backup_mends_what_cannot_be_read() {
            world.given(OTHERS);
            change(MergeTest::mapCi);
            world.given("- rolearn: [");

            awsAuth.apply(awsAuth.planRestore(awsAuth.backups().get(0)));

            assertThat(world.mapRoles()).isEqualTo(OTHERS);
        }

        @Test
        void ten_are_kept() {
            for (int i = 0; i < 13; i++) {
                String name = "ci-" + i;
                change(edit -> edit.mapRole(role(name), who -> who.username(name)));
            }

            assertThat(awsAuth.backups()).hasSize(10);
            assertThat(awsAuth.backups().get(0).data().get("mapRoles"))
                    .contains("ci-11")
                    .doesNotContain("ci-12");
        }
    }
}
