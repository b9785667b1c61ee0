package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the few kinds of objects that kubectl sends in Kubernetes' Protobuf form only; a table says what their fields mean. */
final class Protobuf {
    private static final byte[] MAGIC = {'k', '8', 's', 0};
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final Map<String, Map<Integer, Field>> MESSAGES = messages();

    /** @param type {@code string}, {@code int}, {@code bool}, {@code map}, {@code bytes}, or the name of a message */
    private record Field(String name, String type, boolean repeated) {}

    private Protobuf() {}

    private static Map<String, Map<Integer, Field>> messages() {
        Map<String, Map<Integer, Field>> messages = new HashMap<>();
        for (String line : Trees.resource("protobuf.txt").lines().toList()) {
            String[] words = line.trim().split("\\s+");
            if (!line.startsWith("#") && words.length == 4) {
                boolean repeated = words[3].endsWith("[]");
                messages.computeIfAbsent(words[0], name -> new HashMap<>())
                        .put(Integer.parseInt(words[1]), new Field(words[2], words[3].replace("[]", ""), repeated));
            }
        }
        return messages;
    }

    /** Whether a body is in that form. */
    static boolean isProtobuf(byte[] body) {
        return body.length > MAGIC.length && Arrays.equals(Arrays.copyOf(body, MAGIC.length), MAGIC);
    }

    /** The object in a body. */
    static ObjectNode read(byte[] body) {
        ObjectNode envelope = message("Unknown", ByteBuffer.wrap(body, MAGIC.length, body.length - MAGIC.length));
        String kind = Trees.text(envelope, "typeMeta", "kind");
        if (!MESSAGES.containsKey(kind)) {
            throw ApiFailure.unsupportedMediaType("application/json, application/yaml");
        }
        byte[] raw = envelope.path("raw").asText().getBytes(StandardCharsets.ISO_8859_1);
        ObjectNode object = message(kind, ByteBuffer.wrap(raw));
        return object.put("apiVersion", Trees.text(envelope, "typeMeta", "apiVersion"))
                .put("kind", kind);
    }

    private static ObjectNode message(String name, ByteBuffer in) {
        Map<Integer, Field> fields = MESSAGES.getOrDefault(name, Map.of());
        ObjectNode message = Trees.object();
        while (in.hasRemaining()) {
            long tag = varint(in);
            Field field = fields.get((int) (tag >>> 3));
            switch ((int) (tag & 7)) {
                case VARINT -> number(message, field, varint(in));
                case FIXED64 -> in.position(in.position() + Long.BYTES);
                case BYTES -> {
                    int length = (int) varint(in);
                    ByteBuffer content = in.slice(in.position(), length);
                    in.position(in.position() + length);
                    value(message, field, content);
                }
                default -> in.position(in.position() + Integer.BYTES);
            }
        }
        return message;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                break;
            }
        }
        return value;
    }

    private static void number(ObjectNode message, @Nullable Field field, long value) {
        if (field != null && field.type().equals("bool")) {
            message.put(field.name(), value != 0);
        } else if (field != null) {
            message.put(field.name(), value);
        }
    }

    private static void value(ObjectNode message, @Nullable Field field, ByteBuffer content) {
        if (field == null) {
            return;
        }
        switch (field.type()) {
            case "string" -> {
                String text = StandardCharsets.UTF_8.decode(content).toString();
                if (field.repeated()) {
                    message.withArray(field.name()).add(text);
                } else if (!text.isEmpty()) {
                    message.put(field.name(), text);
                }
            }
            case "bytes" ->
                message.put(
                        field.name(),
                        StandardCharsets.ISO_8859_1.decode(content).toString());
            case "map" -> {
                ObjectNode entry = message("Entry", content);
                Trees.child(message, field.name()).put(Trees.text(entry, "key"), Trees.text(entry, "value"));
            }
            case "blobs" -> {
                ObjectNode entry = message("Blob", content);
                byte[] blob = entry.path("value").asText().getBytes(StandardCharsets.ISO_8859_1);
                Trees.child(message, field.name()).put(Trees.text(entry, "key"), blob);
            }
            default -> {
                ObjectNode below = message(field.type(), content);
                if (field.repeated()) {
                    message.withArray(field.name()).add(below);
                } else {
                    message.set(field.name(), below);
                }
            }
        }
    }
}
