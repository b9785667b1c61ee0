package io.github.ekssdk.testing;

import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** Picks calls whose request holds the name, id or ARN of a resource anywhere. */
final class NamedResource implements Predicate<RecordedCall> {
    private final String wanted;

    NamedResource(String nameOrArn) {
        this.wanted = nameOrArn;
    }

    @Override
    public boolean test(RecordedCall call) {
        return call.request().isPresent()
                && holds(call.service(), call.request().get());
    }

    private boolean holds(String service, @Nullable Object value) {
        if (value instanceof SdkPojo pojo) {
            for (SdkField<?> field : pojo.sdkFields()) {
                if (holds(service, field.getValueOrDefault(pojo))) {
                    return true;
                }
            }
            return false;
        }
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().anyMatch(item -> holds(service, item));
        }
        if (value instanceof Iterable<?> items) {
            for (Object item : items) {
                if (holds(service, item)) {
                    return true;
                }
            }
            return false;
        }
        return value instanceof String text && names(service, text);
    }

    private boolean names(String service, String text) {
        if (text.equals(wanted)) {
            return true;
        }
        boolean own = wanted.startsWith("arn:") && wanted.split(":", 4)[2].equals(service);
        return own ? wanted.endsWith("/" + text) : text.startsWith("arn:") && text.endsWith("/" + wanted);
    }
}
