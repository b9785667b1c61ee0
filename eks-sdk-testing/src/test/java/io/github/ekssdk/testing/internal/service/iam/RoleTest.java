package io.github.ekssdk.testing.internal.service.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.Resource;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.InvalidInputException;
import software.amazon.awssdk.services.iam.model.LimitExceededException;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.UnmodifiableEntityException;

class RoleTest {
    private static final String TRUST =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
                    + "{\"Service\":\"eks.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";

    private final FakeAws aws = FakeAws.create();
    private final IamClient iam = aws.client(IamClient.builder());

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void a_role_is_made_and_shown() {
        Role made = create("prod", b -> b.path("/eks/").description("runs it").tags(tag("a", "1")));

        Role shown = iam.getRole(r -> r.roleName("prod")).role();

        assertThat(made.arn()).isEqualTo("arn:aws:iam::123456789012:role/eks/prod");
        assertThat(made.roleId()).matches("AROA[A-Z2-7]{17}");
        assertThat(shown.roleId()).isEqualTo(made.roleId());
        assertThat(shown.description()).isEqualTo("runs it");
        assertThat(shown.maxSessionDuration()).isEqualTo(3600);
        assertThat(shown.tags()).containsExactly(tag("a", "1"));
        assertThat(shown.assumeRolePolicyDocument()).startsWith("%7B%22Version%22");
        assertThat(URLDecoder.decode(shown.assumeRolePolicyDocument(), StandardCharsets.UTF_8))
                .isEqualTo(TRUST);
    }

    @Test
    void a_role_made_again_under_its_name_has_another_id() {
        String first = create("prod", b -> {}).roleId();
        iam.deleteRole(r -> r.roleName("prod"));

        String second = create("prod", b -> {}).roleId();

        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void I7_a_role_of_that_name_exists_in_any_case() {
        create("prod", b -> {});

        EntityAlreadyExistsException refusal =
                catchThrowableOfType(EntityAlreadyExistsException.class, () -> create("PROD", b -> {}));

        assertThat(refusal.statusCode()).isEqualTo(409);
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("EntityAlreadyExists");
        assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo("Role with name PROD already exists.");
    }

    @Test
    void no_role_of_that_name() {
        NoSuchEntityException refusal =
                catchThrowableOfType(NoSuchEntityException.class, () -> iam.getRole(r -> r.roleName("nobody")));

        assertThat(refusal.statusCode()).isEqualTo(404);
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("NoSuchEntity");
        assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo("The role with name nobody cannot be found.");
        assertThatExceptionOfType(NoSuchEntityException.class)
                .isThrownBy(() -> iam.deleteRole(r -> r.roleName("nobody")));
    }

    @Test
    void roles_are_listed_by_path_and_page_by_page() {
        List.of("c", "a", "b").forEach(name -> create(name, b -> b.path("/eks/")));
        create("other", b -> {});

        var first = iam.listRoles(r -> r.pathPrefix("/eks/").maxItems(2));
        var second = iam.listRoles(r -> r.pathPrefix("/eks/").maxItems(2).marker(first.marker()));

        assertThat(first.roles()).extracting(Role::roleName).containsExactly("a", "b");
        assertThat(first.isTruncated()).isTrue();
        assertThat(second.roles()).extracting(Role::roleName).containsExactly("c");
        assertThat(second.isTruncated()).isFalse();
        assertValidation(() -> iam.listRoles(r -> r.marker("rubbish")), "Invalid Marker");
        assertValidation(() -> iam.listRoles(r -> r.maxItems(0)), "maxItems");
    }

    @Test
    void a_role_is_changed() {
        create("prod", b -> {});
        String other = TRUST.replace("eks", "ec2");

        iam.updateRole(r -> r.roleName("prod").description("new").maxSessionDuration(7200));
        iam.updateAssumeRolePolicy(r -> r.roleName("prod").policyDocument(other));

        Role role = iam.getRole(r -> r.roleName("prod")).role();
        assertThat(role.description()).isEqualTo("new");
        assertThat(role.maxSessionDuration()).isEqualTo(7200);
        assertThat(URLDecoder.decode(role.assumeRolePolicyDocument(), StandardCharsets.UTF_8))
                .isEqualTo(other);
    }

    @Test
    void tags_are_added_changed_and_removed() {
        create("prod", b -> b.tags(tag("a", "1")));

        iam.tagRole(r -> r.roleName("prod").tags(tag("a", "2"), tag("b", "3")));
        List<Tag> both = iam.listRoleTags(r -> r.roleName("prod")).tags();
        iam.untagRole(r -> r.roleName("prod").tagKeys("a"));

        assertThat(both).containsExactly(tag("a", "2"), tag("b", "3"));
        assertThat(iam.listRoleTags(r -> r.roleName("prod")).tags()).containsExactly(tag("b", "3"));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> iam.tagRole(r -> r.roleName("prod").tags(tag("aws:x", "y"))));
        assertThatExceptionOfType(LimitExceededException.class)
                .isThrownBy(() -> iam.tagRole(r -> r.roleName("prod").tags(manyTags())))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(409));
    }

    @Test
    void names_paths_and_durations_are_checked() {
        assertValidation(() -> create("with space", b -> {}), "roleName is invalid");
        assertValidation(() -> create("a".repeat(65), b -> {}), "less than or equal to 64");
        assertValidation(() -> create("prod", b -> b.path("eks")), "path is invalid");
        assertValidation(() -> create("prod", b -> b.maxSessionDuration(60)), "maxSessionDuration");
        assertThat(create("a".repeat(64), b -> {}).roleName()).hasSize(64);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"nope\":1}",
                "not json",
                "[]",
                "{\"Version\":\"2020-01-01\",\"Statement\":[]}",
                "{\"Statement\":[{\"Effect\":\"Maybe\",\"Principal\":\"*\",\"Action\":\"sts:AssumeRole\"}]}",
                "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\"}]}",
                "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\"}]}",
                "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}]}",
                "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"eks\"},\"Action\":\"*\"}]}"
            })
    void trust_policies_are_checked(String document) {
        MalformedPolicyDocumentException refusal = catchThrowableOfType(
                MalformedPolicyDocumentException.class,
                () -> create("prod", b -> b.assumeRolePolicyDocument(document)));

        assertThat(refusal).isNotNull();
        assertThat(refusal.statusCode()).isEqualTo(400);
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("MalformedPolicyDocument");
    }

    @Test
    void a_quota_of_roles() {
        aws.quota("iam.roles", 1);
        create("one", b -> {});

        assertThatExceptionOfType(LimitExceededException.class)
                .isThrownBy(() -> create("two", b -> {}))
                .withMessageContaining("Cannot exceed quota for RolesPerAccount: 1");
    }

    @Test
    void service_linked_roles_are_aws_own() {
        String arn = iam.createServiceLinkedRole(r -> r.awsServiceName("eks.amazonaws.com"))
                .role()
                .arn();

        assertThat(arn)
                .isEqualTo("arn:aws:iam::123456789012:role/aws-service-role/eks.amazonaws.com/"
                        + "AWSServiceRoleForAmazonEKS");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> iam.createServiceLinkedRole(r -> r.awsServiceName("eks.amazonaws.com")))
                .withMessageContaining("has been taken in this account");
        assertThatExceptionOfType(UnmodifiableEntityException.class)
                .isThrownBy(() -> iam.deleteRole(r -> r.roleName("AWSServiceRoleForAmazonEKS")));
        assertThat(inventory()).isEmpty();
    }

    @Test
    void the_inventory_lists_roles() {
        create("prod", b -> b.tags(tag("a", "1")));

        assertThat(inventory()).singleElement().satisfies(role -> {
            assertThat(role).extracting(Resource::type, Resource::id).containsExactly("iam:role", "prod");
            assertThat(role.tags()).containsEntry("a", "1");
            assertThat(role.attributes()).containsEntry("trust", TRUST);
        });
    }

    private List<Resource> inventory() {
        return aws.inventory().stream()
                .filter(resource -> resource.type().startsWith("iam:"))
                .toList();
    }

    private Role create(String name, Consumer<CreateRoleRequest.Builder> more) {
        CreateRoleRequest request = CreateRoleRequest.builder()
                .roleName(name)
                .assumeRolePolicyDocument(TRUST)
                .build();
        return iam.createRole(request.copy(more)).role();
    }

    private static void assertValidation(Runnable call, String message) {
        assertThatExceptionOfType(IamException.class)
                .isThrownBy(call::run)
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationError"))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(400))
                .withMessageContaining(message);
    }

    private static List<Tag> manyTags() {
        List<Tag> tags = new ArrayList<>();
        for (int i = 0; i < 51; i++) {
            tags.add(tag("k" + i, "v"));
        }
        return tags;
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
