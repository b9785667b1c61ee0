package io.github.ekssdk.testing;

import io.github.ekssdk.spi.Time;
import io.github.ekssdk.testing.internal.Quotas;
import io.github.ekssdk.testing.internal.policy.Policy;

/** What can be said of an account before it is opened. */
abstract class AccountOptions {
    final FakeAwsSettings settings = new FakeAwsSettings();

    abstract FakeAws.Builder self();

    /** The time to live in; a new {@link FakeClock} when unset. */
    public FakeAws.Builder time(Time whichTime) {
        settings.time = whichTime;
        return self();
    }

    /** How long things take; {@link LatencyProfile#instant()} when unset. */
    public FakeAws.Builder latency(LatencyProfile profile) {
        settings.latency = profile;
        return self();
    }

    /** Seed of ids and durations; 1 when unset. */
    public FakeAws.Builder seed(long number) {
        settings.seed = number;
        return self();
    }

    /** Region of {@link FakeAws#client}; eu-west-1 when unset. */
    public FakeAws.Builder region(String name) {
        settings.region = name;
        return self();
    }

    /** The twelve digits of the account; 123456789012 when unset. */
    public FakeAws.Builder accountId(String twelveDigits) {
        settings.accountId = twelveDigits;
        return self();
    }

    /**
     * Changes a quota, such as {@code ec2.vpcs}; those that AWS publishes for new accounts when unset.
     *
     * @throws IllegalArgumentException if there is no such quota; the message lists those that there are
     */
    public FakeAws.Builder quota(String name, int limit) {
        new Quotas().set(name, limit);
        settings.quotas.put(name, limit);
        return self();
    }

    /** Opens the account without the VPC that AWS puts into each region of a new account. */
    public FakeAws.Builder withoutDefaultVpc() {
        settings.defaultVpc = false;
        return self();
    }

    /** How much is asked of callers; {@link Strictness#REALISTIC} when unset. */
    public FakeAws.Builder strictness(Strictness how) {
        settings.strictness = how;
        return self();
    }

    /**
     * Judges every call by the policies of whoever makes it, and refuses what they do not allow with AWS's own error. The
     * account's first user may still do everything; users and roles made in IAM, sessions of roles, and whoever
     * {@link FakeAws#credentialsOf} stands for may do what their policies say, so somebody unknown to IAM may do nothing. Off
     * when unset: only the policies of roles and keys themselves are looked at.
     */
    public FakeAws.Builder strictIam() {
        settings.strictIam = true;
        return self();
    }

    /**
     * As {@link #strictIam()}, and the account's first user may do what this policy allows and nothing else.
     *
     * @param ownerPolicy policy document, such as {@link Ledger#leastPolicy} writes it
     * @throws IllegalArgumentException if it is not JSON
     */
    public FakeAws.Builder strictIam(String ownerPolicy) {
        Policy.parse(ownerPolicy);
        settings.ownerPolicy = ownerPolicy;
        return strictIam();
    }

    /** Access key of the account's first user; one that no other account of this JVM has, when unset. */
    public FakeAws.Builder accessKeyId(String id) {
        settings.accessKeyId = id;
        return self();
    }

    /** How many calls the {@link Ledger} keeps, the latest ones; all when unset. Long-running servers set it. */
    public FakeAws.Builder ledgerSize(int calls) {
        settings.ledgerSize = calls;
        return self();
    }

    /**
     * Does not write down what is done to the account, which saves the memory that it takes. There are no snapshots then,
     * and stale reads see the present.
     */
    public FakeAws.Builder withoutSnapshots() {
        settings.journal = false;
        return self();
    }

    /** Takes every access key for the account's first user, as a stand-alone server is handy with. */
    public FakeAws.Builder acceptAnyCredentials() {
        settings.anyCredentials = true;
        return self();
    }

    /**
     * Opens the Kubernetes API of each cluster that DescribeCluster is asked for, so that its endpoint can be reached without
     * {@link FakeAws#kubernetes}. Off when unset: endpoints are made up then, the same in every run of a seed.
     */
    public FakeAws.Builder kubernetes() {
        settings.kubernetes = true;
        return self();
    }
}
