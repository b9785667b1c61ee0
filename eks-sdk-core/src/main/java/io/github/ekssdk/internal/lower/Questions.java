package io.github.ekssdk.internal.lower;

import io.github.ekssdk.error.InvalidSpecException;
import io.github.ekssdk.error.Problem;
import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.spec.AccessEntrySpec;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.state.ResourceState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Asks AWS what a spec leaves open, and whether AWS would take it: first which instance types there are, then where the cluster
 * lives, then the rest at once, then what goes inside.
 */
public final class Questions {

    private static final List<Question> FIRST = List.of(new InstanceSelection());
    private static final List<Question> PLACE = List.of(new Zones(), new ExistingNetwork(), new KubernetesVersions());
    private static final List<Question> INSIDE = List.of(new NodeMappings(), new Components());
    private static final List<Question> REST = List.of(
            new OwnAccess(true),
            new Endpoints(),
            new EndpointReach(),
            new UpgradeReadiness(),
            new RollbackReadiness(),
            new GivenKeys(),
            new FargateSubnets(),
            new NetworkPlugin(),
            new GivenRoles(),
            new GivenPrincipals(),
            new GivenPolicies(),
            new AutoModeEnd(),
            new InstanceTypesOffered(),
            new EfaInterfaces(),
            new GivenTemplates(),
            new NodeParts(),
            new AmiReleaseVersions(),
            new EndedImages(),
            new SelfManagedImages(),
            new Addons());

    private Questions() {}

    /**
     * What came of it.
     *
     * @param resolved the answers by the path of the setting
     * @param warnings what the reader of the plan should know
     * @param lockOuts who is let in now and would not be any more, in whole sentences
     * @param found resources that the spec names and that no listing shows
     */
    public record Answers(
            Map<String, List<String>> resolved,
            List<String> warnings,
            List<String> lockOuts,
            List<ResourceState> found) {

        /** Returns what is known already, with nothing to be told. */
        public static Answers of(Map<String, List<String>> resolved) {
            return new Answers(resolved, List.of(), List.of(), List.of());
        }
    }

    /**
     * Asks everything that has to be known for a spec.
     *
     * @param observed what was found of the cluster
     * @param asker carries the questions to AWS
     * @return the answers; or {@link InvalidSpecException} with all that AWS would refuse
     */
    public static CompletableFuture<Answers> ask(
            ClusterSpec spec, Owner owner, Map<String, ResourceState> observed, Aws aws, Asker asker) {
        Inquirer inquirer =
                (chosen, before) -> new Inquiry(chosen, owner, observed, aws, asker.caller(), asker.now(), before);
        return ask(FIRST, spec, Map.of(), inquirer, asker).thenCompose(first -> {
            ClusterSpec chosen = InstanceSelection.chosen(spec, first.resolved());
            return ask(PLACE, chosen, first.resolved(), inquirer, asker)
                    .thenApply(first::and)
                    .thenCompose(place -> ask(askable(place), chosen, place.resolved(), inquirer, asker)
                            .thenApply(place::and))
                    .thenCompose(outside -> ask(
                                    outside.refuses("") ? List.of() : INSIDE,
                                    chosen,
                                    outside.resolved(),
                                    inquirer,
                                    asker)
                            .thenApply(inside -> outside.and(inside).answers()));
        });
    }

    /** Asks what has to be known for access entries of a cluster that no spec describes. */
    public static CompletableFuture<Answers> askOfAccess(
            List<AccessEntrySpec> entries, Owner owner, Map<String, ResourceState> observed, Aws aws, Asker asker) {
        ClusterSpec shell =
                ClusterSpec.builder(owner.cluster()).accessEntries(entries).build();
        return ask(
                        List.of(new OwnAccess(false)),
                        shell,
                        Map.of(),
                        (spec, before) -> new Inquiry(spec, owner, observed, aws, asker.caller(), asker.now(), before),
                        asker)
                .thenApply(Outcome::answers);
    }

    private static List<Question> askable(Outcome place) {
        return REST.stream()
                .filter(question -> question.needs().stream().noneMatch(place::refuses))
                .toList();
    }

    private static CompletableFuture<Outcome> ask(
            List<Question> questions,
            ClusterSpec spec,
            Map<String, List<String>> before,
            Inquirer inquirer,
            Asker asker) {
        List<CompletableFuture<Inquiry>> asked = questions.stream()
                .map(question -> ask(question, () -> inquirer.start(spec, before), asker))
                .toList();
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                .thenApply(done ->
                        new Outcome(asked.stream().map(CompletableFuture::join).toList()));
    }

    private static CompletableFuture<Inquiry> ask(Question question, Supplier<Inquiry> start, Asker asker) {
        return asker.ask(() -> {
                    Inquiry inquiry = start.get();
                    question.ask(inquiry);
                    return inquiry;
                })
                .thenCompose(inquiry -> inquiry.again()
                        .map(delay -> asker.after(delay).thenCompose(due -> ask(question, start, asker)))
                        .orElseGet(() -> CompletableFuture.completedFuture(inquiry)));
    }

    /** What came of some questions. */
    private record Outcome(List<Inquiry> inquiries) {

        Outcome and(Outcome other) {
            return new Outcome(
                    Stream.concat(inquiries.stream(), other.inquiries.stream()).toList());
        }

        Map<String, List<String>> resolved() {
            Map<String, List<String>> resolved = new TreeMap<>();
            inquiries.forEach(inquiry -> resolved.putAll(inquiry.resolved()));
            return resolved;
        }

        boolean refuses(String setting) {
            return problems().anyMatch(problem -> problem.path().startsWith(setting));
        }

        private Stream<Problem> problems() {
            return inquiries.stream().flatMap(inquiry -> inquiry.problems().stream());
        }

        Answers answers() {
            List<Problem> problems = problems().toList();
            if (!problems.isEmpty()) {
                throw new InvalidSpecException(problems);
            }
            return new Answers(
                    resolved(),
                    inquiries.stream()
                            .flatMap(inquiry -> inquiry.warnings().stream())
                            .toList(),
                    inquiries.stream()
                            .flatMap(inquiry -> inquiry.lockOuts().stream())
                            .toList(),
                    inquiries.stream()
                            .flatMap(inquiry -> inquiry.found().stream())
                            .toList());
        }
    }

    /** Carries questions to AWS, and persists where an answer does not come through. */
    public interface Asker {

        /** Returns the ARN of who asks; of an assumed role, that of the session. */
        String caller();

        /** Returns the present. */
        Instant now();

        /** Returns a future that is done after the delay. No thread waits for it. */
        CompletableFuture<Void> after(Duration delay);

        /** Returns the answer to a question that calls AWS. */
        <T> CompletableFuture<T> ask(Supplier<T> question);
    }

    /** Starts an inquiry with what is known so far. */
    private interface Inquirer {
        Inquiry start(ClusterSpec spec, Map<String, List<String>> before);
    }
}
