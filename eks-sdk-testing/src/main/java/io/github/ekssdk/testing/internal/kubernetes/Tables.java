package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/** Objects as a table, which {@code kubectl get} prints. */
final class Tables {
    private final Instant now;
    private final ResourceType type;
    private final String include;

    /** @param include what a row holds of its object: {@code Metadata}, {@code Object} or {@code None} */
    private Tables(Instant now, ResourceType type, String include) {
        this.now = now;
        this.type = type;
        this.include = include;
    }

    static boolean isWanted(ApiRequest request) {
        return request.header("accept").contains("as=Table");
    }

    /** The tables that a request asks for. */
    static Tables of(ApiRequest request, ResourceType type, Instant now) {
        return new Tables(now, type, request.parameter("includeObject"));
    }

    /** The table of an object or of a list. */
    ObjectNode of(ObjectNode shown) {
        List<Column> columns = Column.of(type);
        ObjectNode table = Trees.object().put("kind", "Table").put("apiVersion", "meta.k8s.io/v1");
        boolean list = shown.path("items").isArray();
        table.set("metadata", list ? shown.path("metadata") : revision(shown));
        ArrayNode definitions = table.putArray("columnDefinitions");
        columns.forEach(column -> definitions
                .addObject()
                .put("name", column.title())
                .put("type", "string")
                .put("format", column.title().equals("Name") ? "name" : "")
                .put("description", column.title())
                .put("priority", column.wide() ? 1 : 0));
        ArrayNode rows = table.putArray("rows");
        if (list) {
            shown.path("items").forEach(item -> row(rows, (ObjectNode) item, columns));
        } else {
            row(rows, shown, columns);
        }
        return table;
    }

    private static ObjectNode revision(ObjectNode shown) {
        return Trees.object().put("resourceVersion", Trees.text(shown, "metadata", "resourceVersion"));
    }

    private void row(ArrayNode rows, ObjectNode object, List<Column> columns) {
        ObjectNode row = rows.addObject();
        ArrayNode cells = row.putArray("cells");
        columns.forEach(column -> cells.add(column.cell().of(object, now)));
        if (include.equals("Object")) {
            row.set("object", typed(object));
        } else if (!include.equals("None")) {
            ObjectNode partial =
                    row.putObject("object").put("kind", "PartialObjectMetadata").put("apiVersion", "meta.k8s.io/v1");
            JsonNode metadata = object.path("metadata").deepCopy();
            partial.set("metadata", metadata);
        }
    }

    /** Items of a list do not say what they are, rows do. */
    private ObjectNode typed(ObjectNode object) {
        return object.deepCopy().put("kind", type.kind()).put("apiVersion", type.apiVersion());
    }
}
