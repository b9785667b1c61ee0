package io.github.ekssdk.internal.lower;

import io.github.ekssdk.error.InvalidSpecException;
import io.github.ekssdk.error.Problem;
import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.state.ResourceState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/** Asks AWS what a spec leaves open, and whether AWS would take it: first where the cluster lives, then the rest at once. */
public final class Questions {

    private static final List<Question> PLACE = List.of(new Zones(), new ExistingNetwork(), new KubernetesVersions());
    private static final List<Question> REST = List.of(
            new Endpoints(),
            new EndpointReach(),
            new UpgradeReadiness(),
            new SecretsKey(),
            new GivenRoles(),
            new AutoModeEnd(),
            new InstanceTypesOffered(),
            new GivenTemplates(),
            new NodeParts(),
            new AmiReleaseVersions(),
            new SelfManagedImages(),
            new Addons());

    private Questions() {}

    /**
     * What came of it.
     *
     * @param resolved the answers by the path of the setting
     * @param warnings what the reader of the plan should know
     */
    public record Answers(Map<String, List<String>> resolved, List<String> warnings) {}

    /**
     * Asks everything that has to be known for a spec.
     *
     * @param observed what was found of the cluster
     * @param now the present
     * @return the answers; or {@link InvalidSpecException} with all that AWS would refuse
     */
    public static CompletableFuture<Answers> ask(
            ClusterSpec spec,
            Owner owner,
            Map<String, ResourceState> observed,
            Aws aws,
            Instant now,
            Executor workers) {
        Answers nothing = new Answers(Map.of(), List.of());
        Inquirer inquirer = before -> new Inquiry(spec, owner, observed, aws, now, before);
        return ask(PLACE, nothing, inquirer, workers).thenCompose(place -> ask(REST, place, inquirer, workers));
    }

    private static CompletableFuture<Answers> ask(
            List<Question> questions, Answers before, Inquirer inquirer, Executor workers) {
        List<CompletableFuture<Inquiry>> asked = questions.stream()
                .map(question -> CompletableFuture.supplyAsync(
                        () -> {
                            Inquiry inquiry = inquirer.start(before.resolved());
                            question.ask(inquiry);
                            return inquiry;
                        },
                        workers))
                .toList();
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                .thenApply(done -> merge(
                        before, asked.stream().map(CompletableFuture::join).toList()));
    }

    private static Answers merge(Answers before, List<Inquiry> inquiries) {
        List<Problem> problems = inquiries.stream()
                .flatMap(inquiry -> inquiry.problems().stream())
                .toList();
        if (!problems.isEmpty()) {
            throw new InvalidSpecException(problems);
        }
        Map<String, List<String>> resolved = new TreeMap<>(before.resolved());
        inquiries.forEach(inquiry -> resolved.putAll(inquiry.resolved()));
        return new Answers(
                resolved,
                Stream.concat(
                                before.warnings().stream(),
                                inquiries.stream().flatMap(inquiry -> inquiry.warnings().stream()))
                        .toList());
    }

    /** Starts an inquiry with what is known so far. */
    private interface Inquirer {
        Inquiry start(Map<String, List<String>> before);
    }
}
