package io.github.ekssdk.testing.internal.protocol;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/**
 * An HTTP request to AWS as it came in.
 *
 * @param method HTTP method
 * @param rawPath path, still percent-encoded
 * @param query parameters of the query string, decoded, in order
 * @param headers headers, their names in any case
 * @param body body, empty when there is none
 */
public record WireRequest(
        String method, String rawPath, List<Parameter> query, Map<String, List<String>> headers, SdkBytes body) {

    /** The body as text; bytes that are no text become question marks. */
    String text() {
        return new String(body.asByteArrayUnsafe(), StandardCharsets.UTF_8);
    }

    /** First value of a header, whatever the case of its name. */
    public @Nullable String header(String name) {
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            if (header.getKey().equalsIgnoreCase(name) && !header.getValue().isEmpty()) {
                return header.getValue().get(0);
            }
        }
        return null;
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

    /** First value of a parameter of the query string or of a form in the body; null also when the body is no form. */
    public @Nullable String formParameter(String name) {
        String inQuery = parameter(name);
        if (inQuery != null || body.asByteArrayUnsafe().length == 0) {
            return inQuery;
        }
        try {
            for (Parameter parameter : UrlText.parameters(text())) {
                if (parameter.name().equals(name)) {
                    return parameter.value();
                }
            }
        } catch (Malformed noForm) {
            return null;
        }
        return null;
    }

    /** One parameter of a query string or a form. */
    public record Parameter(String name, String value) {}
}
