package io.github.ekssdk.testing;

import io.github.ekssdk.spi.Time;
import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.Caller;
import io.github.ekssdk.testing.internal.CallerSource;
import io.github.ekssdk.testing.internal.FakeService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One account with its services in all regions; whoever holds its lock may look at it or change it. */
final class World {
    private final ReentrantLock lock = new ReentrantLock();
    private final Time time;
    private final Account home;
    private final List<FakeService> globals;
    private final List<Function<Account, FakeService>> regionalServices;
    private final Map<String, Account> regions = new TreeMap<>();
    private final Map<String, Caller> keys = new TreeMap<>();
    private final @Nullable Caller anybody;

    World(FakeAwsSettings settings, Caller owner) {
        this.time = settings.time;
        this.home = settings.newAccount();
        this.regionalServices = List.copyOf(settings.regional);
        this.keys.put(owner.accessKeyId(), owner);
        this.anybody = settings.anyCredentials ? owner : null;
        settings.global.forEach(service -> home.add(service.apply(home)));
        this.globals = List.copyOf(home.services());
        addRegion(home);
    }

    private Account addRegion(Account account) {
        regions.put(account.region(), account);
        regionalServices.forEach(service -> account.add(service.apply(account)));
        return account;
    }

    ReentrantLock lock() {
        return lock;
    }

    Account home() {
        return home;
    }

    Instant now() {
        return time.now();
    }

    /** Lets everything happen that is due. */
    void catchUp(Instant now) {
        home.transitions().advanceTo(now);
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

    private static @Nullable FakeService named(String name, List<FakeService> services) {
        for (FakeService service : services) {
            if (service.name().equals(name)) {
                return service;
            }
        }
        return null;
    }

    /** Whom an access key stands for. */
    Optional<Caller> caller(String accessKeyId) {
        Caller known = keys.get(accessKeyId);
        if (known != null) {
            return Optional.of(known);
        }
        for (FakeService service : home.services()) {
            Optional<Caller> found =
                    service instanceof CallerSource source ? source.caller(accessKeyId) : Optional.empty();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.ofNullable(anybody);
    }

    /** Whether a temporary access key has ended. */
    boolean isExpired(String accessKeyId) {
        return accessKeyId.startsWith("ASIA")
                && home.services().stream()
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

    List<Resource> inventory() {
        lock.lock();
        try {
            catchUp(now());
            List<Resource> all = new ArrayList<>();
            for (Account account : regions.values()) {
                account.services().forEach(service -> all.addAll(service.inventory()));
            }
            all.sort(null);
            return List.copyOf(all);
        } finally {
            lock.unlock();
        }
    }
}
