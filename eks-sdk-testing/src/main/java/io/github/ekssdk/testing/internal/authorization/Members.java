package io.github.ekssdk.testing.internal.authorization;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** The members of a request by their names in the model of the service. */
final class Members {
    private final SdkPojo pojo;

    Members(SdkPojo pojo) {
        this.pojo = pojo;
    }

    /** A member that is set; null otherwise. */
    @Nullable Object value(String name) {
        for (SdkField<?> field : pojo.sdkFields()) {
            if (field.memberName().equalsIgnoreCase(name)) {
                Object value = field.getValueOrDefault(pojo);
                boolean unset = value instanceof SdkAutoConstructList || value instanceof SdkAutoConstructMap;
                return unset ? null : value;
            }
        }
        return null;
    }

    @Nullable String text(String name) {
        Object value = value(name);
        return value instanceof String || value instanceof Boolean || value instanceof Integer
                ? String.valueOf(value)
                : null;
    }

    String text(String name, String otherwise) {
        String text = text(name);
        return text == null ? otherwise : text;
    }

    boolean has(String name) {
        return value(name) != null;
    }

    /** A member of a structure, such as {@code computeConfig/nodeRoleArn}. */
    @Nullable String inner(String structure, String name) {
        return value(structure) instanceof SdkPojo inner ? new Members(inner).text(name) : null;
    }

    /** The items of a list of structures. */
    List<Members> items(String name) {
        List<Members> found = new ArrayList<>();
        if (value(name) instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof SdkPojo structure) {
                    found.add(new Members(structure));
                }
            }
        }
        return found;
    }

    List<String> texts(String name) {
        List<String> found = new ArrayList<>();
        if (value(name) instanceof Collection<?> list) {
            list.forEach(item -> found.add(String.valueOf(item)));
        }
        return found;
    }

    /** All texts that stand at the top of the request, alone or in lists. */
    List<String> topTexts() {
        List<String> found = new ArrayList<>();
        for (SdkField<?> field : pojo.sdkFields()) {
            if (field.getValueOrDefault(pojo) instanceof String text) {
                found.add(text);
            } else {
                texts(field.memberName()).stream()
                        .filter(text -> text.length() < 256)
                        .forEach(found::add);
            }
        }
        return found;
    }

    /** The tags of the request, however the service writes them. */
    Map<String, String> tags() {
        Map<String, String> tags = new TreeMap<>();
        Object value = value("tags");
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, text) -> tags.put(String.valueOf(key), String.valueOf(text)));
        }
        for (Members tag : items("tags")) {
            String key = tag.text("key") == null ? tag.text("tagKey") : tag.text("key");
            String text = tag.text("value") == null ? tag.text("tagValue") : tag.text("value");
            if (key != null) {
                tags.put(key, text == null ? "" : text);
            }
        }
        return tags;
    }
}
