package io.github.ekssdk.testing.internal.service.eks;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkPojo;

/** One line of the table of constraints. */
final class Constraint {
    private final Pattern operations;
    private final String member;
    private final String kind;
    private final List<String> arguments;

    private Constraint(Pattern operations, String member, String kind, List<String> arguments) {
        this.operations = operations;
        this.member = member;
        this.kind = kind;
        this.arguments = arguments;
    }

    static Constraint parse(String line) {
        List<String> words = List.of(line.split(" ", -1));
        String operations = words.get(0).replace("*", "\\w*").replace(",", "|");
        return new Constraint(Pattern.compile(operations), words.get(1), words.get(2), words.subList(3, words.size()));
    }

    /** Whether requests of an operation have the member at all. */
    boolean isFor(String operation, SdkPojo request) {
        String first = member.replaceFirst("[.\\[{].*", "");
        return operations.matcher(operation).matches()
                && request.sdkFields().stream()
                        .anyMatch(field -> field.memberName().equals(first));
    }

    /** What is wrong with a request. */
    Optional<String> problem(SdkPojo request) {
        for (Object value : Members.of(request, member)) {
            Optional<String> problem = problemOf(value);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private Optional<String> problemOf(Object value) {
        return switch (kind) {
            case "length" ->
                counted(value.toString().length(), "The " + member + " '" + value + "' has ", " characters");
            case "size" -> counted(size(value), "The list or map " + member + " has ", " elements");
            case "range" -> range(((Number) value).longValue());
            case "pattern" -> pattern(value.toString());
            default -> throw new IllegalStateException("no such constraint: " + kind);
        };
    }

    private Optional<String> counted(long count, String what, String unit) {
        if (count < least()) {
            return Optional.of(what + count + unit + "; at least " + least() + " are required.");
        }
        return count > most()
                ? Optional.of(what + count + unit + "; at most " + most() + " are allowed.")
                : Optional.empty();
    }

    private Optional<String> range(long value) {
        if (value >= least() && value <= most()) {
            return Optional.empty();
        }
        String allowed = most() == Long.MAX_VALUE ? "at least " + least() : "between " + least() + " and " + most();
        return Optional.of("The " + member + " must be " + allowed + ", but is " + value);
    }

    private Optional<String> pattern(String value) {
        String pattern = arguments.get(0);
        return value.matches(pattern)
                ? Optional.empty()
                : Optional.of("The " + member + " '" + value + "' must match ^" + pattern);
    }

    private long least() {
        return Long.parseLong(arguments.get(0));
    }

    private long most() {
        String most = arguments.get(1);
        return most.equals("-") ? Long.MAX_VALUE : Long.parseLong(most);
    }

    private static int size(Object value) {
        return value instanceof Map<?, ?> map ? map.size() : ((Collection<?>) value).size();
    }
}
