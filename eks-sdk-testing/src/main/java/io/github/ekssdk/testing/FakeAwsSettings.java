package io.github.ekssdk.testing;

import io.github.ekssdk.spi.Time;
import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.Caller;
import io.github.ekssdk.testing.internal.FakeService;
import io.github.ekssdk.testing.internal.kubernetes.KubernetesCluster;
import io.github.ekssdk.testing.internal.standard.StandardServices;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the builder of a {@link FakeAws} has collected. */
final class FakeAwsSettings {
    private static final AtomicInteger ACCESS_KEYS = new AtomicInteger();

    Time time = new FakeClock();
    LatencyProfile latency = LatencyProfile.instant();
    long seed = 1;
    String region = "eu-west-1";
    String accountId = "123456789012";

    @Nullable String accessKeyId;

    boolean anyCredentials;
    boolean kubernetes;
    Consumer<KubernetesCluster> whenKubernetesOpens = cluster -> {};
    boolean strictIam;

    @Nullable String ownerPolicy;

    boolean defaultVpc = true;
    boolean journal = true;
    int ledgerSize = Integer.MAX_VALUE;
    Strictness strictness = Strictness.REALISTIC;
    final Map<String, Integer> quotas = new TreeMap<>();
    final List<Function<Account, FakeService>> global = StandardServices.GLOBAL;
    final List<Function<Account, FakeService>> regional = new ArrayList<>(StandardServices.REGIONAL);

    /** An access key that no other account of this JVM has. */
    static String nextAccessKey() {
        String digits = Integer.toString(ACCESS_KEYS.incrementAndGet());
        return "AKIAFAKEAWS" + "0".repeat(9 - digits.length()) + digits;
    }

    /** The secret that goes with an access key of the account itself. */
    static String secretOf(String accessKeyId) {
        return "secret-of-" + accessKeyId;
    }

    Account newAccount() {
        LatencyProfile profile = strictness == Strictness.LENIENT ? LatencyProfile.instant() : latency;
        Account account = new Account(accountId, region, profile, seed, defaultVpc, strictness);
        quotas.forEach(account.quotas()::set);
        return account;
    }

    String ownerArn() {
        return newAccount().globalArn("iam", "user/developer");
    }

    /** The user that owns the account. */
    Caller owner() {
        String key = accessKeyId == null ? nextAccessKey() : accessKeyId;
        return new Caller(key, accountId, ownerArn(), "AIDAFAKEDEVELOPER0000");
    }
}
