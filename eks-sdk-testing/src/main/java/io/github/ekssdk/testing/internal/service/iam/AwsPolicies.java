package io.github.ekssdk.testing.internal.service.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ekssdk.testing.internal.Seeds;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The policies that AWS manages and EKS set-ups attach, read once from a file beside this class. */
final class AwsPolicies {
    private static final String FILE = "aws-managed-policies.json";

    private AwsPolicies() {}

    static Collection<Entry> all() {
        return Loaded.BY_RESOURCE.values();
    }

    /** The policy of a path and name, such as {@code service-role/AmazonEBSCSIDriverPolicy}. */
    static Optional<Entry> find(String resource) {
        return Optional.ofNullable(Loaded.BY_RESOURCE.get(resource));
    }

    /**
     * One policy.
     *
     * @param resource path without the first slash, and name
     * @param version its default version, the only one that is kept
     * @param created when that version was made
     * @param text document, in the words of the partition {@code aws}
     */
    record Entry(String resource, String version, Instant created, String text) {
        private static final Map<String, PolicyDocument> READ = new ConcurrentHashMap<>();

        PolicyDocument document(String partition) {
            return READ.computeIfAbsent(
                    partition + "/" + resource,
                    key -> PolicyDocument.trusted(
                            partition.equals("aws") ? text : text.replace("\"arn:aws:", "\"arn:" + partition + ":")));
        }

        String id() {
            String digits = Long.toString(Seeds.mix(0, resource) >>> 1, 36).toUpperCase(Locale.ROOT);
            return "ANPA" + ("0".repeat(17) + digits).substring(digits.length());
        }
    }

    /** Loads the file at the first use. */
    private static final class Loaded {
        private static final Map<String, Entry> BY_RESOURCE = new TreeMap<>();

        static {
            try (InputStream in = AwsPolicies.class.getResourceAsStream(FILE)) {
                JsonNode root = new ObjectMapper().readTree(Objects.requireNonNull(in, FILE));
                root.properties().forEach(policy -> BY_RESOURCE.put(policy.getKey(), entry(policy)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Entry entry(Map.Entry<String, JsonNode> policy) {
            JsonNode value = policy.getValue();
            return new Entry(
                    policy.getKey(),
                    value.path("version").asText(),
                    Instant.parse(value.path("created").asText()),
                    value.path("document").toString());
        }
    }
}
