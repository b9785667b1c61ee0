package io.github.ekssdk.testing.internal.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** Model objects as JSON with the names of the model, whatever the protocol of their service, and back without loss. */
public final class PojoJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private PojoJson() {}

    /** Writes the members that are present. */
    public static ObjectNode write(SdkPojo pojo) {
        ObjectNode node = NODES.objectNode();
        for (Member member : Shape.of(pojo).members()) {
            Object value = member.get(pojo);
            if (value != null) {
                node.set(member.modelName(), node(member, value));
            }
        }
        return node;
    }

    private static JsonNode node(Member member, @Nullable Object value) {
        if (value == null) {
            return NODES.nullNode();
        }
        return switch (member.type()) {
            case SDK_POJO -> write((SdkPojo) value);
            case LIST -> list(member, value);
            case MAP -> map(member, value);
            case BOOLEAN -> NODES.booleanNode((Boolean) value);
            case SDK_BYTES -> NODES.binaryNode(((SdkBytes) value).asByteArrayUnsafe());
            case DOCUMENT -> NODES.textNode(document((Document) value));
            default -> NODES.textNode(value instanceof BigDecimal number ? number.toPlainString() : value.toString());
        };
    }

    private static ArrayNode list(Member member, Object value) {
        ArrayNode array = NODES.arrayNode();
        Member.list(value).forEach(item -> array.add(node(member.element(), item)));
        return array;
    }

    private static ObjectNode map(Member member, Object value) {
        ObjectNode object = NODES.objectNode();
        Member.map(value).forEach((key, item) -> object.set(String.valueOf(key), node(member.element(), item)));
        return object;
    }

    private static String document(Document document) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            JsonDocuments.write(out, document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** Reads JSON text into a builder and builds the object. */
    public static SdkPojo read(String text, SdkPojo builder) {
        try {
            return read(MAPPER.readTree(text), builder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads members into a builder and builds the object. */
    public static SdkPojo read(JsonNode node, SdkPojo builder) {
        for (Member member : Shape.of(builder).members()) {
            Object value = value(member, node.get(member.modelName()));
            if (value != null) {
                member.set(builder, value);
            }
        }
        return (SdkPojo) Member.build(builder);
    }

    private static @Nullable Object value(Member member, @Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return null;
        }
        return switch (member.type()) {
            case SDK_POJO -> read(node, member.newStructure());
            case LIST -> items(member, node);
            case MAP -> entries(member, node);
            case BOOLEAN -> node.asBoolean();
            case SDK_BYTES -> bytes(node);
            case DOCUMENT -> document(node.asText());
            case INSTANT -> Instant.parse(node.asText());
            default -> Scalars.parse(member, node.asText(), Format.ISO_8601);
        };
    }

    private static List<@Nullable Object> items(Member member, JsonNode node) {
        List<@Nullable Object> items = new ArrayList<>();
        node.forEach(item -> items.add(value(member.element(), item)));
        return items;
    }

    private static Map<String, @Nullable Object> entries(Member member, JsonNode node) {
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        node.properties().forEach(field -> entries.put(field.getKey(), value(member.element(), field.getValue())));
        return entries;
    }

    private static SdkBytes bytes(JsonNode node) {
        try {
            return SdkBytes.fromByteArray(node.binaryValue());
        } catch (IOException e) {
            throw new IllegalArgumentException("not base64: " + node, e);
        }
    }

    private static Document document(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            return JsonDocuments.read(parser);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
