package io.github.ekssdk.testing.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.testing.FakeAws;
import org.junit.jupiter.api.RepeatedTest;
import software.amazon.awssdk.services.iam.IamClient;

@EksTest
class EksTestConstructorTest {

    private final FakeAws aws;
    private final IamClient iam;

    EksTestConstructorTest(FakeAws aws, IamClient iam) {
        this.aws = aws;
        this.iam = iam;
    }

    @RepeatedTest(2)
    void each_test_has_an_account_of_its_own_in_the_constructor_too(FakeAws same) {
        assertThat(same).isSameAs(aws);
        assertThat(iam.listRoles().roles()).extracting(role -> role.roleName()).doesNotContain("mine");

        iam.createRole(request -> request.roleName("mine").assumeRolePolicyDocument("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                 "Principal":{"Service":"eks.amazonaws.com"},"Action":"sts:AssumeRole"}]}"""));
    }
}
