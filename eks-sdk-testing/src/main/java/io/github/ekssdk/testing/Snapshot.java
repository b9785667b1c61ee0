package io.github.ekssdk.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ekssdk.testing.Journal.Acted;
import io.github.ekssdk.testing.Journal.Called;
import io.github.ekssdk.testing.Journal.Entered;
import io.github.ekssdk.testing.Journal.Entry;
import io.github.ekssdk.testing.LatencyProfile.Spread;
import io.github.ekssdk.testing.internal.Caller;
import io.github.ekssdk.testing.internal.FakeService;
import io.github.ekssdk.testing.internal.protocol.Operations;
import io.github.ekssdk.testing.internal.protocol.PojoJson;
import io.github.ekssdk.testing.internal.service.Handlers;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * An account as text: its settings and what was done to it.
 *
 * @param time present of the account
 * @param calls how many calls there were
 * @param callers whom access keys stand for; the first is the account's first user
 */
record Snapshot(FakeAwsSettings settings, Instant time, int calls, List<Caller> callers, List<Entry> entries) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int VERSION = 1;

    String toText() {
        ObjectNode root = JSON.createObjectNode();
        root.put("fakeAws", VERSION).put("time", time.toString()).put("calls", calls);
        root.set("settings", settingsNode());
        ArrayNode people = root.putArray("callers");
        Map<Caller, Integer> numbers = new LinkedHashMap<>();
        callers.forEach(caller -> number(caller, numbers, people));
        int keys = people.size();
        ArrayNode journal = root.putArray("journal");
        entries.forEach(entry -> journal.add(node(entry, numbers, people)));
        root.put("keys", keys);
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ObjectNode settingsNode() {
        ObjectNode node = JSON.createObjectNode();
        node.put("accountId", settings.accountId).put("region", settings.region).put("seed", settings.seed);
        node.put("strictness", settings.strictness.name()).put("defaultVpc", settings.defaultVpc);
        node.put("anyCredentials", settings.anyCredentials).put("ledgerSize", settings.ledgerSize);
        node.put("strictIam", settings.strictIam).put("ownerPolicy", settings.ownerPolicy);
        ObjectNode quotas = node.putObject("quotas");
        settings.quotas.forEach(quotas::put);
        ObjectNode latency = node.putObject("latency");
        latency.put("name", settings.latency.name());
        ObjectNode spreads = latency.putObject("entries");
        settings.latency
                .entries()
                .forEach((name, spread) -> spreads.putArray(name)
                        .add(spread.median())
                        .add(spread.sigma())
                        .add(spread.cap()));
        return node;
    }

    private static int number(Caller caller, Map<Caller, Integer> numbers, ArrayNode people) {
        Integer known = numbers.get(caller);
        if (known != null) {
            return known;
        }
        people.addObject()
                .put("accessKeyId", caller.accessKeyId())
                .put("accountId", caller.accountId())
                .put("arn", caller.arn())
                .put("userId", caller.userId());
        numbers.put(caller, numbers.size());
        return numbers.size() - 1;
    }

    private static ObjectNode node(Entry entry, Map<Caller, Integer> numbers, ArrayNode people) {
        ObjectNode node = JSON.createObjectNode();
        node.put("at", entry.at().toString());
        if (entry instanceof Called call) {
            node.put("call", call.number()).put("service", call.service()).put("region", call.region());
            node.put("operation", call.operation()).put("caller", number(call.caller(), numbers, people));
            node.put("due", call.due() == null ? null : call.due().toString());
            node.put("refused", call.refused()).put("read", call.read());
            node.set("request", PojoJson.write(call.request()));
        } else if (entry instanceof Acted acted) {
            node.put("action", acted.action()).put("region", acted.region());
            ArrayNode arguments = node.putArray("arguments");
            acted.arguments().forEach(arguments::add);
        } else if (entry instanceof Entered entered) {
            node.put("entered", entered.region());
        }
        return node;
    }

    /**
     * Reads what {@link #toText()} wrote.
     *
     * @throws IllegalArgumentException if the text is something else
     */
    static Snapshot of(String text) {
        JsonNode root = parsed(text);
        if (root.path("fakeAws").asInt() != VERSION) {
            throw new IllegalArgumentException("This is no snapshot of a fake AWS account of version " + VERSION + ".");
        }
        FakeAwsSettings settings = settings(root.path("settings"));
        List<Caller> people = new ArrayList<>();
        root.path("callers")
                .forEach(node -> people.add(new Caller(
                        node.path("accessKeyId").asText(),
                        node.path("accountId").asText(),
                        node.path("arn").asText(),
                        node.path("userId").asText())));
        settings.accessKeyId = people.get(0).accessKeyId();
        Estate blank = new Estate(settings);
        List<Entry> entries = new ArrayList<>();
        root.path("journal").forEach(node -> entries.add(entry(node, people, blank)));
        Instant time = Instant.parse(root.path("time").asText());
        List<Caller> callers = people.subList(0, root.path("keys").asInt());
        return new Snapshot(settings, time, root.path("calls").asInt(), callers, entries);
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "This is no snapshot of a fake AWS account: " + e.getOriginalMessage(), e);
        }
    }

    private static FakeAwsSettings settings(JsonNode node) {
        FakeAwsSettings settings = new FakeAwsSettings();
        settings.accountId = node.path("accountId").asText();
        settings.region = node.path("region").asText();
        settings.seed = node.path("seed").asLong();
        settings.strictness = Strictness.valueOf(node.path("strictness").asText());
        settings.defaultVpc = node.path("defaultVpc").asBoolean();
        settings.anyCredentials = node.path("anyCredentials").asBoolean();
        settings.ledgerSize = node.path("ledgerSize").asInt();
        settings.strictIam = node.path("strictIam").asBoolean();
        settings.ownerPolicy = node.path("ownerPolicy").textValue();
        node.path("quotas")
                .properties()
                .forEach(quota ->
                        settings.quotas.put(quota.getKey(), quota.getValue().asInt()));
        JsonNode latency = node.path("latency");
        Map<String, Spread> spreads = new TreeMap<>();
        latency.path("entries").properties().forEach(spread -> spreads.put(spread.getKey(), spread(spread.getValue())));
        settings.latency = LatencyProfile.of(latency.path("name").asText(), spreads);
        return settings;
    }

    private static Spread spread(JsonNode node) {
        return new Spread(
                node.path(0).asDouble(), node.path(1).asDouble(), node.path(2).asDouble());
    }

    private static Entry entry(JsonNode node, List<Caller> people, Estate blank) {
        Instant at = Instant.parse(node.path("at").asText());
        if (node.has("action")) {
            List<String> arguments = new ArrayList<>();
            node.path("arguments").forEach(argument -> arguments.add(argument.asText()));
            String region = node.path("region").asText(blank.home().region());
            return new Acted(at, region, node.path("action").asText(), arguments);
        }
        if (node.has("entered")) {
            return new Entered(at, node.path("entered").asText());
        }
        String service = node.path("service").asText();
        String operation = node.path("operation").asText();
        String due = text(node, "due");
        return new Called(
                node.path("call").asInt(),
                at,
                due == null ? null : Instant.parse(due),
                service,
                node.path("region").asText(),
                operation,
                people.get(node.path("caller").asInt()),
                request(blank, service, operation, node.path("request")),
                node.path("read").asBoolean(),
                text(node, "refused"));
    }

    private static @Nullable String text(JsonNode node, String member) {
        return node.hasNonNull(member) ? node.path(member).asText() : null;
    }

    private static SdkPojo request(Estate blank, String service, String operation, JsonNode request) {
        FakeService found = blank.service(service, blank.home().region());
        if (found == null) {
            throw new IllegalArgumentException("The fake AWS does not have the service " + service + ".");
        }
        Operations operations = Handlers.of(found).operations();
        return PojoJson.read(request, operations.newRequest(operation));
    }
}
