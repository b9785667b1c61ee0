package io.github.ekssdk.testing.internal.protocol;

import io.github.ekssdk.testing.internal.protocol.WireRequest.Parameter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the operation of an HTTP method and path; fixed segments and fixed parameters win. */
final class RouteTable {
    private final Map<String, List<Route>> routes = new HashMap<>();

    void add(Operation operation) {
        List<Route> sameMethod = routes.computeIfAbsent(operation.method(), method -> new ArrayList<>());
        sameMethod.add(Route.of(operation));
        sameMethod.sort(Comparator.comparing(Route::labels)
                .thenComparing(route -> -route.fixedQuery().size()));
    }

    @Nullable Match match(WireRequest request) {
        List<String> path = segments(request.rawPath());
        for (Route route : routes.getOrDefault(request.method(), List.of())) {
            Map<String, String> labels = route.match(path, request);
            if (labels != null) {
                return new Match(route.operation, labels);
            }
        }
        return null;
    }

    private static List<String> segments(String path) {
        int start = path.startsWith("/") ? 1 : 0;
        int end = path.endsWith("/") && path.length() > 1 ? path.length() - 1 : path.length();
        return List.of(path.substring(Math.min(start, end), end).split("/", -1));
    }

    /** An operation and the decoded labels of the path. */
    record Match(Operation operation, Map<String, String> labels) {}

    private record Route(Operation operation, List<String> segments, List<Parameter> fixedQuery, int labels) {

        static Route of(Operation operation) {
            String[] pathAndQuery = operation.uri().split("\\?", 2);
            List<String> segments = RouteTable.segments(pathAndQuery[0]);
            int labels = 0;
            for (String segment : segments) {
                labels += isLabel(segment) ? 1 : 0;
            }
            List<Parameter> query = pathAndQuery.length < 2 ? List.of() : UrlText.parameters(pathAndQuery[1]);
            return new Route(operation, segments, query, labels);
        }

        @Nullable Map<String, String> match(List<String> path, WireRequest request) {
            boolean greedy = segments.get(segments.size() - 1).endsWith("+}");
            if (greedy ? path.size() < segments.size() : path.size() != segments.size()) {
                return null;
            }
            Map<String, String> found = new HashMap<>();
            for (int i = 0; i < segments.size(); i++) {
                String segment = segments.get(i);
                if (isLabel(segment)) {
                    boolean rest = greedy && i == segments.size() - 1;
                    found.put(label(segment), UrlText.decodePath(rest ? rest(path, i) : path.get(i)));
                } else if (!segment.equals(path.get(i))) {
                    return null;
                }
            }
            return request.query().containsAll(fixedQuery) ? found : null;
        }

        private static boolean isLabel(String segment) {
            return segment.startsWith("{") && segment.endsWith("}");
        }

        private static String label(String segment) {
            return segment.substring(1, segment.length() - (segment.endsWith("+}") ? 2 : 1));
        }

        private static String rest(List<String> path, int from) {
            return String.join("/", path.subList(from, path.size()));
        }
    }
}
