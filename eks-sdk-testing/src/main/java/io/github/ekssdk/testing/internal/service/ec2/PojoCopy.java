package io.github.ekssdk.testing.internal.service.ec2;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/** Copies what is set in one AWS model object into the builder of another that has the same members. */
final class PojoCopy {
    private PojoCopy() {}

    static void fill(SdkPojo source, SdkPojo targetBuilder) {
        Map<String, SdkField<?>> given = new HashMap<>();
        source.sdkFields().forEach(field -> given.put(field.memberName(), field));
        for (SdkField<?> target : targetBuilder.sdkFields()) {
            SdkField<?> field = given.get(target.memberName());
            Object value = field == null ? null : field.getValueOrDefault(source);
            if (value != null && !isEmpty(value)) {
                target.set(targetBuilder, convert(value, target));
            }
        }
    }

    private static boolean isEmpty(Object value) {
        return value instanceof Collection<?> several && several.isEmpty();
    }

    private static Object convert(Object value, SdkField<?> target) {
        if (value instanceof SdkPojo nested) {
            SdkPojo builder = target.constructor().get();
            fill(nested, builder);
            return ((Buildable) builder).build();
        }
        if (value instanceof List<?> several) {
            SdkField<?> member = target.getRequiredTrait(ListTrait.class).memberFieldInfo();
            return several.stream().map(item -> convert(item, member)).toList();
        }
        return value;
    }
}
