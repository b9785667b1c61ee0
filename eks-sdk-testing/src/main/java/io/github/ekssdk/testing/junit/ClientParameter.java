package io.github.ekssdk.testing.junit;

import io.github.ekssdk.testing.FakeAws;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Objects;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;

/** Clients of the AWS SDK as parameters, of whatever service is on the class path. */
final class ClientParameter {
    private ClientParameter() {}

    /** Whether a type is a client that waits for its answers. */
    static boolean fits(Class<?> type) {
        try {
            return SdkClient.class.isAssignableFrom(type)
                    && AwsSyncClientBuilder.class.isAssignableFrom(builder(type).getReturnType());
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    static Object make(Class<?> type, FakeAws aws) {
        try {
            return build(aws, Objects.requireNonNull(builder(type).invoke(null)));
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot build " + type, e);
        }
    }

    private static Method builder(Class<?> type) throws NoSuchMethodException {
        return type.getMethod("builder");
    }

    @SuppressWarnings("unchecked")
    private static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> Object build(
            FakeAws aws, Object builder) {
        return Objects.requireNonNull(aws.client((B) builder));
    }
}
