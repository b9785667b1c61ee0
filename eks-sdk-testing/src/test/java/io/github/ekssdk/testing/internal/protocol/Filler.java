package io.github.ekssdk.testing.internal.protocol;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkNumber;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.protocol.MarshallLocation;

/** Fills model objects with seeded values of every type. */
final class Filler {
    private static final int DEEPEST = 8;

    private final Random random;

    Filler(long seed) {
        random = new Random(seed);
    }

    /** Sets every member of a builder, as deep as it goes. */
    SdkPojo fill(SdkPojo builder) {
        fill(builder, 0);
        return builder;
    }

    private void fill(SdkPojo builder, int depth) {
        for (Member member : Shape.of(builder).members()) {
            Object value = value(member, depth, member.location() == MarshallLocation.PAYLOAD);
            if (value != null) {
                member.set(builder, value);
            }
        }
    }

    private @Nullable Object value(Member member, int depth, boolean inBody) {
        return switch (member.type()) {
            case SDK_POJO -> structure(member, depth);
            case LIST -> list(member, depth, inBody);
            case MAP -> map(member, depth, inBody);
            case STRING -> inBody && !member.isJsonValue() ? text() : "t" + random.nextInt(1_000);
            case INTEGER -> member.location() == MarshallLocation.STATUS_CODE ? 200 : random.nextInt();
            case LONG -> random.nextLong();
            case SHORT -> (short) random.nextInt();
            case BYTE -> (byte) random.nextInt();
            case FLOAT -> random.nextInt(1_000) / 8f;
            case DOUBLE -> random.nextInt(1_000_000) / 64.0;
            case BIG_DECIMAL -> BigDecimal.valueOf(random.nextInt(), 3);
            case BOOLEAN -> random.nextBoolean();
            case INSTANT -> Instant.ofEpochSecond(1_767_225_600 + random.nextInt(1_000_000));
            case SDK_BYTES -> SdkBytes.fromUtf8String(text());
            case DOCUMENT -> document();
            default -> null;
        };
    }

    private @Nullable Object structure(Member member, int depth) {
        if (depth == DEEPEST) {
            return null;
        }
        SdkPojo builder = member.newStructure();
        fill(builder, depth + 1);
        return Member.build(builder);
    }

    private @Nullable Object list(Member member, int depth, boolean inBody) {
        List<Object> values = new ArrayList<>();
        int size = depth > 0 ? 1 : 2;
        for (int i = 0; i < size; i++) {
            Object value = value(member.element(), depth, inBody);
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return values;
    }

    private @Nullable Object map(Member member, int depth, boolean inBody) {
        Map<String, Object> values = new LinkedHashMap<>();
        boolean header = member.location() == MarshallLocation.HEADER;
        for (int i = 0; i < 2; i++) {
            Object value = value(member.element(), depth, inBody);
            if (value == null) {
                return null;
            }
            values.put(header || !inBody ? "k" + i : text(), value);
        }
        return values;
    }

    private Document document() {
        Map<String, Document> members = new LinkedHashMap<>();
        members.put("text", Document.fromString(text()));
        members.put("number", Document.fromNumber(SdkNumber.fromString("2.5")));
        members.put("list", Document.fromList(List.of(Document.fromBoolean(true), Document.fromNull())));
        return Document.fromMap(members);
    }

    private String text() {
        String[] spice = {"", " ", "ü", "<&>\"'", "a/b:c", "+%2F", "\n", "日本", "🙂", "=&?"};
        return "t" + random.nextInt(10_000) + spice[random.nextInt(spice.length)] + "z";
    }
}
