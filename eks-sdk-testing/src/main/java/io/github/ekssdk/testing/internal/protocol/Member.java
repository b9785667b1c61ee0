package io.github.ekssdk.testing.internal.protocol;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.JsonValueTrait;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.PayloadTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;

/** One member of a model class, or the element of a list or map, with its traits read once. */
final class Member {
    private final SdkField<?> field;
    private final MarshallingKnownType type;
    private final TimestampFormatTrait.@Nullable Format timestampFormat;
    private final boolean payload;
    private final boolean jsonValue;
    private final @Nullable ListTrait listTrait;
    private final @Nullable MapTrait mapTrait;
    private final @Nullable Member element;

    Member(SdkField<?> field) {
        this.field = field;
        this.type = field.marshallingType().getKnownType();
        TimestampFormatTrait format = field.getTrait(TimestampFormatTrait.class);
        this.timestampFormat = format == null ? null : format.format();
        this.payload = field.containsTrait(PayloadTrait.class);
        this.jsonValue = field.containsTrait(JsonValueTrait.class);
        this.listTrait = field.getTrait(ListTrait.class);
        this.mapTrait = field.getTrait(MapTrait.class);
        this.element = elementOf(listTrait, mapTrait);
    }

    private static @Nullable Member elementOf(@Nullable ListTrait list, @Nullable MapTrait map) {
        if (list != null) {
            return new Member(list.memberFieldInfo());
        }
        return map == null ? null : new Member(map.valueFieldInfo());
    }

    /** Name in requests. */
    String name() {
        return field.locationName();
    }

    /** Name in answers; differs from {@link #name()} in the ec2 protocol only. */
    String answerName() {
        return field.unmarshallLocationName();
    }

    /** Name in the model. */
    String modelName() {
        return field.memberName();
    }

    MarshallingKnownType type() {
        return type;
    }

    MarshallLocation location() {
        return field.location();
    }

    TimestampFormatTrait.@Nullable Format timestampFormat() {
        return timestampFormat;
    }

    boolean isPayload() {
        return payload;
    }

    boolean isJsonValue() {
        return jsonValue;
    }

    /** The element of this list, or the value of this map. */
    Member element() {
        if (element == null) {
            throw new IllegalStateException(field.memberName() + " is neither a list nor a map");
        }
        return element;
    }

    /** Whether list items or map entries repeat the member instead of standing inside it. */
    boolean isFlattened() {
        return listTrait != null ? listTrait.isFlattened() : mapTrait != null && mapTrait.isFlattened();
    }

    String keyName() {
        String name = mapTrait == null ? null : mapTrait.keyLocationName();
        return name == null ? "key" : name;
    }

    String valueName() {
        String name = mapTrait == null ? null : mapTrait.valueLocationName();
        return name == null ? "value" : name;
    }

    /** A builder of this structure. */
    SdkPojo newStructure() {
        return field.constructor().get();
    }

    /** Sets this member of a builder. */
    void set(SdkPojo builder, Object value) {
        field.set(builder, value);
    }

    /** Value of this member; null when it is absent, also where the SDK puts an empty list or map in its place. */
    @Nullable Object get(SdkPojo pojo) {
        Object value = field.getValueOrDefault(pojo);
        return value instanceof SdkAutoConstructList || value instanceof SdkAutoConstructMap ? null : value;
    }

    static Object build(SdkPojo builder) {
        return ((Buildable) builder).build();
    }

    static List<?> list(Object value) {
        return (List<?>) value;
    }

    static Map<?, ?> map(Object value) {
        return (Map<?, ?>) value;
    }
}
