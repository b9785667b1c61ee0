package io.github.ekssdk.internal.aws;

import io.github.ekssdk.error.AwsError;
import io.github.ekssdk.error.OperationCancelledException;
import io.github.ekssdk.spi.Time;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Holds each call until its rate allows it, and puts each failure into our own words. */
final class CallInterceptor implements ExecutionInterceptor {

    private final CallLimits limits;
    private final Time time;

    CallInterceptor(CallLimits limits, Time time) {
        this.limits = limits;
        this.time = time;
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        Duration wait = limits.reserve(service(attributes), operation(attributes));
        if (wait.isZero()) {
            return;
        }
        try {
            time.sleep(wait);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new OperationCancelledException(
                    service(attributes) + ":" + operation(attributes), List.of(), interrupted);
        }
    }

    @Override
    public Throwable modifyException(Context.FailedExecution context, ExecutionAttributes attributes) {
        return translate(context.exception(), service(attributes), operation(attributes));
    }

    private static Throwable translate(Throwable failure, String service, String operation) {
        if (failure instanceof AwsServiceException refused) {
            return new AwsFault(answer(refused, service, operation), true, refused);
        }
        if (failure instanceof AbortedException || !(failure instanceof SdkException)) {
            return failure;
        }
        String message = Optional.ofNullable(failure.getMessage()).orElse("no answer came");
        return new AwsFault(
                new AwsError(service, operation, failure.getClass().getSimpleName(), 0, message, Optional.empty()),
                false,
                failure);
    }

    private static AwsError answer(AwsServiceException refused, String service, String operation) {
        String code = Optional.ofNullable(refused.awsErrorDetails())
                .map(details -> details.errorCode())
                .orElse("Unknown");
        String message = Optional.ofNullable(refused.awsErrorDetails())
                .map(details -> details.errorMessage())
                .orElse(String.valueOf(refused.getMessage()));
        return new AwsError(
                service, operation, code, refused.statusCode(), message, Optional.ofNullable(refused.requestId()));
    }

    private static String service(ExecutionAttributes attributes) {
        return attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME).toLowerCase(Locale.ROOT);
    }

    private static String operation(ExecutionAttributes attributes) {
        return attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    }
}
