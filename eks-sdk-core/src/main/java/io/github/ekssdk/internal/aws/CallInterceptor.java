package io.github.ekssdk.internal.aws;

import io.github.ekssdk.error.OperationCancelledException;
import io.github.ekssdk.spi.Time;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Holds each call until its rate allows it. */
final class CallInterceptor implements ExecutionInterceptor {

    private final CallLimits limits;
    private final Time time;

    CallInterceptor(CallLimits limits, Time time) {
        this.limits = limits;
        this.time = time;
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        String service =
                attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME).toLowerCase(Locale.ROOT);
        String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        Duration wait = limits.reserve(service, operation);
        try {
            time.sleep(wait);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new OperationCancelledException(service + ":" + operation, List.of(), interrupted);
        }
    }
}
