package io.github.ekssdk.internal.lower;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Locale;

/** Checks the configuration of an add-on against the JSON schema that EKS publishes for it. */
final class AddonSchema {

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);

    private AddonSchema() {}

    /**
     * Something the schema does not allow.
     *
     * @param path where in the configuration, such as {@code env.WARM_IP_TARGET}; empty for the whole
     * @param message what is wrong
     */
    record Violation(String path, String message) {}

    /** Returns everything in a configuration that its schema does not allow. */
    static List<Violation> check(String schema, String configuration) {
        return SCHEMAS
                .getSchema(schema, InputFormat.JSON)
                .validate(
                        configuration,
                        InputFormat.JSON,
                        run -> run.executionConfig(config -> config.locale(Locale.ENGLISH)))
                .stream()
                .map(AddonSchema::violation)
                .toList();
    }

    private static Violation violation(Error error) {
        String place = error.getInstanceLocation().toString();
        return new Violation(place.replaceFirst("^[/$.]+", "").replace('/', '.'), error.getMessage());
    }
}
