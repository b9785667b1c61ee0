package io.github.ekssdk.testing.internal.service.eks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** Finds the values of members of requests by paths such as {@code scalingConfig.minSize} or {@code labels{key}}. */
final class Members {
    private Members() {}

    /** All values at the end of a path; none where a member on the way is absent. */
    static List<Object> of(SdkPojo pojo, String path) {
        int dot = path.indexOf('.');
        String step = dot < 0 ? path : path.substring(0, dot);
        List<Object> values = step(pojo, step);
        if (dot < 0) {
            return values;
        }
        List<Object> found = new ArrayList<>();
        for (Object value : values) {
            found.addAll(of((SdkPojo) value, path.substring(dot + 1)));
        }
        return found;
    }

    /** Value of a member; nothing when it is absent, also where the SDK puts an empty list or map in its place. */
    static Optional<Object> value(SdkPojo pojo, SdkField<?> field) {
        Object value = field.getValueOrDefault(pojo);
        return value instanceof SdkAutoConstructList || value instanceof SdkAutoConstructMap
                ? Optional.empty()
                : Optional.ofNullable(value);
    }

    private static List<Object> step(SdkPojo pojo, String step) {
        String name = step.replaceFirst("[\\[{].*", "");
        Optional<Object> value = pojo.sdkFields().stream()
                .filter(field -> field.memberName().equals(name))
                .findFirst()
                .flatMap(field -> value(pojo, field));
        if (value.isEmpty()) {
            return List.of();
        }
        if (step.endsWith("[]")) {
            return new ArrayList<>((Collection<?>) value.get());
        }
        if (step.endsWith("{key}")) {
            return new ArrayList<>(((Map<?, ?>) value.get()).keySet());
        }
        return step.endsWith("{value}") ? new ArrayList<>(((Map<?, ?>) value.get()).values()) : List.of(value.get());
    }
}
