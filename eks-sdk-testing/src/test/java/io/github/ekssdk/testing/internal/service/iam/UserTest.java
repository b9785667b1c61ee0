package io.github.ekssdk.testing.internal.service.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ekssdk.testing.FakeAws;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.LimitExceededException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.SummaryKeyType;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.User;
import software.amazon.awssdk.services.iam.model.UserDetail;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

class UserTest {
    private final FakeAws aws = FakeAws.create();
    private final IamClient iam = aws.client(IamClient.builder());

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void a_user_signs_with_its_access_key_until_that_is_switched_off() {
        iam.createUser(r -> r.userName("ann").path("/team/"));
        AccessKey key = iam.createAccessKey(r -> r.userName("ann")).accessKey();
        StsClient sts = StsClient.builder()
                .httpClient(aws.httpClient())
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey())))
                .build();

        assertThat(sts.getCallerIdentity().arn()).isEqualTo("arn:aws:iam::123456789012:user/team/ann");
        iam.updateAccessKey(
                r -> r.userName("ann").accessKeyId(key.accessKeyId()).status(StatusType.INACTIVE));
        assertThatExceptionOfType(StsException.class)
                .isThrownBy(sts::getCallerIdentity)
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidClientTokenId"));
    }

    @Test
    void a_user_has_two_access_keys_at_most() {
        iam.createUser(r -> r.userName("ann"));
        iam.createAccessKey(r -> r.userName("ann"));
        iam.createAccessKey(r -> r.userName("ann"));

        assertThatExceptionOfType(LimitExceededException.class)
                .isThrownBy(() -> iam.createAccessKey(r -> r.userName("ann")))
                .withMessageContaining("Cannot exceed quota for AccessKeysPerUser: 2");
        assertThat(iam.listAccessKeys(r -> r.userName("ann")).accessKeyMetadata())
                .hasSize(2);
    }

    @Test
    void a_user_goes_when_nothing_hangs_on_it() {
        iam.createUser(r -> r.userName("ann"));
        String key = iam.createAccessKey(r -> r.userName("ann")).accessKey().accessKeyId();
        iam.putUserPolicy(r -> r.userName("ann")
                .policyName("read")
                .policyDocument("{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"eks:*\",\"Resource\":\"*\"}]}"));

        assertConflict("Cannot delete entity, must delete access keys first.");
        iam.deleteAccessKey(r -> r.userName("ann").accessKeyId(key));
        assertConflict("Cannot delete entity, must delete policies first.");
        iam.deleteUserPolicy(r -> r.userName("ann").policyName("read"));
        iam.attachUserPolicy(r -> r.userName("ann").policyArn("arn:aws:iam::aws:policy/PowerUserAccess"));
        assertConflict("Cannot delete entity, must detach all policies first.");
        iam.detachUserPolicy(r -> r.userName("ann").policyArn("arn:aws:iam::aws:policy/PowerUserAccess"));
        iam.deleteUser(r -> r.userName("ann"));
        assertThatExceptionOfType(NoSuchEntityException.class)
                .isThrownBy(() -> iam.getUser(r -> r.userName("ann")))
                .withMessageContaining("The user with name ann cannot be found.");
        assertThat(aws.inventory()).noneMatch(resource -> resource.type().startsWith("iam:"));
    }

    private void assertConflict(String message) {
        assertThatExceptionOfType(DeleteConflictException.class)
                .isThrownBy(() -> iam.deleteUser(r -> r.userName("ann")))
                .withMessageContaining(message);
    }

    @Test
    void users_are_listed_by_path_and_page_and_carry_tags() {
        iam.createUser(r -> r.userName("ann").path("/a/"));
        iam.createUser(r -> r.userName("bob").path("/a/"));
        iam.createUser(r -> r.userName("eve"));
        iam.tagUser(
                r -> r.userName("ann").tags(Tag.builder().key("team").value("a").build()));

        var first = iam.listUsers(r -> r.pathPrefix("/a/").maxItems(1));
        assertThat(first.users()).extracting(User::userName).containsExactly("ann");
        assertThat(iam.listUsers(r -> r.pathPrefix("/a/").marker(first.marker()))
                        .users())
                .extracting(User::userName)
                .containsExactly("bob");
        assertThat(iam.getUser(r -> r.userName("ann")).user().tags()).hasSize(1);
        assertThat(iam.getUser().user().userName()).isEqualTo("developer");
    }

    @Test
    void the_account_tells_about_itself() {
        iam.createUser(r -> r.userName("ann"));

        assertThat(iam.getAccountSummary().summaryMap()).containsEntry(SummaryKeyType.USERS, 1);
        assertThat(iam.getAccountAuthorizationDetails(r -> r.filter(EntityType.USER))
                        .userDetailList())
                .extracting(UserDetail::userName)
                .containsExactly("ann");
    }
}
