package io.github.ekssdk.k8s.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.ekssdk.error.ChartUnavailableException;
import io.github.ekssdk.k8s.SampleContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Charts from servers, of which one is on this machine. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PublishedChartTest {

    private static final SampleContext CONTEXT = SampleContext.of("1.35");

    @TempDir
    private Path directory;

    private final Map<String, byte[]> pages = new TreeMap<>();
    private HttpServer server;
    private byte[] archive;

    @BeforeEach
    void publish() throws IOException {
        new Helm(Charts.path("hello")).packageIt().withDestination(directory).call();
        archive = Files.readAllBytes(directory.resolve("hello-1.2.3.tgz"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        if (path.startsWith("/v2/")
                && !"Bearer for-all".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            exchange.getResponseHeaders()
                    .add(
                            "WWW-Authenticate",
                            "Bearer realm=\"" + address()
                                    + "/token\",service=\"charts\",scope=\"repository:team/hello:pull\"");
            exchange.sendResponseHeaders(401, -1);
        } else if (path.equals("/old.tgz")) {
            exchange.getResponseHeaders().add("Location", "/charts/hello-1.2.3.tgz");
            exchange.sendResponseHeaders(302, -1);
        } else if (pages.containsKey(path)) {
            exchange.sendResponseHeaders(200, pages.get(path).length);
            exchange.getResponseBody().write(pages.get(path));
        } else {
            exchange.sendResponseHeaders(path.equals("/busy.tgz") ? 503 : 404, -1);
        }
        exchange.close();
    }

    @Test
    void the_index_of_a_repository_tells_where_a_version_is() {
        publishIndex(sha256());

        assertThat(HelmChart.fromRepository(address() + "/charts", "hello", "v1.2.3")
                        .objects(CONTEXT))
                .hasSize(8);
    }

    @Test
    void what_is_not_what_was_published_is_refused() {
        publishIndex("0".repeat(64));

        assertThatThrownBy(() -> HelmChart.fromRepository(address() + "/charts", "hello", "1.2.3")
                        .objects(CONTEXT))
                .isInstanceOfSatisfying(
                        ChartUnavailableException.class,
                        refused -> assertThat(refused.retryable()).isFalse())
                .hasMessageContaining("is not the chart that was published: its SHA-256 is " + sha256());
    }

    @Test
    void versions_and_charts_that_a_repository_does_not_have_are_named_with_those_it_has() {
        publishIndex(sha256());

        assertThatThrownBy(() -> HelmChart.fromRepository(address() + "/charts", "hello", "9.9.9")
                        .objects(CONTEXT))
                .hasMessageContaining("has no version 9.9.9 of hello. Among the versions it has are 1.2.3.");
        assertThatThrownBy(() -> HelmChart.fromRepository(address() + "/charts", "other", "1.2.3")
                        .objects(CONTEXT))
                .hasMessageContaining("has no chart 'other'");
    }

    @Test
    void an_archive_is_followed_to_where_it_went() {
        pages.put("/charts/hello-1.2.3.tgz", archive);

        assertThat(HelmChart.fromArchive("hello", address() + "/old.tgz").objects(CONTEXT))
                .hasSize(8);
    }

    @Test
    void a_registry_gives_its_charts_for_a_token_that_everybody_gets() {
        pages.put(
                "/token?scope=repository%3Ateam%2Fhello%3Apull&service=charts",
                "{\"token\": \"for-all\"}".getBytes(StandardCharsets.UTF_8));
        pages.put("/v2/team/hello/manifests/1.2.3", """
            {"schemaVersion": 2, "layers": [
              {"mediaType": "application/vnd.cncf.helm.chart.content.v1.tar+gzip", "digest": "sha256:%s", "size": 1}]}
            """.formatted(sha256()).getBytes(StandardCharsets.UTF_8));
        pages.put("/v2/team/hello/blobs/sha256:" + sha256(), archive);

        assertThat(HelmChart.fromRegistry(
                                "oci://localhost:" + server.getAddress().getPort() + "/team/hello", "1.2.3")
                        .objects(CONTEXT))
                .hasSize(8);
    }

    @Test
    void a_server_that_is_busy_is_worth_another_try_and_one_without_the_chart_is_not() {
        assertThat(List.of(
                        refusal("/busy.tgz").retryable(), refusal("/none.tgz").retryable()))
                .containsExactly(true, false);
        assertThat(refusal("/none.tgz")).hasMessageContaining("/none.tgz answered 404.");
    }

    private ChartUnavailableException refusal(String path) {
        try {
            HelmChart.fromArchive("hello", address() + path).objects(CONTEXT);
        } catch (ChartUnavailableException e) {
            return e;
        }
        throw new AssertionError("no refusal");
    }

    private void publishIndex(String digest) {
        pages.put("/charts/index.yaml", """
            apiVersion: v1
            entries:
              hello:
                - {name: hello, version: 1.2.3, digest: %s, urls: [hello-1.2.3.tgz]}
            """.formatted(digest).getBytes(StandardCharsets.UTF_8));
        pages.put("/charts/hello-1.2.3.tgz", archive);
    }

    private String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
