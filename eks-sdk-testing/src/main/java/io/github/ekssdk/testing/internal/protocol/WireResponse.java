package io.github.ekssdk.testing.internal.protocol;

import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;

/**
 * An HTTP answer as it goes out.
 *
 * @param status HTTP status
 * @param headers headers, each with one value
 * @param body body, may be empty
 */
public record WireResponse(int status, Map<String, String> headers, SdkBytes body) {

    WireResponse(int status, Map<String, String> headers, byte[] body) {
        this(status, headers, SdkBytes.fromByteArrayUnsafe(body));
    }

    /** This answer with one more header. */
    public WireResponse with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new WireResponse(status, more, body);
    }
}
