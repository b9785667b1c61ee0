package io.github.ekssdk.internal.lower;

import io.github.ekssdk.error.Problem;
import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.ResourceKind;
import io.github.ekssdk.internal.graph.ResourceKind.Phase;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.state.ResourceState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a {@link Question} is asked about, and what came of it. */
public final class Inquiry {

    private final ClusterSpec spec;
    private final Owner owner;
    private final Map<String, ResourceState> observed;
    private final Aws aws;
    private final String caller;
    private final Instant now;
    private final Map<String, List<String>> before;
    private final Map<String, List<String>> resolved = new TreeMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<ResourceState> found = new ArrayList<>();
    private final List<String> lockOuts = new ArrayList<>();
    private Optional<Duration> again = Optional.empty();

    Inquiry(
            ClusterSpec spec,
            Owner owner,
            Map<String, ResourceState> observed,
            Aws aws,
            String caller,
            Instant now,
            Map<String, List<String>> before) {
        this.spec = spec;
        this.owner = owner;
        this.observed = observed;
        this.aws = aws;
        this.caller = caller;
        this.now = now;
        this.before = before;
    }

    /** Returns what is wanted. */
    public ClusterSpec spec() {
        return spec;
    }

    /** Returns whose it is. */
    public Owner owner() {
        return owner;
    }

    /** Returns the clients to ask with. */
    public Aws aws() {
        return aws;
    }

    /** Returns the ARN of who asks; of an assumed role, that of the session. */
    String caller() {
        return caller;
    }

    /** Returns the present. */
    public Instant now() {
        return now;
    }

    /** Returns the cluster as it was found, unless it has failed or is on its way out: another one takes its place then. */
    public Optional<ResourceState> cluster() {
        return observed(Kinds.CONTROL_PLANE.name() + "/" + spec.name())
                .filter(state -> !Set.of(Phase.FAILED, Phase.DELETING).contains(Kinds.CONTROL_PLANE.phase(state)));
    }

    /** Returns the resource of an id as it was found, if it was. */
    public Optional<ResourceState> observed(String id) {
        return Optional.ofNullable(observed.get(id));
    }

    /** Returns the resources of a kind that were found. */
    Stream<ResourceState> observed(ResourceKind kind) {
        return observed.values().stream().filter(state -> state.kind().equals(kind.name()));
    }

    /** Returns the names of the resources of a kind that were found, which an extension may know. */
    List<String> names(String kind) {
        return observed.values().stream()
                .filter(state -> state.kind().equals(kind))
                .map(state -> state.id().substring(kind.length() + 1))
                .toList();
    }

    /** Returns what an earlier question found out for a setting; nothing where it was not asked. */
    List<String> resolved(String path) {
        return before.getOrDefault(path, List.of());
    }

    /** Returns tags that subnets of an existing VPC lack and will not get, each as the id of the subnet and the key with a blank between. */
    public List<String> missingSubnetTags() {
        return resolved(ExistingNetwork.MISSING_TAGS);
    }

    /** Returns everything that earlier questions found out. */
    Map<String, List<String>> answers() {
        return before;
    }

    /** Notes what a setting that is left open comes to. */
    void resolve(String path, List<String> answers) {
        resolved.put(path, List.copyOf(answers));
    }

    /** Notes something that AWS would refuse. */
    public void problem(String path, String message, String hint) {
        problems.add(new Problem(path, message, hint));
    }

    /** Has the question asked anew after a while, for AWS is at work on the answer; what was noted so far is dropped. */
    void askAgain(Duration after) {
        again = Optional.of(after);
    }

    Optional<Duration> again() {
        return again;
    }

    /** Notes a resource that the spec names and that no listing shows. */
    public void found(ResourceState state) {
        found.add(state);
    }

    /** Notes somebody who is let into the cluster now and would not be any more. */
    void lockOut(String sentence) {
        lockOuts.add(sentence);
    }

    List<String> lockOuts() {
        return lockOuts;
    }

    /** Notes something the reader of the plan should know. */
    public void warning(String sentence) {
        warnings.add(sentence);
    }

    Map<String, List<String>> resolved() {
        return resolved;
    }

    List<Problem> problems() {
        return problems;
    }

    List<ResourceState> found() {
        return found;
    }

    List<String> warnings() {
        return warnings;
    }
}
