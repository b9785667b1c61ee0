package io.github.ekssdk.testing.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.testing.LatencyProfile;
import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.FakeService;
import io.github.ekssdk.testing.internal.service.Handlers;
import io.github.ekssdk.testing.internal.standard.StandardServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps docs/fake-operations.md as the fake is. */
class OperationsTableTest {
    private static final Path PAGE = Path.of("..", "docs", "fake-operations.md");
    private static final String WRITE = "fake.operations.write";
    private static final String BEYOND = "not needed to provision, check or clean up an EKS set-up";
    /** Operations of EKS without a handler, each with the reason. */
    private static final Map<String, String> EKS_GAPS = Map.of();

    private final Map<String, FakeService> services = services();

    @Test
    void every_operation_of_EKS_is_handled_or_a_known_gap() {
        SortedSet<String> gaps = new TreeSet<>(offered(ServiceFacts.of("eks").orElseThrow()));
        gaps.removeAll(handled("eks"));

        assertThat(gaps).allMatch(EKS_GAPS::containsKey);
    }

    @Test
    void the_page_says_what_the_fake_has() throws IOException {
        String page = page();
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(PAGE, page);
        }

        assertThat(Files.readString(PAGE))
                .as("docs/fake-operations.md is not up to date; write it with"
                        + " ./mvnw test -pl eks-sdk-testing -am -Dtest=OperationsTableTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -D" + WRITE + "=true")
                .isEqualTo(page);
    }

    private String page() {
        StringBuilder page = new StringBuilder("""
            # Operations of the fake AWS

            What the fake answers, by service. Anything else is refused with the error `NotInFakeAws` and a message that names the
            operation; `HttpDoor.wireMock()` takes stubs for it. This page is written by `OperationsTableTest`.

            | service | handled | of |
            |---|---|---|
            """);
        List<ServiceFacts> all = ServiceFacts.onClassPath();
        all.forEach(facts -> page.append("| ")
                .append(facts.name())
                .append(" | ")
                .append(handled(facts.name()).size())
                .append(" | ")
                .append(Math.max(offered(facts).size(), handled(facts.name()).size()))
                .append(" |\n"));
        all.forEach(facts -> page.append(section(facts)));
        return page.toString();
    }

    private String section(ServiceFacts facts) {
        SortedSet<String> handled = handled(facts.name());
        SortedSet<String> gaps = new TreeSet<>(offered(facts));
        gaps.removeAll(handled);
        StringBuilder section = new StringBuilder("\n## " + facts.name() + "\n\n");
        section.append("Handled: ")
                .append(handled.isEmpty() ? "none" : String.join(", ", handled))
                .append(".\n");
        if (facts.name().equals("eks")) {
            gaps.forEach(gap -> section.append("\nGap: ")
                    .append(gap)
                    .append(", ")
                    .append(EKS_GAPS.getOrDefault(gap, "without a reason"))
                    .append(".\n"));
        } else if (!gaps.isEmpty()) {
            section.append("\nGaps: the other ")
                    .append(gaps.size())
                    .append(" operations, ")
                    .append(BEYOND)
                    .append(".\n");
        }
        return section.toString();
    }

    private SortedSet<String> handled(String service) {
        FakeService found = services.get(service);
        return found == null ? new TreeSet<>() : Handlers.of(found).operations().names();
    }

    private static List<String> offered(ServiceFacts facts) {
        return facts.operationMethods().stream()
                .map(method -> Operation.of(method.getParameterTypes()[0]).name())
                .toList();
    }

    private static Map<String, FakeService> services() {
        Account account = new Account("123456789012", "eu-west-1", LatencyProfile.instant(), 1);
        List<FakeService> made = new ArrayList<>();
        Stream.concat(StandardServices.GLOBAL.stream(), StandardServices.REGIONAL.stream())
                .forEach(service -> {
                    FakeService opened = service.apply(account);
                    account.add(opened);
                    made.add(opened);
                });
        Map<String, FakeService> byName = new LinkedHashMap<>();
        made.forEach(service -> byName.put(service.name(), service));
        return byName;
    }
}
