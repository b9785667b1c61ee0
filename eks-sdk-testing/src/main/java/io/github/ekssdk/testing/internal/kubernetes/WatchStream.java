package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What happens to the objects that a client watches, as the client shall see it: an object that is not selected any more is gone. */
final class WatchStream implements Consumer<Change>, AutoCloseable {
    private static final Event END = new Event("END", Trees.object());

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final ObjectStore store;
    private final ResourceType type;
    private final Predicate<ObjectNode> filter;
    private final boolean bookmarks;
    private final UnaryOperator<ObjectNode> form;
    private volatile long seen;

    /** One event: ADDED, MODIFIED, DELETED, BOOKMARK or ERROR. */
    record Event(String type, ObjectNode object) {
        byte[] line() {
            byte[] json = Trees.bytes(Trees.object().put("type", type).set("object", object));
            byte[] line = Arrays.copyOf(json, json.length + 1);
            line[json.length] = '\n';
            return line;
        }
    }

    private WatchStream(ClusterObjects objects, ApiRequest request, Target target) {
        this.store = objects.store();
        this.type = target.type();
        this.filter = Lists.filter(request, target);
        this.bookmarks = request.isTrue("allowWatchBookmarks");
        this.form = form(objects, request, target.type());
    }

    private static UnaryOperator<ObjectNode> form(ClusterObjects objects, ApiRequest request, ResourceType type) {
        if (PartialObjects.areWanted(request)) {
            return PartialObjects::of;
        }
        return Tables.isWanted(request)
                ? object -> Tables.of(request, type, objects.now()).of(object)
                : UnaryOperator.identity();
    }

    /** Begins to watch after the resourceVersion that the request names, or with all that is there. */
    static WatchStream open(ClusterObjects objects, ApiRequest request, Target target) {
        WatchStream stream = new WatchStream(objects, request, target);
        String from = request.parameter("resourceVersion");
        if (from.isEmpty() || from.equals("0")) {
            stream.showAll(request.isTrue("sendInitialEvents"));
        } else {
            stream.catchUp(revision(from));
            if (request.isTrue("sendInitialEvents")) {
                stream.showAll(true);
            }
        }
        stream.store.listen(stream);
        return stream;
    }

    private static long revision(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw ApiFailure.badRequest("resourceVersion: Invalid value: \"" + text + "\"");
        }
    }

    private void showAll(boolean markEnd) {
        List<ObjectNode> present =
                store.of(type.key()).values().stream().filter(filter).toList();
        present.forEach(object -> add("ADDED", object));
        seen = store.revision();
        if (markEnd) {
            events.add(bookmark(true));
        }
    }

    private void catchUp(long after) {
        if (after < store.compacted()) {
            ApiFailure gone = ApiFailure.expired("too old resource version: " + after + " (" + store.compacted() + ")");
            events.add(new Event("ERROR", gone.status()));
            events.add(END);
            return;
        }
        seen = after;
        store.since(type.key(), after).forEach(this);
    }

    @Override
    public void accept(Change change) {
        seen = change.revision();
        if (!change.typeKey().equals(type.key())) {
            return;
        }
        boolean was = change.before() != null && filter.test(change.before());
        boolean is = change.after() != null && filter.test(change.after());
        if (is) {
            add(was ? "MODIFIED" : "ADDED", change.object());
        } else if (was) {
            add("DELETED", change.last());
        }
    }

    private void add(String kind, ObjectNode object) {
        events.add(new Event(kind, form.apply(Lists.shown(object, type))));
    }

    private Event bookmark(boolean initialEnd) {
        ObjectNode object = Trees.object().put("kind", type.kind()).put("apiVersion", type.apiVersion());
        ObjectNode metadata = object.putObject("metadata").put("resourceVersion", String.valueOf(seen));
        if (initialEnd) {
            metadata.putObject("annotations").put("k8s.io/initial-events-end", "true");
        }
        return new Event("BOOKMARK", object);
    }

    /** The next event, if there is one within so long on the computer's own time: its reader waits at a socket, not on the account's clock. */
    @Nullable Event next(long millis) throws InterruptedException {
        return events.poll(millis, TimeUnit.MILLISECONDS);
    }

    /** A word on how far the stream is, if the client asked for such. */
    @Nullable Event bookmarkIfWanted() {
        return bookmarks ? bookmark(false) : null;
    }

    static boolean isEnd(Event event) {
        return event.type().equals(END.type());
    }

    /** Ends the stream for its reader. */
    void end() {
        events.add(END);
    }

    @Override
    public void close() {
        store.leave(this);
    }
}
