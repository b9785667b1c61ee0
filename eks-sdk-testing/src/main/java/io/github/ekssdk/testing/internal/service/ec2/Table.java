package io.github.ekssdk.testing.internal.service.ec2;

import io.github.ekssdk.testing.internal.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The live things of one kind by id, oldest first. What was just made may be invisible to callers for a while (EC2 is
 * eventually consistent); the account's own rules see it at once. Finding by id or by an index and dealing out a page take
 * as long with ten rows as with ten thousand.
 */
final class Table<T> {
    private final Kind kind;
    private final Account account;
    private final Map<String, Row<T>> byId = new HashMap<>();
    private final TreeMap<Long, Row<T>> ordered = new TreeMap<>();
    private final List<Index<T>> indexes = new ArrayList<>();
    private Consumer<String> watcher = id -> {};
    private long sequence;

    Table(Kind kind, Account account) {
        this.kind = kind;
        this.account = account;
    }

    /** Tells somebody the id of what has been changed. */
    void watch(Consumer<String> listener) {
        watcher = watcher.andThen(listener);
    }

    /** Keeps the things findable by keys that they have; what is null has no key. */
    Index<T> index(Function<T, @Nullable String> key) {
        return indexAll(item -> {
            String value = key.apply(item);
            return value == null ? List.of() : List.of(value);
        });
    }

    /** Keeps the things findable by each of several keys that they have. */
    Index<T> indexAll(Function<T, List<String>> keys) {
        Index<T> index = new Index<>(keys);
        indexes.add(index);
        return index;
    }

    T add(String id, T item) {
        Duration hidden = account.latencies().peek("ec2.visible", id);
        Instant visibleFrom =
                hidden.isZero() ? null : account.transitions().now().plus(hidden);
        remove(id);
        Row<T> row = new Row<>(id, ++sequence, item, visibleFrom);
        byId.put(id, row);
        ordered.put(row.sequence, row);
        indexes.forEach(index -> index.add(row));
        return item;
    }

    /** Changes a thing if it still exists. */
    void update(String id, UnaryOperator<T> change) {
        Row<T> row = byId.get(id);
        if (row != null) {
            T changed = change.apply(row.item);
            indexes.forEach(index -> index.remove(row));
            row.item = changed;
            indexes.forEach(index -> index.add(row));
        }
        watcher.accept(id);
    }

    void remove(String id) {
        Row<T> row = byId.remove(id);
        if (row != null) {
            ordered.remove(row.sequence);
            indexes.forEach(index -> index.remove(row));
        }
    }

    Optional<T> find(@Nullable String id) {
        return id == null ? Optional.empty() : Optional.ofNullable(byId.get(id)).map(row -> row.item);
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
        Row<T> row = byId.get(named);
        if (row == null || !isVisible(row)) {
            throw kind.notFound(named);
        }
        return row.item;
    }

    /** The things that a caller named by their ids, or all that callers can see if none is named. */
    List<T> choose(List<String> ids) {
        if (!ids.isEmpty()) {
            return ids.stream().distinct().map(this::require).toList();
        }
        return ordered.values().stream()
                .filter(this::isVisible)
                .map(row -> row.item)
                .toList();
    }

    /** A page of the things that a caller named, or of all, that match. */
    Pages.Page<T> page(
            List<String> ids,
            Predicate<T> matching,
            Pages pages,
            @Nullable Integer maxResults,
            @Nullable String nextToken) {
        if (!ids.isEmpty()) {
            return pages.of(choose(ids).stream().filter(matching).toList(), maxResults, nextToken);
        }
        int most = pages.size(maxResults);
        List<T> items = new ArrayList<>();
        long last = Pages.position(nextToken, sequence);
        for (Row<T> row : ordered.tailMap(last, false).values()) {
            if (isVisible(row) && matching.test(row.item)) {
                if (items.size() == most) {
                    return new Pages.Page<>(items, Pages.token(last));
                }
                items.add(row.item);
                last = row.sequence;
            }
        }
        return new Pages.Page<>(items, null);
    }

    Stream<T> stream() {
        return ordered.values().stream().map(row -> row.item);
    }

    Set<String> ids() {
        Set<String> ids = new LinkedHashSet<>();
        ordered.values().forEach(row -> ids.add(row.id));
        return ids;
    }

    int size() {
        return byId.size();
    }

    private boolean isVisible(Row<T> row) {
        return row.visibleFrom == null || !account.transitions().now().isBefore(row.visibleFrom);
    }

    private static final class Row<T> {
        private final String id;
        private final long sequence;
        private final @Nullable Instant visibleFrom;
        private T item;

        Row(String id, long sequence, T item, @Nullable Instant visibleFrom) {
            this.id = id;
            this.sequence = sequence;
            this.item = item;
            this.visibleFrom = visibleFrom;
        }
    }

    /** The things of a table by a key other than their id. */
    static final class Index<T> {
        private final Function<T, List<String>> keys;
        private final Map<String, TreeMap<Long, Row<T>>> byKey = new HashMap<>();

        private Index(Function<T, List<String>> keys) {
            this.keys = keys;
        }

        /** The things that have the key, oldest first. */
        List<T> of(String key) {
            TreeMap<Long, Row<T>> rows = byKey.get(key);
            return rows == null
                    ? List.of()
                    : rows.values().stream().map(row -> row.item).toList();
        }

        /** How many things have the key. */
        int count(String key) {
            TreeMap<Long, Row<T>> rows = byKey.get(key);
            return rows == null ? 0 : rows.size();
        }

        private void add(Row<T> row) {
            for (String key : keys.apply(row.item)) {
                byKey.computeIfAbsent(key, k -> new TreeMap<>()).put(row.sequence, row);
            }
        }

        private void remove(Row<T> row) {
            for (String key : keys.apply(row.item)) {
                TreeMap<Long, Row<T>> rows = byKey.get(key);
                if (rows != null) {
                    rows.remove(row.sequence);
                    if (rows.isEmpty()) {
                        byKey.remove(key);
                    }
                }
            }
        }
    }
}
