package io.github.ekssdk.testing.internal.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** Puts the members of a rest-json answer where they belong. */
final class RestAnswerWriter {
    private RestAnswerWriter() {}

    static WireResponse write(SdkPojo response, Map<String, String> headers) {
        Shape shape = Shape.of(response);
        int status = 200;
        for (Member member : shape.members()) {
            if (member.location() == MarshallLocation.STATUS_CODE) {
                status = member.get(response) instanceof Integer code ? code : status;
            } else if (member.location() == MarshallLocation.HEADER) {
                header(member, member.get(response), headers);
            }
        }
        return new WireResponse(status, headers, body(shape, response));
    }

    private static void header(Member member, @Nullable Object value, Map<String, String> headers) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, text) -> headers.put(member.name() + name, String.valueOf(text)));
        } else if (value instanceof Iterable<?>) {
            headers.put(
                    member.name(),
                    Member.list(value).stream()
                            .map(item -> Scalars.text(member.element(), item, Format.RFC_822))
                            .collect(Collectors.joining(", ")));
        } else if (value != null) {
            headers.put(member.name(), Scalars.text(member, value, Format.RFC_822));
        }
    }

    private static byte[] body(Shape shape, SdkPojo response) {
        Member payload = shape.payload();
        if (payload == null) {
            return JsonWriter.body(response);
        }
        Object value = payload.get(response);
        if (value == null) {
            return new byte[0];
        }
        if (payload.type() == MarshallingKnownType.SDK_POJO) {
            return JsonWriter.body((SdkPojo) value);
        }
        return value instanceof SdkBytes bytes
                ? bytes.asByteArray()
                : value.toString().getBytes(StandardCharsets.UTF_8);
    }
}
