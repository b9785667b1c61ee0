package io.github.ekssdk.testing.internal.protocol;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** Simple values as text: in forms, XML, paths, query strings and headers. */
final class Scalars {
    private Scalars() {}

    /** Reads the text of a simple member. */
    static Object parse(Member member, String text, Format timestamps) {
        try {
            return parse(member.type(), text, format(member, timestamps));
        } catch (IllegalArgumentException e) {
            throw new Malformed("'" + member.name() + "' has a value that is not a valid "
                    + member.type().name().toLowerCase(Locale.ROOT));
        }
    }

    private static Object parse(MarshallingKnownType type, String text, Format timestamps) {
        return switch (type) {
            case STRING -> text;
            case INTEGER -> Integer.valueOf(text);
            case LONG -> Long.valueOf(text);
            case SHORT -> Short.valueOf(text);
            case BYTE -> Byte.valueOf(text);
            case FLOAT -> Float.valueOf(text);
            case DOUBLE -> Double.valueOf(text);
            case BIG_DECIMAL -> new BigDecimal(text);
            case BOOLEAN -> bool(text);
            case INSTANT -> Timestamps.parse(text, timestamps);
            case SDK_BYTES -> SdkBytes.fromByteArray(Base64.getDecoder().decode(text));
            default -> throw new IllegalArgumentException(type + " is not a simple type");
        };
    }

    private static Boolean bool(String text) {
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return Boolean.valueOf(text);
        }
        throw new IllegalArgumentException("neither true nor false");
    }

    /** Writes a simple value. */
    static String text(Member member, Object value, Format timestamps) {
        if (value instanceof Instant instant) {
            return Timestamps.text(instant, format(member, timestamps));
        }
        if (value instanceof SdkBytes bytes) {
            return Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe());
        }
        return value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
    }

    static Format format(Member member, Format protocolDefault) {
        Format own = member.timestampFormat();
        return own == null ? protocolDefault : own;
    }
}
