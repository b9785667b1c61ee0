package io.github.ekssdk.testing.internal.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** Reads a model object out of JSON. Unknown members and nulls are passed over, as AWS does. */
final class JsonReader {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonParser parser;

    private JsonReader(JsonParser parser) {
        this.parser = parser;
    }

    /** Reads the members of a body into a builder; an empty body has none. */
    static void read(byte[] body, SdkPojo builder) {
        if (body.length == 0) {
            return;
        }
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Malformed("the body is not a JSON object");
            }
            new JsonReader(parser).members(builder);
            if (parser.nextToken() != null) {
                throw new Malformed("the body goes on after the JSON object");
            }
        } catch (JsonProcessingException e) {
            throw new Malformed("the body is not valid JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new Malformed("the body is not valid JSON: " + e.getMessage());
        }
    }

    private void members(SdkPojo builder) throws IOException {
        Shape shape = Shape.of(builder);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            Member member = shape.body(parser.currentName());
            parser.nextToken();
            Object value = member == null ? skip() : value(member);
            if (member != null && value != null) {
                member.set(builder, value);
            }
        }
    }

    private @Nullable Object skip() throws IOException {
        parser.skipChildren();
        return null;
    }

    private @Nullable Object value(Member member) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        return switch (member.type()) {
            case SDK_POJO -> structure(member);
            case LIST -> list(member);
            case MAP -> map(member);
            case DOCUMENT -> JsonDocuments.read(parser);
            default -> scalar(member);
        };
    }

    private Object structure(Member member) throws IOException {
        expect(JsonToken.START_OBJECT, member);
        SdkPojo builder = member.newStructure();
        members(builder);
        return Member.build(builder);
    }

    private List<@Nullable Object> list(Member member) throws IOException {
        expect(JsonToken.START_ARRAY, member);
        List<@Nullable Object> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(value(member.element()));
        }
        return values;
    }

    private Map<String, @Nullable Object> map(Member member) throws IOException {
        expect(JsonToken.START_OBJECT, member);
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            parser.nextToken();
            values.put(key, value(member.element()));
        }
        return values;
    }

    private Object scalar(Member member) throws IOException {
        if (!JsonKinds.fit(parser.currentToken(), member.type())) {
            throw new Malformed("'" + member.name() + "' must be " + JsonKinds.name(member.type()) + ", but is "
                    + JsonKinds.name(parser.currentToken()));
        }
        return Scalars.parse(member, parser.getText(), Format.UNIX_TIMESTAMP);
    }

    private void expect(JsonToken token, Member member) {
        if (parser.currentToken() != token) {
            throw new Malformed("'" + member.name() + "' must be " + JsonKinds.name(token) + ", but is "
                    + JsonKinds.name(parser.currentToken()));
        }
    }
}
