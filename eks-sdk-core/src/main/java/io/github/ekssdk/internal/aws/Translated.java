package io.github.ekssdk.internal.aws;

import io.github.ekssdk.error.AwsError;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Puts the failures of a client of the AWS SDK into our own words. The SDK's interceptors cannot, for they may not change the
 * type of an exception.
 */
final class Translated implements InvocationHandler {

    private final Object client;
    private final String service;

    private Translated(Object client, String service) {
        this.client = client;
        this.service = service;
    }

    /** Returns a client that fails with {@link AwsFault} alone. */
    static <C> C client(Class<C> type, C client, String service) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, new Translated(client, service)));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] args) throws Throwable {
        if (callsAnother(method)) {
            return InvocationHandler.invokeDefault(proxy, method, args);
        }
        try {
            return method.invoke(client, args);
        } catch (InvocationTargetException thrown) {
            throw translate(Objects.requireNonNullElse(thrown.getCause(), thrown), operation(method));
        }
    }

    /** A method that comes down to calls of other methods of the client is left to make them through this proxy. */
    private static boolean callsAnother(Method method) {
        return method.isDefault()
                && (method.getName().endsWith("Paginator")
                        || (method.getParameterCount() == 1 && method.getParameterTypes()[0] == Consumer.class)
                        || (method.getParameterCount() == 0 && method.getReturnType() != String.class));
    }

    private static String operation(Method method) {
        String name = method.getName();
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private Throwable translate(Throwable failure, String operation) {
        if (failure instanceof AwsServiceException refused) {
            return new AwsFault(answer(refused, operation), true, refused);
        }
        if (failure instanceof SdkException && failure.getCause() instanceof AwsFault before) {
            return before;
        }
        if (failure instanceof SdkException && !(failure instanceof AbortedException)) {
            String code = failure.getClass().getSimpleName();
            return new AwsFault(
                    new AwsError(service, operation, code, 0, message(failure), Optional.empty()), false, failure);
        }
        return failure;
    }

    private AwsError answer(AwsServiceException refused, String operation) {
        AwsErrorDetails details = refused.awsErrorDetails();
        String code = details == null ? null : details.errorCode();
        String message = details == null ? null : details.errorMessage();
        return new AwsError(
                service,
                operation,
                Objects.requireNonNullElse(code, "Unknown"),
                refused.statusCode(),
                Objects.requireNonNullElse(message, message(refused)),
                Optional.ofNullable(refused.requestId()));
    }

    private static String message(Throwable failure) {
        return Objects.requireNonNullElse(failure.getMessage(), "No answer came");
    }
}
