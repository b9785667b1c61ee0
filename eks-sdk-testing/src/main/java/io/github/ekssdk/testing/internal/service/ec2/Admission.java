package io.github.ekssdk.testing.internal.service.ec2;

import io.github.ekssdk.testing.internal.AwsRefusal;
import io.github.ekssdk.testing.internal.Call;
import io.github.ekssdk.testing.internal.Quotas;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;

/** What EC2 checks of every call before it looks at what is asked: the request rate, then whether it is a dry run. */
final class Admission {
    private final TokenBuckets buckets = new TokenBuckets();
    private final Quotas quotas;

    Admission(Quotas quotas) {
        this.quotas = quotas;
    }

    void check(SdkRequest request, Call call) {
        if (quotas.rates()) {
            boolean read = call.operation().startsWith("Describe");
            buckets.take(call.operation(), read && asksForEverything(request), call.now());
        }
        if (request.getValueForField("DryRun", Boolean.class).orElse(false)) {
            throw new AwsRefusal(412, "DryRunOperation", "Request would have succeeded, but DryRun flag is set.");
        }
    }

    private static boolean asksForEverything(SdkRequest request) {
        return request.sdkFields().stream()
                .map(field -> field.getValueOrDefault(request))
                .allMatch(Admission::saysNothing);
    }

    private static boolean saysNothing(@Nullable Object value) {
        return value == null || value.equals(false) || (value instanceof Collection<?> several && several.isEmpty());
    }
}
