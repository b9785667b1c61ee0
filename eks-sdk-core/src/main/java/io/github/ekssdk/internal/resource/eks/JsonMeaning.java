package io.github.ekssdk.internal.resource.eks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Configuration of add-ons, which EKS takes as JSON or YAML and keeps as it was written. */
public final class JsonMeaning {

    /** No settings at all. */
    public static final String NOTHING = "{}";

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private JsonMeaning() {}

    /** Returns the same JSON for texts that mean the same; the text itself where it means nothing. */
    public static String canonical(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return NOTHING;
        }
        try {
            Object document = new Load(LoadSettings.builder().build()).loadFromString(text);
            return document == null ? NOTHING : JSON.writeValueAsString(document);
        } catch (YamlEngineException | JsonProcessingException malformed) {
            return text;
        }
    }
}
