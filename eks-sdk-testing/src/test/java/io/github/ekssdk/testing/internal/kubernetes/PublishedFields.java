package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.Quantity;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The fields of built-in types, as Fabric8 generates its model from the definitions that Kubernetes publishes. */
final class PublishedFields {
    private static final Map<Class<?>, String> SCALARS = Map.of(
            String.class, "string",
            Integer.class, "int32",
            Long.class, "int64",
            Boolean.class, "bool",
            Double.class, "float64",
            Float.class, "float64",
            MicroTime.class, "string",
            ZonedDateTime.class, "string",
            Quantity.class, "quantity",
            IntOrString.class, "scalar");

    private final SortedMap<String, String> roots = new TreeMap<>();
    private final Map<Class<?>, String> names = new HashMap<>();
    private final SortedMap<String, String> messages = new TreeMap<>();

    /** The table of types that the fake knows. */
    static String table(ResourceTypes types) {
        PublishedFields fields = new PublishedFields();
        SortedMap<String, Class<?>> published = new TreeMap<>();
        for (KubernetesResource one : ServiceLoader.load(KubernetesResource.class)) {
            if (one instanceof HasMetadata) {
                Class<? extends HasMetadata> type = one.getClass().asSubclass(HasMetadata.class);
                published.put(HasMetadata.getApiVersion(type) + " " + HasMetadata.getKind(type), type);
            }
        }
        for (ResourceType type : types.all()) {
            Class<?> found = published.get(type.apiVersion() + " " + type.kind());
            if (found != null) {
                fields.roots.put(type.apiVersion() + " " + type.kind(), fields.name(found));
            }
        }
        return fields.text();
    }

    private String text() {
        StringBuilder text = new StringBuilder("""
            # The fields of built-in types: first the messages of types, then the fields of messages. Written by FieldTableTest.
            """);
        roots.forEach((type, message) ->
                text.append(type).append(" = ").append(message).append('\n'));
        messages.forEach(
                (message, fields) -> text.append(message).append(fields).append('\n'));
        return text.toString();
    }

    private String name(Class<?> type) {
        String known = names.get(type);
        if (known != null) {
            return known;
        }
        String name = type.getSimpleName();
        while (names.containsValue(name)) {
            name += "_";
        }
        names.put(type, name);
        SortedSet<String> fields = new TreeSet<>();
        for (Class<?> owner = type; owner != Object.class; owner = owner.getSuperclass()) {
            for (Field field : owner.getDeclaredFields()) {
                JsonProperty property = field.getAnnotation(JsonProperty.class);
                if (property != null) {
                    fields.add(property.value() + ":" + word(field.getGenericType()));
                }
            }
        }
        messages.put(name, fields.isEmpty() ? "" : " " + String.join(" ", fields));
        return name;
    }

    private String word(Type type) {
        if (type instanceof ParameterizedType generic) {
            List<Type> arguments = List.of(generic.getActualTypeArguments());
            boolean list = List.class.isAssignableFrom((Class<?>) generic.getRawType());
            return list ? word(arguments.get(0)) + "[]" : "{" + word(arguments.get(1)) + "}";
        }
        if (!(type instanceof Class<?> found) || found.isInterface() || found == Object.class) {
            return "any";
        }
        if (SCALARS.containsKey(found)) {
            return SCALARS.get(found);
        }
        return isSpecial(found) ? "any" : name(found);
    }

    /** Whether values of the type need not be objects with its fields. */
    private static boolean isSpecial(Class<?> type) {
        JsonDeserialize reads = type.getAnnotation(JsonDeserialize.class);
        return (reads != null && reads.using() != JsonDeserializer.None.class)
                || type.isEnum()
                || JsonNode.class.isAssignableFrom(type)
                || type.getSimpleName().equals("JsonNode")
                || type == FieldsV1.class
                || type.getSimpleName().startsWith("JSONSchemaPropsOr");
    }
}
