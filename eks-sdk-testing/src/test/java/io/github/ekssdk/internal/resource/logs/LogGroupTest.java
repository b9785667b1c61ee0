package io.github.ekssdk.internal.resource.logs;

import static io.github.ekssdk.spec.LogType.API;
import static io.github.ekssdk.spec.LogType.AUDIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ekssdk.Eks;
import io.github.ekssdk.error.StepFailedException;
import io.github.ekssdk.error.UnsupportedChangeException;
import io.github.ekssdk.fixture.ClusterScenario;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.LogGroupClass;
import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.LatencyProfile;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.LogSetup;
import software.amazon.awssdk.services.kms.KmsClient;

class LogGroupTest extends ClusterScenario {
    private static final String NAME = "/aws/eks/prod/cluster";
    private static final String STEP = "logGroup/control-plane";

    private static ClusterSpec.Builder silent() {
        return Eks.cluster("prod").vpc(vpc -> vpc.availabilityZones(2));
    }

    private static ClusterSpec logging(int days) {
        return silent().logging(API).logRetentionDays(days).build();
    }

    private List<LogGroup> groups() {
        try (CloudWatchLogsClient logs = aws.client(CloudWatchLogsClient.builder())) {
            return logs.describeLogGroups().logGroups();
        }
    }

    @Test
    void logs_are_kept_for_as_long_as_was_said() {
        apply(logging(30));

        assertThat(groups()).singleElement().satisfies(group -> {
            assertThat(group.logGroupName()).isEqualTo(NAME);
            assertThat(group.retentionInDays()).isEqualTo(30);
        });
        settled(logging(30));
    }

    @Test
    void the_retention_is_changed_in_place_and_taken_back() {
        apply(logging(30));

        assertThat(changesOf(logging(90))).containsExactly("logs:PutRetentionPolicy");
        assertThat(changesOf(silent().logging(API).build())).containsExactly("logs:DeleteRetentionPolicy");
        assertThat(groups())
                .singleElement()
                .extracting(LogGroup::retentionInDays)
                .isNull();
    }

    @Test
    void logs_that_are_seldom_looked_at_are_kept_cheaply() {
        ClusterSpec seldom = silent().logging(API)
                .logGroupClass(LogGroupClass.INFREQUENT_ACCESS)
                .build();

        apply(seldom);

        assertThat(groups())
                .singleElement()
                .extracting(LogGroup::logGroupClassAsString)
                .isEqualTo("INFREQUENT_ACCESS");
        settled(seldom);
        settled(silent().logging(API).build());
    }

    @Test
    void a_log_group_of_another_class_is_refused_while_planning() {
        apply(logging(30));
        ClusterSpec seldom = silent().logging(API)
                .logGroupClass(LogGroupClass.INFREQUENT_ACCESS)
                .build();

        assertThatThrownBy(() -> eks().plan(seldom))
                .isInstanceOf(UnsupportedChangeException.class)
                .hasMessageContaining(
                        "CloudWatch Logs never changes the class of a log group, which is STANDARD; to have"
                                + " another one, delete the log group first, with all that was logged");
    }

    @Test
    void logs_are_encrypted_with_a_key_from_their_first_line_on() {
        String key = key();
        ClusterSpec encrypted = silent().logging(API).logKmsKeyArn(key).build();

        apply(encrypted);

        assertThat(groups()).singleElement().extracting(LogGroup::kmsKeyId).isEqualTo(key);
        settled(encrypted);
    }

    @Test
    void the_key_of_logs_is_given_changed_and_taken_away_in_place() {
        apply(silent().logging(API).build());
        ClusterSpec encrypted = silent().logging(API).logKmsKeyArn(key()).build();
        ClusterSpec otherwise = silent().logging(API).logKmsKeyArn(key()).build();

        assertThat(changesOf(encrypted)).containsExactly("logs:AssociateKmsKey");
        assertThat(fields(eks().plan(otherwise), STEP)).containsExactly("kmsKeyId");
        assertThat(changesOf(otherwise)).containsExactly("logs:AssociateKmsKey");
        assertThat(changesOf(silent().logging(API).build())).containsExactly("logs:DisassociateKmsKey");
        settled(silent().logging(API).build());
    }

    @Test
    void a_key_that_cannot_be_used_for_logs_is_refused_before_anything_is_made() {
        String key = key();
        try (KmsClient kms = stranger(KmsClient.builder())) {
            kms.disableKey(request -> request.keyId(key));
        }

        assertThatThrownBy(
                        () -> eks().plan(silent().logging(API).logKmsKeyArn(key).build()))
                .hasMessageContaining(
                        "logKmsKeyArn: The key " + key + " is disabled. Enable it with kms:EnableKey first.");
    }

    private String key() {
        try (KmsClient kms = stranger(KmsClient.builder())) {
            return kms.createKey().keyMetadata().arn();
        }
    }

    @Test
    void the_group_is_made_before_eks_makes_one_without_tags() {
        apply(silent().build());

        assertThat(changesOf(logging(7)))
                .containsExactly("eks:UpdateClusterConfig", "logs:CreateLogGroup", "logs:PutRetentionPolicy");
        settled(logging(7));
    }

    @Test
    void a_group_that_eks_made_becomes_ours() {
        apply(silent().build());
        try (EksClient stranger = stranger(EksClient.builder())) {
            LogSetup api =
                    LogSetup.builder().typesWithStrings("api").enabled(true).build();
            stranger.updateClusterConfig(
                    request -> request.name("prod").logging(logging -> logging.clusterLogging(List.of(api))));
        }
        pass(Duration.ofMinutes(2));
        ClusterSpec spec = silent().logging(API).build();

        assertThat(steps(eks().plan(spec))).containsExactly("update " + STEP);
        assertThat(changesOf(spec)).containsExactly("logs:TagResource");
        settled(spec);
    }

    @Test
    void logs_outlive_the_logging_but_not_the_cluster() {
        apply(logging(30));

        apply(silent().build());
        settled(silent().build());
        assertThat(groups()).hasSize(1);

        delete("prod");
        assertThat(groups()).isEmpty();
    }

    @Test
    void a_group_that_comes_back_when_the_cluster_is_gone_is_deleted_again() {
        use(FakeAws.builder().latency(LatencyProfile.typical()));
        apply(silent().logging(API, AUDIT).build());

        delete("prod");
        pass(Duration.ofMinutes(30));

        assertThat(groups()).isEmpty();
    }

    @Test
    void a_group_that_a_living_cluster_makes_again_each_time_is_not_deleted_for_ever() {
        apply(logging(30));
        aws.faults()
                .on("eks", "DescribeCluster")
                .times(1)
                .failBefore(404, "ResourceNotFoundException", "No cluster found for name: prod.");
        Plan plan = eks().planDelete("prod");

        StepFailedException failure = catchThrowableOfType(StepFailedException.class, () -> eks().apply(plan, events));

        assertThat(Stream.concat(Stream.of(failure), Stream.of(failure.getSuppressed())))
                .anySatisfy(each -> assertThat(each)
                        .hasMessageContaining(STEP)
                        .hasMessageContaining("deleted 3 times and is there again each time"));
    }
}
