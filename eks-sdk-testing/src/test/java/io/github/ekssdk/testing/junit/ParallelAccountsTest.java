package io.github.ekssdk.testing.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.testing.FakeAws;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.services.iam.IamClient;

@Execution(ExecutionMode.CONCURRENT)
class ParallelAccountsTest {
    private static final Set<FakeAws> SEEN = ConcurrentHashMap.newKeySet();

    @RegisterExtension
    final FakeAwsExtension fake = FakeAwsExtension.builder().seed(3).build();

    @RepeatedTest(4)
    void each_test_has_an_account_of_its_own(FakeAws aws, IamClient iam, EksManager eks) {
        assertThat(SEEN.add(aws)).isTrue();
        assertThat(iam.listUsers().users()).isEmpty();
        assertThat(eks).isNotNull();
        iam.createUser(request -> request.userName("mine"));
    }
}
