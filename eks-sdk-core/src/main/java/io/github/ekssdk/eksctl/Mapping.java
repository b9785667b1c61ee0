package io.github.ekssdk.eksctl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What becomes of each field of eksctl's format. */
final class Mapping {

    private static final String NOT = "- ";
    private static final String UBUNTU =
            "EKS has no type for images of Ubuntu: name the image in ami, and join its nodes by user data"
                    + " of your own.";
    private static final Map<String, String> VALUES = Stream.of("2004", "2204", "2404", "2604")
            .flatMap(release -> Stream.of("Ubuntu" + release, "UbuntuPro" + release))
            .collect(Collectors.toUnmodifiableMap(family -> family, family -> UBUNTU));
    private static final Map<String, String> FIELDS = load();

    private Mapping() {}

    /** Returns all fields that are spoken of: the setting that one becomes, or a hyphen and why there is none. */
    static Map<String, String> fields() {
        return FIELDS;
    }

    /**
     * Returns why a field is not carried over.
     *
     * @param path where it stands, with the positions in lists
     * @param value what it says
     */
    static String reason(String path, String value) {
        if (VALUES.containsKey(value)) {
            return VALUES.get(value);
        }
        String field = path.replaceAll("\\[\\d+]", "");
        return spokenOf(field)
                .filter(text -> text.startsWith(NOT))
                .map(text -> text.substring(NOT.length()))
                .orElse("This value has no counterpart in this SDK.");
    }

    /** Returns what is said of a field, or of that which it is a part of. */
    static Optional<String> spokenOf(String field) {
        for (String path = field; !path.isEmpty(); path = path.substring(0, Math.max(0, path.lastIndexOf('.')))) {
            if (FIELDS.containsKey(path)) {
                return Optional.of(FIELDS.get(path));
            }
        }
        return Optional.empty();
    }

    private static Map<String, String> load() {
        try (InputStream in = Objects.requireNonNull(Mapping.class.getResourceAsStream("mapping.tsv"), "mapping.tsv")) {
            Map<String, String> fields = new LinkedHashMap<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .forEach(line -> {
                        int tab = line.indexOf('\t');
                        fields.put(line.substring(0, tab), line.substring(tab + 1));
                    });
            return Collections.unmodifiableMap(fields);
        } catch (IOException e) {
            throw new UncheckedIOException("What becomes of eksctl's fields is not on the class path.", e);
        }
    }
}
