package io.github.ekssdk.testing.internal.protocol;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the models of AWS say and the AWS SDK's model classes do not: the members that AWS requires, the codes of errors on
 * the wire and their HTTP statuses. The tables are resources; in that of the operations a line is a name, the required
 * members, an exclamation mark and the declared errors.
 */
public final class KnownOperations {
    private static final Map<String, KnownOperations> CACHE = new ConcurrentHashMap<>();

    private final Map<String, List<String>> required = new HashMap<>();
    private final Map<String, List<String>> errors = new HashMap<>();
    private final Map<String, Integer> statuses = new HashMap<>();

    private KnownOperations(String service) {
        for (String line : lines("operations-" + service + ".txt")) {
            String[] parts = line.split(" ! ", -1);
            List<String> words = words(parts[0]);
            required.put(words.get(0), words.subList(1, words.size()));
            errors.put(words.get(0), parts.length > 1 ? words(parts[1]) : List.of());
        }
        for (String line : lines("errors-" + service + ".txt")) {
            List<String> words = words(line);
            statuses.put(words.get(0), Integer.valueOf(words.get(1)));
        }
    }

    /** Tables of a service; empty for one that has none. */
    public static KnownOperations of(String service) {
        return CACHE.computeIfAbsent(service, KnownOperations::new);
    }

    private static List<String> lines(String resource) {
        try (InputStream in = KnownOperations.class.getResourceAsStream(resource)) {
            if (in == null) {
                return List.of();
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> words(String line) {
        return Arrays.asList(line.split(" ", -1));
    }

    /** Whether there are tables of the service. */
    boolean exists() {
        return !required.isEmpty();
    }

    /** Whether the service is known and has no such operation. */
    public boolean isUnknown(String operation) {
        return !required.isEmpty() && !required.containsKey(operation);
    }

    /** Members that a request must have, by their names in the model. */
    List<String> required(String operation) {
        return required.getOrDefault(operation, List.of());
    }

    /** Codes of the errors that an operation declares. */
    public List<String> errors(String operation) {
        return errors.getOrDefault(operation, List.of());
    }

    /** HTTP status of each error code of the service. */
    public Map<String, Integer> statuses() {
        return statuses;
    }
}
