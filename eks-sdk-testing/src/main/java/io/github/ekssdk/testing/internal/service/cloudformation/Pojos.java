package io.github.ekssdk.testing.internal.service.cloudformation;

import io.github.ekssdk.testing.internal.protocol.Operation;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** Turns maps into model objects of the AWS SDK and back, by the names of members, whatever the case of letters. */
final class Pojos {
    private Pojos() {}

    /**
     * Fills a builder.
     *
     * @throws IllegalArgumentException if the object has no member of some name, or the value does not fit
     */
    static void fill(SdkPojo builder, Map<String, ?> members) {
        Map<String, SdkField<?>> fields = new HashMap<>();
        builder.sdkFields().forEach(field -> fields.put(field.memberName().toLowerCase(Locale.ROOT), field));
        members.forEach((name, value) -> {
            SdkField<?> field = fields.get(name.toLowerCase(Locale.ROOT));
            if (field == null) {
                throw new IllegalArgumentException("extraneous key [" + name + "] is not permitted");
            }
            field.set(builder, value(field, value));
        });
    }

    private static Object value(SdkField<?> field, Object value) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.SDK_POJO) {
            SdkPojo nested = field.constructor().get();
            fill(nested, Values.map(value));
            return Operation.build(nested);
        }
        if (type == MarshallingType.LIST) {
            SdkField<?> element = field.getTrait(ListTrait.class).memberFieldInfo();
            return Values.list(value).stream().map(item -> value(element, item)).toList();
        }
        if (type == MarshallingType.MAP) {
            SdkField<?> element = field.getTrait(MapTrait.class).valueFieldInfo();
            Map<String, Object> map = new LinkedHashMap<>();
            Values.map(value).forEach((key, item) -> map.put(key, value(element, item)));
            return map;
        }
        return scalar(type, String.valueOf(value));
    }

    private static Object scalar(MarshallingType<?> type, String text) {
        if (type == MarshallingType.INTEGER) {
            return Integer.valueOf(text);
        }
        if (type == MarshallingType.LONG) {
            return Long.valueOf(text);
        }
        if (type == MarshallingType.BOOLEAN) {
            return Boolean.valueOf(text);
        }
        if (type == MarshallingType.DOUBLE) {
            return Double.valueOf(text);
        }
        return text;
    }

    /** The members of an object that have a value. */
    static Map<String, Object> map(SdkPojo pojo) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = field.getValueOrDefault(pojo);
            if (value != null) {
                members.put(field.memberName(), plain(value));
            }
        }
        return members;
    }

    private static Object plain(Object value) {
        if (value instanceof SdkPojo nested) {
            return map(nested);
        }
        if (value instanceof List<?> items) {
            return items.stream().map(Pojos::plain).toList();
        }
        if (value instanceof Map<?, ?> entries) {
            Map<String, Object> copy = new LinkedHashMap<>();
            entries.forEach((key, item) -> copy.put(String.valueOf(key), plain(item)));
            return copy;
        }
        return value instanceof Boolean ? value : String.valueOf(value);
    }
}
