package io.github.ekssdk.testing.internal.protocol;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/**
 * An HTTP request to AWS as it came in.
 *
 * @param method HTTP method
 * @param rawPath path, still percent-encoded
 * @param query parameters of the query string, decoded, in order
 * @param headers headers by lower-case name
 * @param body body, empty when there is none
 */
public record WireRequest(
        String method, String rawPath, List<Parameter> query, Map<String, List<String>> headers, SdkBytes body) {

    /** Makes header names lower-case. */
    public WireRequest {
        Map<String, List<String>> lower = new TreeMap<>();
        headers.forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), values));
        headers = lower;
    }

    /** The body as text. */
    String text() {
        return body.asUtf8String();
    }

    /** First value of a header. */
    public @Nullable String header(String lowerCaseName) {
        List<String> values = headers.get(lowerCaseName);
        return values == null || values.isEmpty() ? null : values.get(0);
    }

    /** First value of a query parameter. */
    public @Nullable String parameter(String name) {
        for (Parameter parameter : query) {
            if (parameter.name().equals(name)) {
                return parameter.value();
            }
        }
        return null;
    }

    /** One parameter of a query string or a form. */
    public record Parameter(String name, String value) {}
}
