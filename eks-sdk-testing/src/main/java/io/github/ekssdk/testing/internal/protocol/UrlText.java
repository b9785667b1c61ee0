package io.github.ekssdk.testing.internal.protocol;

import io.github.ekssdk.testing.internal.protocol.WireRequest.Parameter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Percent-encoded text of paths, query strings and forms. */
public final class UrlText {
    private UrlText() {}

    /** Parameters of a query string or of a form, in order. */
    public static List<Parameter> parameters(String text) {
        List<Parameter> parameters = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('&', start);
            end = end < 0 ? text.length() : end;
            if (end > start) {
                parameters.add(parameter(text.substring(start, end)));
            }
            start = end + 1;
        }
        return parameters;
    }

    /** Whether {@link #parameters} can take a text apart. */
    public static boolean isReadable(String text) {
        try {
            parameters(text);
            return true;
        } catch (Malformed e) {
            return false;
        }
    }

    private static Parameter parameter(String pair) {
        int equals = pair.indexOf('=');
        return equals < 0
                ? new Parameter(decode(pair), "")
                : new Parameter(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
    }

    /** Decodes a label of a path, in which a plus sign is a plus sign. */
    static String decodePath(String text) {
        return text.indexOf('%') < 0 ? text : decode(text.replace("+", "%2B"));
    }

    private static String decode(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Malformed("'" + text + "' is not percent-encoded text");
        }
    }
}
