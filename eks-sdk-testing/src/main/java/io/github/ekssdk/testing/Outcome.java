package io.github.ekssdk.testing;

import io.github.ekssdk.testing.internal.AwsRefusal;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * What a handler said: a response or a refusal.
 *
 * @param bug what went wrong inside the fake, if that is why it refused
 */
record Outcome(
        @Nullable SdkPojo response,
        @Nullable AwsRefusal refusal,
        @Nullable RuntimeException bug) {

    static Outcome of(SdkPojo response) {
        return new Outcome(response, null, null);
    }

    static Outcome of(AwsRefusal refusal) {
        return new Outcome(null, refusal, null);
    }

    static Outcome of(RuntimeException bug) {
        return new Outcome(null, new AwsRefusal(501, "FakeAwsBug", "The fake AWS failed: " + bug), bug);
    }

    boolean tookEffect() {
        return response != null;
    }
}
