package io.github.ekssdk.testing.internal.protocol;

import io.github.ekssdk.testing.internal.AwsRefusal;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the two JSON protocols have in common. */
final class JsonAnswers {
    private JsonAnswers() {}

    static Map<String, String> headers(String contentType, String requestId) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", contentType);
        headers.put("x-amzn-RequestId", requestId);
        return headers;
    }

    /** An error that clients recognise by header and by body, as some look at one of them only. */
    static WireResponse refusal(String contentType, AwsRefusal refusal, String requestId) {
        Map<String, String> headers = headers(contentType, requestId);
        headers.put("x-amzn-ErrorType", refusal.code());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("__type", refusal.code());
        body.put("message", refusal.message());
        body.putAll(refusal.fields());
        return new WireResponse(refusal.status(), headers, JsonWriter.body(body));
    }
}
