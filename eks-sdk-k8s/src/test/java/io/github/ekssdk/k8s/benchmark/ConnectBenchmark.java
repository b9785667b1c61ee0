package io.github.ekssdk.k8s.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.ekssdk.k8s.Account;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;

/**
 * How long a new process takes to its first answer, and what an informer on 10,000 pods keeps. What is measured runs in processes of
 * its own, which this one starts and serves.
 */
public final class ConnectBenchmark {

    private static final int RUNS = 5;
    private static final int PODS = 10_000;

    private ConnectBenchmark() {}

    /** Prints the figures. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (Account account = new Account()) {
            String authority = Base64.getEncoder()
                    .encodeToString(account.kubernetes().certificateAuthority().getBytes(UTF_8));
            for (int run = 0; run < RUNS; run++) {
                start(
                        FirstList.class,
                        account.kubernetes().url().toString(),
                        authority,
                        account.kubernetes().adminToken());
            }
        }
        HttpServer pods = servePods();
        start(InformerMemory.class, "http://127.0.0.1:" + pods.getAddress().getPort(), String.valueOf(PODS));
        pods.stop(0);
    }

    private static void start(Class<?> main, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    private static HttpServer servePods() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/api/v1/pods", ConnectBenchmark::answer);
        server.start();
        return server;
    }

    /** A watch stays open and tells nothing. */
    private static void answer(HttpExchange exchange) throws IOException {
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        OutputStream body = exchange.getResponseBody();
        if (query.contains("watch=true")) {
            body.flush();
            return;
        }
        body.write("{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"1\"},\"items\":["
                .getBytes(UTF_8));
        for (int i = 0; i < PODS; i++) {
            body.write(((i == 0 ? "" : ",") + PodText.of(i)).getBytes(UTF_8));
        }
        body.write("]}".getBytes(UTF_8));
        body.close();
    }
}
