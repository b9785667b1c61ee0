package io.github.ekssdk.testing.internal.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** Writes a model object as JSON. Absent members are left out. */
final class JsonWriter {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator out;

    private JsonWriter(JsonGenerator out) {
        this.out = out;
    }

    /** The body that holds all members of an object that belong into bodies. */
    static byte[] body(SdkPojo pojo) {
        return write(writer -> writer.structure(pojo));
    }

    /** A plain map of texts, numbers, lists and maps. */
    static byte[] body(Map<String, ?> values) {
        return write(writer -> writer.plain(values));
    }

    private static byte[] write(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator generator = JSON.createGenerator(bytes)) {
            content.writeTo(new JsonWriter(generator));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void structure(SdkPojo pojo) throws IOException {
        out.writeStartObject();
        for (Member member : Shape.of(pojo).members()) {
            Object value = member.location() == MarshallLocation.PAYLOAD ? member.get(pojo) : null;
            if (value != null) {
                out.writeFieldName(member.name());
                value(member, value);
            }
        }
        out.writeEndObject();
    }

    private void value(Member member, @Nullable Object value) throws IOException {
        if (value == null) {
            out.writeNull();
            return;
        }
        switch (member.type()) {
            case SDK_POJO -> structure((SdkPojo) value);
            case LIST -> list(member, value);
            case MAP -> map(member, value);
            case INSTANT -> instant(member, (Instant) value);
            case SDK_BYTES -> out.writeBinary(((SdkBytes) value).asByteArrayUnsafe());
            case DOCUMENT -> JsonDocuments.write(out, (Document) value);
            default -> scalar(value);
        }
    }

    private void list(Member member, Object value) throws IOException {
        out.writeStartArray();
        for (Object item : Member.list(value)) {
            value(member.element(), item);
        }
        out.writeEndArray();
    }

    private void map(Member member, Object value) throws IOException {
        out.writeStartObject();
        for (Map.Entry<?, ?> entry : Member.map(value).entrySet()) {
            out.writeFieldName(String.valueOf(entry.getKey()));
            value(member.element(), entry.getValue());
        }
        out.writeEndObject();
    }

    private void instant(Member member, Instant instant) throws IOException {
        Format format = Scalars.format(member, Format.UNIX_TIMESTAMP);
        if (format == Format.UNIX_TIMESTAMP || format == Format.UNIX_TIMESTAMP_MILLIS) {
            out.writeNumber(new BigDecimal(Timestamps.text(instant, format)));
        } else {
            out.writeString(Timestamps.text(instant, format));
        }
    }

    private void plain(Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            out.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.writeFieldName(String.valueOf(entry.getKey()));
                plain(entry.getValue());
            }
            out.writeEndObject();
        } else if (value instanceof Iterable<?> list) {
            out.writeStartArray();
            for (Object item : list) {
                plain(item);
            }
            out.writeEndArray();
        } else {
            scalar(value);
        }
    }

    private void scalar(Object value) throws IOException {
        if (value instanceof Boolean bool) {
            out.writeBoolean(bool);
        } else if (value instanceof Double || value instanceof Float) {
            out.writeNumber(((Number) value).doubleValue());
        } else if (value instanceof Number number) {
            out.writeNumber(new BigDecimal(number.toString()));
        } else {
            out.writeString(value.toString());
        }
    }

    private interface Content {
        void writeTo(JsonWriter writer) throws IOException;
    }
}
