package io.github.ekssdk.testing.internal.service.eks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The configuration values of add-ons, given as JSON or YAML. */
final class AddonConfiguration {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REFUSED = "ConfigurationValue provided in request is not supported: ";

    private AddonConfiguration() {}

    /** Refuses values that the schema of the add-on does not allow. */
    static void check(AddonOffer offer, @Nullable String values) {
        if (values == null || values.isBlank()) {
            return;
        }
        List<String> problems = offer.schema().problems(parsed(values));
        if (!problems.isEmpty()) {
            throw EksRefusals.invalidParameter(
                    REFUSED + "Json schema validation failed with error: [" + String.join(", ", problems) + "]");
        }
    }

    /** Value of a member of the configuration, or empty text. */
    static String text(@Nullable String values, String member) {
        return values == null || values.isBlank()
                ? ""
                : parsed(values).path(member).asText("");
    }

    private static JsonNode parsed(String values) {
        Object document;
        try {
            document = new Load(LoadSettings.builder()
                            .setLabel("configurationValues")
                            .build())
                    .loadFromString(values);
        } catch (YamlEngineException unreadable) {
            throw EksRefusals.invalidParameter(REFUSED + "it is neither JSON nor YAML");
        }
        JsonNode tree = JSON.valueToTree(document);
        if (!tree.isObject()) {
            throw EksRefusals.invalidParameter(REFUSED + "it is not an object");
        }
        return tree;
    }
}
