package io.github.ekssdk.testing;

import io.github.ekssdk.testing.Journal.Acted;
import io.github.ekssdk.testing.Journal.Called;
import io.github.ekssdk.testing.Journal.Entered;
import io.github.ekssdk.testing.Journal.Entry;
import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.AwsRefusal;
import io.github.ekssdk.testing.internal.Call;
import io.github.ekssdk.testing.internal.Caller;
import io.github.ekssdk.testing.internal.CallerSource;
import io.github.ekssdk.testing.internal.FakeService;
import io.github.ekssdk.testing.internal.authorization.StrictIam;
import io.github.ekssdk.testing.internal.service.Handlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;

/** Everything that an account has: its services in all regions, and what will happen in them. */
final class Estate {
    private final Account home;
    private final List<FakeService> globals;
    private final List<Function<Account, FakeService>> regionalServices;
    private final Map<String, Account> regions = new TreeMap<>();
    private final @Nullable StrictIam strictIam;

    Estate(FakeAwsSettings settings) {
        this.home = settings.newAccount();
        this.regionalServices = List.copyOf(settings.regional);
        settings.global.forEach(service -> home.add(service.apply(home)));
        this.globals = List.copyOf(home.services());
        addRegion(home);
        this.strictIam = settings.strictIam ? new StrictIam(home, settings.ownerArn(), settings.ownerPolicy) : null;
        if (strictIam != null) {
            home.judgeCallers(strictIam);
        }
    }

    private Account addRegion(Account account) {
        regions.put(account.region(), account);
        regionalServices.forEach(service -> account.add(service.apply(account)));
        return account;
    }

    Account home() {
        return home;
    }

    /** Lets everything happen that is due. */
    void catchUp(Instant now) {
        home.transitions().advanceTo(now);
    }

    /** Whether the region has its services already; they come with the first look at it. */
    boolean hasRegion(String region) {
        return regions.containsKey(region);
    }

    /** The service of that name, of that region if it is a regional one. */
    @Nullable FakeService service(String name, String region) {
        FakeService global = named(name, globals);
        if (global != null) {
            return global;
        }
        Account account = regions.get(region);
        return named(name, (account == null ? addRegion(home.inRegion(region)) : account).services());
    }

    boolean isGlobal(String service) {
        return named(service, globals) != null;
    }

    private static @Nullable FakeService named(String name, List<FakeService> services) {
        for (FakeService service : services) {
            if (service.name().equals(name)) {
                return service;
            }
        }
        return null;
    }

    /** Whom an access key stands for that a service of the account gave out. */
    Optional<Caller> caller(String accessKeyId) {
        return ofSources(source -> source.caller(accessKeyId));
    }

    /** The secret that goes with an access key that a service gave out. */
    Optional<String> secretAccessKey(String accessKeyId) {
        return ofSources(source -> source.secretAccessKey(accessKeyId));
    }

    /** The token that goes with temporary credentials. */
    Optional<String> sessionToken(String accessKeyId) {
        return ofSources(source -> source.sessionToken(accessKeyId));
    }

    private <T> Optional<T> ofSources(Function<CallerSource, Optional<T>> question) {
        return home.services().stream()
                .filter(CallerSource.class::isInstance)
                .map(CallerSource.class::cast)
                .flatMap(source -> question.apply(source).stream())
                .findFirst();
    }

    /** Does again what was done once. */
    void repeat(Entry entry) {
        catchUp(entry.at());
        if (entry instanceof Called call) {
            repeat(call);
        } else if (entry instanceof Acted acted) {
            act(acted);
        } else if (entry instanceof Entered entered) {
            var unused = service("", entered.region());
        }
    }

    private void repeat(Called call) {
        if (call.due() != null) {
            later(call, outcome -> {});
            return;
        }
        Outcome outcome = ask(call);
        String code = outcome.refusal() == null ? null : outcome.refusal().code();
        if (!call.read() && !Objects.equals(code, call.refused())) {
            throw new IllegalArgumentException("This snapshot is of another version of the fake: call " + call.number()
                    + " " + call.service() + ":" + call.operation() + " ended with " + call.refused()
                    + " then and with "
                    + code + " now.");
        }
    }

    /** Lets a call take effect at its time, and tells what came of it then. */
    void later(Called call, Consumer<Outcome> then) {
        String name = "call " + call.number() + " " + call.service() + ":" + call.operation();
        home.transitions().at(call.effectAt(), name + " takes effect", () -> then.accept(ask(call)));
    }

    /** Has the service answer. */
    Outcome ask(Called called) {
        FakeService service = Objects.requireNonNull(service(called.service(), called.region()));
        Call call =
                new Call(called.service(), called.operation(), called.caller(), called.effectAt(), called.requestId());
        try {
            if (strictIam != null) {
                Account region = regions.getOrDefault(called.region(), home);
                strictIam.require(region, service, (SdkRequest) called.request(), call);
            }
            service.admit((SdkRequest) called.request(), call);
            service.validate((SdkRequest) called.request(), call);
            return Outcome.of(Handlers.of(service).answer(service, called.request(), call));
        } catch (AwsRefusal refusal) {
            return Outcome.of(refusal);
        } catch (RuntimeException bug) {
            return Outcome.of(bug);
        }
    }

    /** Does what somebody does past the API. */
    String act(Acted acted) {
        Account region = regions.getOrDefault(acted.region(), home);
        return Actions.perform(acted.action(), region, acted.arguments());
    }

    /** The regions that somebody has looked at, the account's own first. */
    List<Account> regions() {
        List<Account> all = new ArrayList<>(regions.values());
        all.remove(home);
        all.add(0, home);
        return all;
    }

    List<Resource> inventory() {
        List<Resource> all = new ArrayList<>();
        for (Account account : regions.values()) {
            account.services().forEach(service -> all.addAll(service.inventory()));
        }
        all.sort(null);
        return List.copyOf(all);
    }
}
