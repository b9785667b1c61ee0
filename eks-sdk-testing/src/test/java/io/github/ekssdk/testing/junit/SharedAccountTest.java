package io.github.ekssdk.testing.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.testing.FakeAws;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.kms.KmsClient;

class SharedAccountTest {
    @RegisterExtension
    static final FakeAwsExtension AWS = FakeAwsExtension.builder()
            .lenient()
            .region("us-east-1")
            .sharedByClass()
            .build();

    private static @Nullable FakeAws first;

    @RepeatedTest(2)
    void the_tests_of_a_class_share_the_account(FakeAws aws, EksClient eks, KmsClient kms) {
        first = first == null ? aws : first;

        assertThat(aws).isSameAs(first);
        assertThat(aws.region()).isEqualTo("us-east-1");
        assertThat(eks).isNotNull();
        assertThat(kms).isNotNull();
    }

    @Nested
    class Inside {
        @Test
        void nested_classes_see_an_account_with_the_same_settings(FakeAws aws) {
            assertThat(aws.region()).isEqualTo("us-east-1");
        }
    }

    /** The instance is one for all tests; its account too, as the constructor takes it. */
    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class Once {
        private final FakeAws taken;

        Once(FakeAws aws) {
            taken = aws;
        }

        @RepeatedTest(2)
        void one_account_for_one_instance(FakeAws aws) {
            assertThat(aws).isSameAs(taken);
        }
    }
}
