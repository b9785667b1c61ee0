package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/**
 * An answer of the API.
 *
 * @param watch the events to stream instead of a body
 */
record ApiAnswer(
        int code,
        String contentType,
        SdkBytes body,
        @Nullable WatchStream watch) {

    static ApiAnswer json(int code, JsonNode body) {
        return new ApiAnswer(code, "application/json", SdkBytes.fromByteArrayUnsafe(Trees.bytes(body)), null);
    }

    static ApiAnswer text(int code, String body) {
        return new ApiAnswer(code, "text/plain; charset=utf-8", SdkBytes.fromUtf8String(body), null);
    }

    /** No answer: the connection ends. */
    static ApiAnswer none() {
        return new ApiAnswer(0, "", SdkBytes.fromByteArray(new byte[0]), null);
    }

    static ApiAnswer watching(WatchStream watch) {
        return new ApiAnswer(200, "application/json", SdkBytes.fromByteArray(new byte[0]), watch);
    }
}
