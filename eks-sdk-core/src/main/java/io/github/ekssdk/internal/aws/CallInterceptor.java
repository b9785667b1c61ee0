package io.github.ekssdk.internal.aws;

import io.github.ekssdk.error.OperationCancelledException;
import io.github.ekssdk.spi.Time;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Holds each call of a service until its rate allows it, and says of a failure which call it was. */
final class CallInterceptor implements ExecutionInterceptor {

    private final CallLimits limits;
    private final Time time;
    private final String service;

    CallInterceptor(CallLimits limits, Time time, String service) {
        this.limits = limits;
        this.time = time;
        this.service = service;
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        String operation = operation(attributes);
        Duration wait = limits.reserve(service, operation);
        try {
            time.sleep(wait);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new OperationCancelledException(service + ":" + operation, List.of(), interrupted);
        }
    }

    @Override
    public Throwable modifyException(Context.FailedExecution context, ExecutionAttributes attributes) {
        return context.exception() instanceof AwsFault fault
                ? fault.of(service, operation(attributes))
                : context.exception();
    }

    private static String operation(ExecutionAttributes attributes) {
        return attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    }
}
