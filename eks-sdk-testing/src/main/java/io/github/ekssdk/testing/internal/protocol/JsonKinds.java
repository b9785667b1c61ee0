package io.github.ekssdk.testing.internal.protocol;

import com.fasterxml.jackson.core.JsonToken;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;

/** Which JSON values fit which members; AWS converts nothing. */
final class JsonKinds {
    private JsonKinds() {}

    static boolean fit(JsonToken token, MarshallingKnownType type) {
        return switch (type) {
            case STRING, SDK_BYTES -> token == JsonToken.VALUE_STRING;
            case BOOLEAN -> token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE;
            case INTEGER, LONG, SHORT, BYTE -> token == JsonToken.VALUE_NUMBER_INT;
            default -> token.isNumeric() || token == JsonToken.VALUE_STRING;
        };
    }

    static String name(MarshallingKnownType type) {
        return switch (type) {
            case STRING -> "a text";
            case SDK_BYTES -> "a base64 text";
            case BOOLEAN -> "true or false";
            case INTEGER, LONG, SHORT, BYTE -> "a whole number";
            case INSTANT -> "a timestamp";
            default -> "a number";
        };
    }

    static String name(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "a text";
            case VALUE_TRUE, VALUE_FALSE -> "a truth value";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_NULL -> "null";
            default -> "something else";
        };
    }
}
