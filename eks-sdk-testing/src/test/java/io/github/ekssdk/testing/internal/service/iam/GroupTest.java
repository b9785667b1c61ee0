package io.github.ekssdk.testing.internal.service.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ekssdk.testing.FakeAws;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.AccessDeniedException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.Group;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.User;

class GroupTest {
    private static final String LIST =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"eks:ListClusters\",\"Resource\":\"*\"}]}";

    private final FakeAws aws = FakeAws.builder().strictIam().build();
    private final IamClient iam = aws.client(IamClient.builder());

    @BeforeEach
    void make_a_group_with_a_user() {
        iam.createGroup(r -> r.groupName("readers"));
        iam.createUser(r -> r.userName("ann"));
        iam.addUserToGroup(r -> r.groupName("readers").userName("ann"));
    }

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void it_shows_its_users_and_they_show_it() {
        assertThat(iam.getGroup(r -> r.groupName("readers")).users())
                .extracting(User::userName)
                .containsExactly("ann");
        assertThat(iam.getGroup(r -> r.groupName("readers")).group().arn())
                .isEqualTo("arn:aws:iam::123456789012:group/readers");
        assertThat(iam.listGroupsForUser(r -> r.userName("ann")).groups())
                .extracting(Group::groupName)
                .containsExactly("readers");
        assertThat(iam.listGroups().groups()).hasSize(1);
        assertThatExceptionOfType(EntityAlreadyExistsException.class)
                .isThrownBy(() -> iam.createGroup(r -> r.groupName("Readers")));
        assertThatExceptionOfType(NoSuchEntityException.class)
                .isThrownBy(() -> iam.getGroup(r -> r.groupName("writers")));
    }

    @Test
    void its_users_may_do_what_its_policies_allow() {
        EksClient ann = EksClient.builder()
                .httpClient(aws.httpClient())
                .region(Region.EU_WEST_1)
                .credentialsProvider(aws.credentialsOf("arn:aws:iam::123456789012:user/ann"))
                .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(ann::listClusters);

        iam.putGroupPolicy(r -> r.groupName("readers").policyName("list").policyDocument(LIST));
        assertThat(ann.listClusters().clusters()).isEmpty();
        iam.removeUserFromGroup(r -> r.groupName("readers").userName("ann"));

        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(ann::listClusters);
    }

    @Test
    void it_goes_when_nobody_and_nothing_is_in_it() {
        String policy = "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy";
        iam.attachGroupPolicy(r -> r.groupName("readers").policyArn(policy));

        assertThatExceptionOfType(DeleteConflictException.class)
                .isThrownBy(() -> iam.deleteGroup(r -> r.groupName("readers")))
                .withMessageContaining("must remove users from group first");
        assertThatExceptionOfType(DeleteConflictException.class)
                .isThrownBy(() -> iam.deleteUser(r -> r.userName("ann")));
        assertThat(iam.listEntitiesForPolicy(r -> r.policyArn(policy)).policyGroups())
                .extracting(group -> group.groupName())
                .containsExactly("readers");
        iam.removeUserFromGroup(r -> r.groupName("readers").userName("ann"));
        iam.detachGroupPolicy(r -> r.groupName("readers").policyArn(policy));
        iam.deleteGroup(r -> r.groupName("readers"));

        assertThat(iam.listGroups().groups()).isEmpty();
    }
}
