package io.github.ekssdk.testing.internal.kubernetes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.ekssdk.spi.Time;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import software.amazon.awssdk.core.SdkBytes;

/** One HTTPS listener on 127.0.0.1. Its threads only serve requests. */
final class KubernetesServer implements AutoCloseable {
    private static final AtomicInteger THREADS = new AtomicInteger();
    private static final long TICK_MILLIS = 1_000;
    private static final int BOOKMARK_EVERY = 5;

    static {
        // The server of the JDK reads this once; without it small answers wait for Nagle's algorithm.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final HttpsServer server;
    private final URI url;
    private final ExecutorService threads;
    private final Function<ApiRequest, ApiAnswer> api;
    private final Set<WatchStream> watches = ConcurrentHashMap.newKeySet();
    private final Time network = Time.system();
    private volatile Duration latency = Duration.ZERO;

    private KubernetesServer(HttpsServer server, ExecutorService threads, Function<ApiRequest, ApiAnswer> api) {
        this.server = server;
        this.url = URI.create("https://127.0.0.1:" + server.getAddress().getPort());
        this.threads = threads;
        this.api = api;
    }

    static KubernetesServer open(SSLContext context, Function<ApiRequest, ApiAnswer> api) {
        ExecutorService threads = Executors.newCachedThreadPool(KubernetesServer::thread);
        try {
            HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(context));
            KubernetesServer opened = new KubernetesServer(server, threads, api);
            server.setExecutor(threads);
            server.createContext("/", opened::handle);
            threads.submit(server::start).get();
            return opened;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the Kubernetes API was being opened", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The Kubernetes API could not be opened.", e);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "fake-kubernetes-" + THREADS.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    URI url() {
        return url;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            ApiRequest request = request(exchange);
            if (request.header("upgrade").equalsIgnoreCase("websocket")) {
                // Clients of watches fall back to plain HTTP then.
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            ApiAnswer answer = api.apply(request);
            network.sleep(latency);
            if (answer.code() != 0) {
                answer(exchange, request, answer);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private static ApiRequest request(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        Map<String, String> query = new HashMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        if (raw != null) {
            for (String pair : raw.split("&")) {
                String[] sides = pair.split("=", 2);
                query.put(decode(sides[0]), sides.length == 1 ? "" : decode(sides[1]));
            }
        }
        byte[] body = exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        return new ApiRequest(
                exchange.getRequestMethod(),
                path,
                query,
                headers,
                SdkBytes.fromByteArrayUnsafe(body),
                new ArrayList<>());
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private void answer(HttpExchange exchange, ApiRequest request, ApiAnswer answer) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        request.warnings()
                .forEach(warning ->
                        exchange.getResponseHeaders().add("Warning", "299 - \"" + warning.replace("\"", "'") + "\""));
        if (answer.code() == 429) {
            exchange.getResponseHeaders().set("Retry-After", "1");
        }
        WatchStream watch = answer.watch();
        if (watch != null) {
            stream(exchange, request, watch);
            return;
        }
        boolean head = request.method().equals("HEAD");
        byte[] body = answer.body().asByteArrayUnsafe();
        exchange.sendResponseHeaders(answer.code(), head || body.length == 0 ? -1 : body.length);
        if (!head && body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private void stream(HttpExchange exchange, ApiRequest request, WatchStream watch) throws IOException {
        watches.add(watch);
        try (watch) {
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            out.flush();
            String timeout = request.parameter("timeoutSeconds");
            int idleLeft = timeout.matches("\\d{1,6}") ? Integer.parseInt(timeout) : 1_800;
            for (int idle = 0; idle < idleLeft; ) {
                WatchStream.Event event = watch.next(TICK_MILLIS);
                if (event == null) {
                    idle++;
                    event = idle % BOOKMARK_EVERY == 0 ? watch.bookmarkIfWanted() : null;
                }
                if (event != null && WatchStream.isEnd(event)) {
                    return;
                }
                if (event != null) {
                    out.write(event.line());
                    out.flush();
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } finally {
            watches.remove(watch);
        }
    }

    /** Keeps answers back. */
    void answerAfter(Duration wait) {
        latency = wait;
    }

    void endWatches() {
        List.copyOf(watches).forEach(WatchStream::end);
    }

    @Override
    public void close() {
        endWatches();
        server.stop(0);
        threads.shutdownNow();
    }
}
