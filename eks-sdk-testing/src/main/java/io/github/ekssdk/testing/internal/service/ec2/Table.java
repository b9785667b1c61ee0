package io.github.ekssdk.testing.internal.service.ec2;

import io.github.ekssdk.testing.internal.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The live things of one kind by id, oldest first. What was just made may be invisible to callers for a while (EC2 is
 * eventually consistent); the account's own rules see it at once.
 */
final class Table<T> {
    private final Kind kind;
    private final Account account;
    private Consumer<String> watcher = id -> {};
    private final Map<String, T> rows = new LinkedHashMap<>();
    private final Map<String, Instant> visibleFrom = new HashMap<>();

    Table(Kind kind, Account account) {
        this.kind = kind;
        this.account = account;
    }

    /** Tells somebody the id of what has been changed. */
    void watch(Consumer<String> listener) {
        watcher = watcher.andThen(listener);
    }

    T add(String id, T item) {
        rows.put(id, item);
        Duration hidden = account.latencies().peek("ec2.visible", id);
        if (!hidden.isZero()) {
            visibleFrom.put(id, account.transitions().now().plus(hidden));
        }
        return item;
    }

    /** Changes a thing if it still exists. */
    void update(String id, UnaryOperator<T> change) {
        rows.computeIfPresent(id, (key, item) -> change.apply(item));
        watcher.accept(id);
    }

    void remove(String id) {
        rows.remove(id);
        visibleFrom.remove(id);
    }

    Optional<T> find(@Nullable String id) {
        return Optional.ofNullable(rows.get(id));
    }

    /** The thing that is known to be there, whether callers can see it yet or not. */
    T get(String id) {
        return find(id).orElseThrow(() -> new IllegalStateException("the fake EC2 lost " + id));
    }

    /** The thing with that id that a caller named, or EC2's refusal. */
    T require(@Nullable String id) {
        return require(id, kind.parameter());
    }

    /** The thing with that id that a caller named in the given parameter, or EC2's refusal. */
    T require(@Nullable String id, String parameter) {
        String named = Refusals.present(id, parameter);
        kind.checkForm(named);
        return find(named).filter(item -> isVisible(named)).orElseThrow(() -> kind.notFound(named));
    }

    /** The things that a caller named by their ids, or all that callers can see if none is named. */
    List<T> choose(List<String> ids) {
        if (!ids.isEmpty()) {
            return ids.stream().distinct().map(this::require).toList();
        }
        return rows.keySet().stream().filter(this::isVisible).map(rows::get).toList();
    }

    Stream<T> stream() {
        return rows.values().stream();
    }

    Set<String> ids() {
        return Collections.unmodifiableSet(rows.keySet());
    }

    int size() {
        return rows.size();
    }

    private boolean isVisible(String id) {
        Instant from = visibleFrom.get(id);
        return from == null || !account.transitions().now().isBefore(from);
    }
}
