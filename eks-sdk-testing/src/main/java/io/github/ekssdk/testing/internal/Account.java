package io.github.ekssdk.testing.internal;

import io.github.ekssdk.testing.LatencyProfile;
import io.github.ekssdk.testing.Strictness;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the services of one account in one region share. */
public final class Account {
    private final String id;
    private final String partition;
    private final String region;
    private final Transitions transitions;
    private final Latencies latencies;
    private final Ids ids;
    private final Quotas quotas;
    private final boolean defaultVpc;
    private final Strictness strictness;
    private final List<FakeService> services = new ArrayList<>();
    private final @Nullable Account home;
    private CallerPolicies callerPolicies = CallerPolicies.NOT_JUDGED;

    /** Opens an empty account that has a default VPC in each region. */
    public Account(String id, String region, LatencyProfile profile, long seed) {
        this(id, region, profile, seed, true, Strictness.REALISTIC);
    }

    /** Opens an empty account, with or without a default VPC in each region. */
    public Account(
            String id, String region, LatencyProfile profile, long seed, boolean defaultVpc, Strictness strictness) {
        this.id = id;
        this.partition = partitionOf(region);
        this.region = region;
        this.transitions = new Transitions();
        this.ids = new Ids(seed);
        this.latencies = new Latencies(profile, seed, transitions::now);
        this.defaultVpc = defaultVpc;
        this.strictness = strictness;
        this.quotas = new Quotas().rates(!profile.name().equals("instant"));
        this.home = null;
    }

    private Account(Account home, String region) {
        this.id = home.id;
        this.partition = partitionOf(region);
        this.region = region;
        this.transitions = home.transitions;
        this.ids = home.ids;
        this.latencies = home.latencies;
        this.quotas = home.quotas;
        this.defaultVpc = home.defaultVpc;
        this.strictness = home.strictness;
        this.home = home;
    }

    /** The same account seen from another region; what it has no service for, it shares with this one. */
    public Account inRegion(String other) {
        return new Account(this, other);
    }

    private static String partitionOf(String region) {
        if (region.startsWith("cn-")) {
            return "aws-cn";
        }
        return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }

    /** The twelve digits of the account. */
    public String id() {
        return id;
    }

    /** {@code aws}, {@code aws-cn} or {@code aws-us-gov}, by the region. */
    public String partition() {
        return partition;
    }

    public String region() {
        return region;
    }

    public Transitions transitions() {
        return transitions;
    }

    public Latencies latencies() {
        return latencies;
    }

    public Ids ids() {
        return ids;
    }

    /** Grows whenever something drew an id or a duration or scheduled something: then the account is not what it was. */
    public long drawn() {
        return ids.drawn() + latencies.drawn() + transitions.changes();
    }

    /** How much the account may have; request rates are not limited where time does not pass, on the instant profile. */
    public Quotas quotas() {
        return quotas;
    }

    /** Whether AWS put a VPC into each region of the account when it was new. */
    public boolean hasDefaultVpc() {
        return defaultVpc;
    }

    /** Whether references to resources of other services go unchecked, and everything is ready at once. */
    public boolean lenient() {
        return strictness == Strictness.LENIENT;
    }

    /** ARN of a resource of a regional service: {@code arn("eks", "cluster/prod")}. */
    public String arn(String service, String resource) {
        return "arn:" + partition + ":" + service + ":" + region + ":" + id + ":" + resource;
    }

    /** ARN of a resource of a global service: {@code globalArn("iam", "role/nodes")}. */
    public String globalArn(String service, String resource) {
        return "arn:" + partition + ":" + service + "::" + id + ":" + resource;
    }

    /** The policies of callers, which allow everything unless the account is strict about them. */
    public CallerPolicies callerPolicies() {
        return home == null ? callerPolicies : home.callerPolicies();
    }

    /** Lets the policies of callers be judged. */
    public void judgeCallers(CallerPolicies by) {
        callerPolicies = by;
    }

    /** Adds a service, so that its siblings find it. */
    public void add(FakeService service) {
        services.add(service);
    }

    /** The sibling service of that class. */
    public <T extends FakeService> T service(Class<T> type) {
        for (FakeService service : services) {
            if (type.isInstance(service)) {
                return type.cast(service);
            }
        }
        if (home != null) {
            return home.service(type);
        }
        throw new IllegalStateException("the fake account " + id + " has no " + type.getSimpleName());
    }

    /** Services of this region, and the global ones. */
    public List<FakeService> siblings() {
        List<FakeService> all = new ArrayList<>(services);
        if (home != null) {
            all.addAll(home.services);
        }
        return all;
    }

    /** Services of this region. */
    public List<FakeService> services() {
        return Collections.unmodifiableList(services);
    }
}
