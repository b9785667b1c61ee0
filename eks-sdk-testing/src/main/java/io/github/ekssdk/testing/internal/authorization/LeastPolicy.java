package io.github.ekssdk.testing.internal.authorization;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.policy.Ask;
import io.github.ekssdk.testing.internal.policy.Context;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.core.SdkPojo;

/** Works out the least that a caller must be allowed for a run of calls. */
public final class LeastPolicy {
    /** Conditions that make a policy narrower whenever the run keeps to them. */
    private static final Map<String, String> OPERATORS = Map.of(
            "iam:PassedToService", "StringEquals",
            "iam:AWSServiceName", "StringEquals",
            "iam:PolicyARN", "ArnEquals",
            "ec2:CreateAction", "StringEquals",
            "kms:GrantIsForAWSResource", "Bool");

    private static final String REQUEST_TAG = "aws:RequestTag/";

    private final Account account;
    private final LedgerLookup lookup;
    private final Set<String> createdKinds = new TreeSet<>();
    private final Map<Bucket, List<Context>> buckets = new TreeMap<>();

    /** Begins with nothing that is needed. */
    public LeastPolicy(Account account) {
        this.account = account;
        this.lookup = new LedgerLookup(account);
    }

    /**
     * Takes note of a call, in the order of the calls.
     *
     * @param needed whether the policy is to allow it; calls before a run are only learnt from
     */
    public void add(String service, String operation, SdkPojo request, boolean needed) {
        for (Ask ask : Requirements.of(service, operation, request, account, lookup)) {
            if (service.equals("ec2") && ask.resource().endsWith("/*")) {
                createdKinds.add(kindOf(ask.resource()));
            }
            if (needed) {
                Bucket bucket = new Bucket(ask.action(), ask.resource());
                buckets.computeIfAbsent(bucket, b -> new ArrayList<>()).add(ask.context());
            }
        }
        lookup.learn(service, operation, request);
    }

    /** The policy document, pretty and the same for the same calls. */
    public String text() {
        Map<Bucket, List<Context>> general = new TreeMap<>();
        buckets.forEach((bucket, contexts) -> general.computeIfAbsent(generalised(bucket), b -> new ArrayList<>())
                .addAll(contexts));
        Map<ActionUse, Set<String>> resources = new TreeMap<>();
        general.forEach((bucket, contexts) -> resources
                .computeIfAbsent(new ActionUse(bucket.action, conditions(contexts)), use -> new TreeSet<>())
                .add(bucket.resource));
        Map<Grant, Set<String>> actions = new TreeMap<>();
        resources.forEach((use, where) -> actions.computeIfAbsent(
                        new Grant(
                                use.action.substring(0, use.action.indexOf(':')),
                                String.join(" ", where),
                                use.condition),
                        grant -> new TreeSet<>())
                .add(use.action));
        return PolicyText.of(actions);
    }

    /** Things of EC2 that the run made will have other ids the next time. */
    private Bucket generalised(Bucket bucket) {
        boolean ec2 = bucket.resource.matches("arn:[\\w-]+:ec2:.*");
        return ec2 && createdKinds.contains(kindOf(bucket.resource))
                ? new Bucket(bucket.action, kindOf(bucket.resource) + "/*")
                : bucket;
    }

    private static String kindOf(String arn) {
        return arn.contains("/") ? arn.substring(0, arn.indexOf('/')) : arn;
    }

    /** What all calls that need an action on a resource have in common, as a condition block. */
    private static Map<String, Map<String, List<String>>> conditions(List<Context> contexts) {
        Map<String, Map<String, List<String>>> block = new TreeMap<>();
        for (String key : contexts.get(0).asMap().keySet()) {
            boolean tag = key.startsWith(REQUEST_TAG);
            String operator = tag ? "StringEquals" : OPERATORS.get(key);
            Set<String> values = new TreeSet<>();
            boolean always = true;
            for (Context context : contexts) {
                List<String> given = context.get(key);
                always &= given != null;
                values.addAll(given == null ? List.of() : given);
            }
            if (operator != null && always && (!tag || values.size() == 1)) {
                block.computeIfAbsent(operator, o -> new TreeMap<>()).put(key, List.copyOf(values));
            }
        }
        return block;
    }

    /** An action on a resource. */
    private record Bucket(String action, String resource) implements Comparable<Bucket> {
        private static final Comparator<Bucket> ORDER =
                Comparator.comparing(Bucket::action).thenComparing(Bucket::resource);

        @Override
        public int compareTo(Bucket other) {
            return ORDER.compare(this, other);
        }
    }

    /** An action under a condition. */
    private record ActionUse(String action, Map<String, Map<String, List<String>>> condition)
            implements Comparable<ActionUse> {
        private static final Comparator<ActionUse> ORDER = Comparator.comparing(ActionUse::action)
                .thenComparing(use -> use.condition().toString());

        @Override
        public int compareTo(ActionUse other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * What one statement of the policy is about.
     *
     * @param resources ARNs, with blanks between them
     */
    record Grant(String service, String resources, Map<String, Map<String, List<String>>> condition)
            implements Comparable<Grant> {
        private static final Comparator<Grant> ORDER = Comparator.comparing(Grant::service)
                .thenComparing(Grant::resources)
                .thenComparing(grant -> grant.condition().toString());

        @Override
        public int compareTo(Grant other) {
            return ORDER.compare(this, other);
        }
    }
}
