package io.github.ekssdk.testing.internal.authorization;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes policy documents. */
final class PolicyText {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DefaultPrettyPrinter PRINTER = new DefaultPrettyPrinter()
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n"));

    private PolicyText() {}

    static String of(Map<LeastPolicy.Grant, Set<String>> grants) {
        ObjectNode root = JSON.createObjectNode();
        root.put("Version", "2012-10-17");
        ArrayNode statements = root.putArray("Statement");
        grants.forEach((grant, actions) -> {
            ObjectNode statement = statements.addObject();
            statement.put("Effect", "Allow");
            ArrayNode list = statement.putArray("Action");
            actions.forEach(list::add);
            ArrayNode resources = statement.putArray("Resource");
            List.of(grant.resources().split(" ")).forEach(resources::add);
            if (!grant.condition().isEmpty()) {
                statement.set("Condition", JSON.valueToTree(grant.condition()));
            }
        });
        try {
            return JSON.writer(PRINTER).writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
