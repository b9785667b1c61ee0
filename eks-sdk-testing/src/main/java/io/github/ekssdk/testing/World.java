package io.github.ekssdk.testing;

import io.github.ekssdk.spi.Time;
import io.github.ekssdk.testing.Journal.Acted;
import io.github.ekssdk.testing.Journal.Called;
import io.github.ekssdk.testing.Journal.Entered;
import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.AwsRefusal;
import io.github.ekssdk.testing.internal.Caller;
import io.github.ekssdk.testing.internal.CallerSource;
import io.github.ekssdk.testing.internal.FakeService;
import io.github.ekssdk.testing.internal.protocol.PresignedUrl;
import io.github.ekssdk.testing.internal.service.Handlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One account and who may call it; whoever holds its lock may look at it or change it. What changes it is written down. */
final class World implements PresignedUrl.Secrets {
    private final ReentrantLock lock = new ReentrantLock();
    private final Time time;
    private final Map<String, Caller> keys = new TreeMap<>();
    private FakeAwsSettings settings;
    private Caller owner;
    private Estate estate;
    private Journal journal;
    private Runnable whenChanged = () -> {};
    private Consumer<Account> whenEntered = region -> {};

    World(FakeAwsSettings settings) {
        this.time = settings.time;
        this.settings = settings;
        this.owner = settings.owner();
        this.keys.put(owner.accessKeyId(), owner);
        this.estate = new Estate(settings);
        this.journal = new Journal(settings.journal);
    }

    /** Begins again with nothing, perhaps with other settings; those who may call still may. */
    void open(FakeAwsSettings anew, Caller newOwner) {
        settings = anew;
        owner = newOwner;
        keys.put(newOwner.accessKeyId(), newOwner);
        estate = new Estate(anew);
        journal = new Journal(anew.journal);
    }

    /** Becomes the account of a snapshot, on the same time. */
    void load(Snapshot snapshot) {
        Estate loaded = new Estate(snapshot.settings());
        Journal written = new Journal(true);
        snapshot.entries().forEach(entry -> {
            loaded.repeat(entry);
            written.add(entry);
        });
        loaded.catchUp(snapshot.time());
        open(snapshot.settings(), snapshot.callers().get(0));
        estate = loaded;
        journal = written;
        snapshot.callers().forEach(caller -> keys.put(caller.accessKeyId(), caller));
    }

    /** The account as it is now. */
    Snapshot snapshot(int calls) {
        Instant now = now();
        catchUp(now);
        List<Caller> callers = new ArrayList<>();
        callers.add(owner);
        keys.values().stream().filter(caller -> !caller.equals(owner)).forEach(callers::add);
        return new Snapshot(settings, now, calls, callers, journal.entries());
    }

    ReentrantLock lock() {
        return lock;
    }

    FakeAwsSettings settings() {
        return settings;
    }

    Caller owner() {
        return owner;
    }

    Journal journal() {
        return journal;
    }

    Map<String, Caller> keys() {
        return keys;
    }

    Account home() {
        return estate.home();
    }

    Instant now() {
        return time.now();
    }

    /** Lets everything happen that is due. */
    void catchUp(Instant now) {
        estate.catchUp(now);
    }

    /** The service of that name, of that region if it is a regional one. */
    @Nullable FakeService service(String name, String region) {
        if (estate.isGlobal(name) || estate.hasRegion(region)) {
            return estate.service(name, region);
        }
        Instant now = now();
        catchUp(now);
        journal.add(new Entered(now, region));
        FakeService found = estate.service(name, region);
        regions().stream()
                .filter(account -> account.region().equals(region))
                .findFirst()
                .ifPresent(whenEntered);
        return found;
    }

    /** The regions that somebody has looked at, the account's own first. */
    List<Account> regions() {
        return estate.regions();
    }

    /** What else is to happen when a region is looked at for the first time. */
    void whenEntered(Consumer<Account> more) {
        whenEntered = more;
    }

    /** Whom an access key stands for. */
    Optional<Caller> caller(String accessKeyId) {
        Caller known = keys.get(accessKeyId);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Caller> found = estate.caller(accessKeyId);
        return found.isEmpty() && settings.anyCredentials ? Optional.of(owner) : found;
    }

    /** The secret of an access key; of one that anybody made up there is none. */
    @Override
    public Optional<String> secretAccessKey(String accessKeyId) {
        return keys.containsKey(accessKeyId)
                ? Optional.of(FakeAwsSettings.secretOf(accessKeyId))
                : estate.secretAccessKey(accessKeyId);
    }

    @Override
    public Optional<String> sessionToken(String accessKeyId) {
        return estate.sessionToken(accessKeyId);
    }

    boolean hasKey(String accessKeyId) {
        return keys.containsKey(accessKeyId) || estate.caller(accessKeyId).isPresent();
    }

    /** Whether a temporary access key has ended. */
    boolean isExpired(String accessKeyId) {
        return accessKeyId.startsWith("ASIA")
                && home().services().stream()
                        .anyMatch(service ->
                                service instanceof CallerSource source && source.isExpired(accessKeyId, now()));
    }

    void addKey(Caller caller) {
        lock.lock();
        try {
            keys.put(caller.accessKeyId(), caller);
        } finally {
            lock.unlock();
        }
    }

    /** Has a service answer a call. */
    Outcome ask(Called call) {
        long before = estate.home().drawn();
        Outcome outcome = estate.ask(call);
        boolean changed = estate.home().drawn() != before || (outcome.tookEffect() && !Reads.isRead(call.operation()));
        if (changed) {
            journal.add(call.endedWith(outcome));
            whenChanged.run();
        } else if (takesTokens(call)) {
            journal.addRead(call.endedWith(outcome));
        }
        return outcome;
    }

    private boolean takesTokens(Called call) {
        if (!estate.home().quotas().rates()) {
            return false;
        }
        FakeService service = estate.service(call.service(), call.region());
        return service != null && Handlers.limitsRates(service);
    }

    /** Has a service get a call later, and tells what came of it then. */
    void askLater(Called call, Consumer<Outcome> then) {
        journal.add(call);
        estate.later(call, then);
    }

    /** What else is to happen after a call has changed the account. */
    void whenChanged(Runnable more) {
        whenChanged = more;
    }

    /** Does something past the API, and returns what that made: ids, or nothing. */
    String act(String action, List<String> arguments) {
        return act(home().region(), action, arguments);
    }

    /** Does something past the API in a region. */
    String act(String region, String action, List<String> arguments) {
        lock.lock();
        try {
            Instant now = now();
            catchUp(now);
            Acted acted = new Acted(now, region, action, List.copyOf(arguments));
            String made = estate.act(acted);
            journal.add(acted);
            whenChanged.run();
            return made;
        } catch (AwsRefusal refusal) {
            throw new IllegalArgumentException(action + " " + arguments + ": " + refusal.message(), refusal);
        } finally {
            lock.unlock();
        }
    }

    /** The account as it was when only some of what was done had been done. */
    Estate past(Instant when, Predicate<Journal.Entry> done) {
        Estate past = new Estate(settings);
        journal.entries().stream().filter(done).forEach(past::repeat);
        past.catchUp(when);
        return past;
    }

    List<Resource> inventory() {
        lock.lock();
        try {
            catchUp(now());
            return estate.inventory();
        } finally {
            lock.unlock();
        }
    }
}
