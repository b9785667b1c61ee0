package io.github.ekssdk.plan;

import io.github.ekssdk.spec.AccessEntrySpec;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.state.ResourceState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The difference between what a spec wants and what is in AWS, as data: read it, print it, store it, have it approved, then
 * apply it. Making a plan changes nothing.
 *
 * <pre>{@code
 * Plan plan = eks.plan(spec);
 * System.out.println(plan.render());
 * Cluster cluster = eks.apply(plan, ProgressListener.none());
 * }</pre>
 *
 * <p>Applying refuses when AWS has changed since, so that a step would do something that the plan does not say.
 *
 * @since 0.1
 */
public final class Plan {

    private final String clusterName;
    private final String accountId;
    private final String region;
    private final Optional<ClusterSpec> spec;
    private final Optional<List<AccessEntrySpec>> accessEntries;
    private final Map<String, List<String>> resolved;
    private final List<Step> steps;
    private final Map<String, Step> stepsById = new HashMap<>();
    private final List<String> warnings;
    private final Map<String, ResourceState> observed;
    private final Set<String> allowedReplacements;
    private final Set<String> deletionsToAllow;
    private final List<String> lockOuts;
    private final boolean lockOutAllowed;

    private Plan(Builder builder) {
        this.clusterName = builder.clusterName;
        this.accountId = builder.accountId;
        this.region = builder.region;
        this.spec = builder.spec;
        this.accessEntries = builder.accessEntries;
        this.resolved = Collections.unmodifiableMap(new TreeMap<>(builder.resolved));
        this.steps = List.copyOf(builder.steps);
        this.steps.forEach(step -> stepsById.putIfAbsent(step.id(), step));
        this.warnings = List.copyOf(builder.warnings);
        this.observed = Collections.unmodifiableMap(new LinkedHashMap<>(builder.observed));
        this.allowedReplacements = Set.copyOf(builder.allowedReplacements);
        this.deletionsToAllow = Collections.unmodifiableSet(new TreeSet<>(builder.deletionsToAllow));
        this.lockOuts = List.copyOf(builder.lockOuts);
        this.lockOutAllowed = builder.lockOutAllowed;
    }

    /** Starts a plan for a cluster; planners call this, applications get plans from an {@code EksManager}. */
    public static Builder builder(String clusterName, String accountId, String region) {
        return new Builder(clusterName, accountId, region);
    }

    /** Returns the cluster's name. */
    public String clusterName() {
        return clusterName;
    }

    /** Returns the id of the AWS account the plan was made in; it can be applied in no other. */
    public String accountId() {
        return accountId;
    }

    /** Returns the region. */
    public String region() {
        return region;
    }

    /** Returns what is wanted; nothing for a plan that deletes the cluster, or that is about its access entries alone. */
    public Optional<ClusterSpec> spec() {
        return spec;
    }

    /** Returns the access entries that are wanted, for a plan that is about nothing else; nothing for all others. */
    public Optional<List<AccessEntrySpec>> accessEntries() {
        return accessEntries;
    }

    /** Tells whether applying deletes the cluster. */
    public boolean deletesCluster() {
        return spec.isEmpty() && accessEntries.isEmpty();
    }

    /**
     * Returns what the spec leaves open and AWS was asked for while the plan was made, by the path of the setting: under {@code
     * vpc.availabilityZones}, the zones chosen for the subnets. Applying the plan uses these answers and asks no more.
     */
    public Map<String, List<String>> resolved() {
        return resolved;
    }

    /** Returns every step, those that keep what is there too, each after those it depends on. */
    public List<Step> steps() {
        return steps;
    }

    /** Returns the steps that do something, if only wait: all but those that keep what is there. */
    public List<Step> changes() {
        return steps.stream().filter(step -> step.action() != StepAction.KEEP).toList();
    }

    /** Tells whether there is nothing to do. */
    public boolean isEmpty() {
        return changes().isEmpty();
    }

    /** Returns the step of that id, if the plan has it. */
    public Optional<Step> step(String id) {
        return Optional.ofNullable(stepsById.get(id));
    }

    /** Returns what the reader should know before applying, in whole sentences. */
    public List<String> warnings() {
        return warnings;
    }

    /** Returns what was found in AWS, by the ids of the steps. */
    public Map<String, ResourceState> observed() {
        return observed;
    }

    /** Returns the ids of the steps that may delete a resource in order to make it anew. */
    public Set<String> allowedReplacements() {
        return allowedReplacements;
    }

    /** Returns this plan with the caller's word that every resource to be replaced may be deleted and made anew. */
    public Plan allowingReplacements() {
        Set<String> ids = new HashSet<>();
        steps.stream().filter(step -> step.action() == StepAction.REPLACE).forEach(step -> ids.add(step.id()));
        return copy().allowReplacements(ids).build();
    }

    /**
     * Returns this plan with the caller's word that these resources may be deleted and made anew.
     *
     * @throws IllegalArgumentException if the plan replaces no resource of such an id
     */
    public Plan allowingReplacement(String... stepIds) {
        Set<String> ids = new HashSet<>(allowedReplacements);
        for (String id : stepIds) {
            if (step(id).filter(step -> step.action() == StepAction.REPLACE).isEmpty()) {
                throw new IllegalArgumentException("The plan does not replace " + id + ".");
            }
            ids.add(id);
        }
        return copy().allowReplacements(ids).build();
    }

    /**
     * Returns the ids of the steps that delete something which could never be recovered, such as a KMS key, and which applying
     * refuses until {@link #allowingDeletion} is called with them.
     */
    public Set<String> deletionsToAllow() {
        return deletionsToAllow;
    }

    /**
     * Returns this plan with the caller's word that these resources may be deleted although what they hold could never be
     * recovered.
     *
     * @throws IllegalArgumentException if the plan deletes no resource of such an id
     */
    public Plan allowingDeletion(String... stepIds) {
        Builder copy = copy();
        for (String id : stepIds) {
            if (step(id).filter(step -> step.action() == StepAction.DELETE).isEmpty()) {
                throw new IllegalArgumentException("The plan does not delete " + id + ".");
            }
            copy.deletionsToAllow.remove(id);
        }
        return copy.build();
    }

    /**
     * Returns who is let into the cluster now and would not be any more, or could do less: the caller who made the plan, in whole
     * sentences. While there are any, applying refuses the plan until {@link #allowingLockOut()} is called.
     */
    public List<String> lockOuts() {
        return lockOuts;
    }

    /** Tells whether the caller has said that those whom {@link #lockOuts()} names may be locked out. */
    public boolean lockOutAllowed() {
        return lockOutAllowed;
    }

    /** Returns this plan with the caller's word that those whom {@link #lockOuts()} names may be locked out. */
    public Plan allowingLockOut() {
        Builder copy = copy();
        copy.lockOutAllowed = true;
        return copy.build();
    }

    /** Returns about how long applying takes, along the longest chain of steps. */
    public Duration estimate() {
        Map<String, Duration> ends = new HashMap<>();
        Duration longest = Duration.ZERO;
        for (Step step : steps) {
            Duration start = step.dependsOn().stream()
                    .map(id -> ends.getOrDefault(id, Duration.ZERO))
                    .max(Duration::compareTo)
                    .orElse(Duration.ZERO);
            Duration end = step.action() == StepAction.KEEP ? start : start.plus(step.estimate());
            ends.put(step.id(), end);
            longest = end.compareTo(longest) > 0 ? end : longest;
        }
        return longest;
    }

    /** Returns the plan as text for people. */
    public String render() {
        return PlanText.render(this);
    }

    /** Returns the plan as a JSON document. */
    public String toJson() {
        return PlanJson.render(this);
    }

    /** Returns the plan as a Mermaid flowchart. */
    public String toMermaid() {
        return PlanMermaid.render(this);
    }

    /** Returns one line: the cluster and what would be done to it. */
    @Override
    public String toString() {
        return "Plan for " + clusterName + ": " + changes().size() + " of " + steps.size()
                + " steps have something to do";
    }

    private Builder copy() {
        Builder copy = new Builder(clusterName, accountId, region);
        copy.spec = spec;
        copy.accessEntries = accessEntries;
        copy.resolved = resolved;
        copy.steps.addAll(steps);
        copy.warnings.addAll(warnings);
        copy.observed.putAll(observed);
        copy.allowedReplacements = allowedReplacements;
        copy.deletionsToAllow.addAll(deletionsToAllow);
        copy.lockOuts.addAll(lockOuts);
        copy.lockOutAllowed = lockOutAllowed;
        return copy;
    }

    /** Collects the parts of a plan. */
    public static final class Builder {

        private final String clusterName;
        private final String accountId;
        private final String region;
        private final List<Step> steps = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();
        private final Map<String, ResourceState> observed = new LinkedHashMap<>();
        private Optional<ClusterSpec> spec = Optional.empty();
        private Optional<List<AccessEntrySpec>> accessEntries = Optional.empty();
        private Map<String, List<String>> resolved = Map.of();
        private Set<String> allowedReplacements = Set.of();
        private final Set<String> deletionsToAllow = new HashSet<>();
        private final List<String> lockOuts = new ArrayList<>();
        private boolean lockOutAllowed;

        private Builder(String clusterName, String accountId, String region) {
            this.clusterName = clusterName;
            this.accountId = accountId;
            this.region = region;
        }

        /** Sets what is wanted; unset, the plan deletes the cluster. */
        public Builder spec(ClusterSpec spec, Map<String, List<String>> resolved) {
            this.spec = Optional.of(spec);
            this.resolved = resolved;
            return this;
        }

        /** Sets the access entries that are all the plan is about. */
        public Builder accessEntries(List<AccessEntrySpec> entries) {
            this.accessEntries = Optional.of(List.copyOf(entries));
            return this;
        }

        /** Appends a step. */
        public Builder step(Step step) {
            steps.add(step);
            return this;
        }

        /** Appends a sentence for the reader. */
        public Builder warning(String warning) {
            warnings.add(warning);
            return this;
        }

        /** Adds what was found. */
        public Builder observed(Map<String, ResourceState> states) {
            observed.putAll(states);
            return this;
        }

        /** Notes a step that deletes something which could never be recovered. */
        public Builder deletionToAllow(String stepId) {
            deletionsToAllow.add(stepId);
            return this;
        }

        /** Notes somebody who is let in now and would not be any more. */
        public Builder lockOut(String sentence) {
            lockOuts.add(sentence);
            return this;
        }

        private Builder allowReplacements(Set<String> ids) {
            this.allowedReplacements = ids;
            return this;
        }

        /** Returns the plan. */
        public Plan build() {
            return new Plan(this);
        }
    }
}
