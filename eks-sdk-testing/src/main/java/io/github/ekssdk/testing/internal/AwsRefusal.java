package io.github.ekssdk.testing.internal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A refusal as AWS words it: HTTP status, error code and message, and the modelled members of the exception. */
public final class AwsRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient Map<String, Object> fields = new LinkedHashMap<>();

    /** Refuses with an HTTP status, the code that the wire carries (such as {@code NoSuchEntity}) and a message. */
    public AwsRefusal(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** Adds a modelled member of the exception, such as {@code clusterName} or {@code validZones}. */
    public AwsRefusal with(String member, Object value) {
        fields.put(member, value);
        return this;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String message() {
        return String.valueOf(getMessage());
    }

    public Map<String, Object> fields() {
        return Collections.unmodifiableMap(fields);
    }
}
