package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.AwsRefusal;
import io.github.ekssdk.testing.internal.protocol.KnownOperations;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.SdkPojo;

/** Lengths, patterns, sizes, ranges and words that EKS checks before it looks at anything else. */
final class Constraints {
    private static final Map<String, List<Constraint>> BY_OPERATION = new ConcurrentHashMap<>();
    private static final List<String> NAMES =
            List.of("clusterName", "nodegroupName", "fargateProfileName", "addonName", "subscriptionId");
    private static final List<String> CODES =
            List.of("InvalidParameterException", "InvalidRequestException", "BadRequestException", "ClientException");

    private Constraints() {}

    /** Refuses a request that breaks one of them, with an exception that its operation declares. */
    static void check(String operation, SdkPojo request) {
        problem(operation, request).ifPresent(why -> {
            throw refusal(operation, request, why);
        });
    }

    private static Optional<String> problem(String operation, SdkPojo request) {
        for (Constraint constraint : BY_OPERATION.computeIfAbsent(operation, name -> of(name, request))) {
            Optional<String> problem = constraint.problem(request);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Words.problem(request);
    }

    private static AwsRefusal refusal(String operation, SdkPojo request, String why) {
        List<String> declared = KnownOperations.of("eks").errors(operation);
        String code = CODES.stream().filter(declared::contains).findFirst().orElse(CODES.get(0));
        AwsRefusal refusal = new AwsRefusal(400, code, why);
        for (String name : NAMES) {
            Members.of(request, name).forEach(value -> refusal.with(name, value));
        }
        if (!operation.endsWith("Subscription")) {
            Members.of(request, "name").forEach(value -> refusal.with("clusterName", value));
        }
        return refusal;
    }

    private static List<Constraint> of(String operation, SdkPojo request) {
        return Table.LINES.stream()
                .filter(line -> line.isFor(operation, request))
                .toList();
    }

    /** Read when the first call comes. */
    private static final class Table {
        static final List<Constraint> LINES = read();

        private static List<Constraint> read() {
            try (InputStream in = Constraints.class.getResourceAsStream("constraints.txt");
                    BufferedReader lines = new BufferedReader(
                            new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
                return lines.lines()
                        .filter(line -> !line.startsWith("#"))
                        .map(Constraint::parse)
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
